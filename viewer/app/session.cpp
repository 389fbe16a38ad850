#include "viewer/app/session.h"

#include <algorithm>
#include <cassert>
#include <limits>

#include "geo/base/names.h"
#include "geo/base/paths.h"
#include "viewer/control/command.h"

namespace app {
namespace {

constexpr int kOpeningThreads = 2, kErrandThreads = 2;
constexpr size_t kMostMessages = 200, kMostReplies = 10000;

}  // namespace

Session::Session(std::function<void()> wake)
    : m_queue(std::move(wake)),
      m_loader(
          m_tasks, m_queue,
          [this](const auto& spec, const auto& crs, const auto& progress, std::stop_token stop) {
              return openSource(spec, crs, progress, stop);
          },
          [this](const std::string& title, const geo::Error& error) {
              say(ui::Severity::Problem, (error.subject.empty() ? title + ": " : "") + geo::describe(error));
          },
          [this](const std::string& title, const std::string& remark) {
              const auto text = title + ": " + remark;  // said once, however often the layer is opened again
              if (std::ranges::find(m_messages, text, &ui::Message::text) == m_messages.end()) say(ui::Severity::Warning, text);
          },
          kOpeningThreads),
      m_places(m_loader, (geo::dataFolder() / "scenes").string()),
      m_place(Place::world()),
      m_errands(m_tasks, m_queue, kErrandThreads) {
    auto members = geo::Members::load((geo::dataFolder() / "members.csv").string());
    if (members) {
        m_members = std::move(*members);
        m_places.setMembers(&*m_members);
    } else {
        say(ui::Severity::Problem, geo::describe(members.error()));
    }
    m_motion.jump(homeCamera(*m_place));
}

// All at once, before the members wait for their threads one after the other.
Session::~Session() {
    for (const auto& task : m_tasks.running()) task->cancel();
}

geo::Result<LayerLoader::Source> Session::openSource(const geo::SourceSpec& spec, const geo::Crs& crs,
                                                     const geo::Progress& progress, std::stop_token stop) const {
    if (spec.path != kMembersPath) return geo::openLayer(spec, crs, progress, stop);
    if (!m_members) return geo::fail(geo::ErrorCode::NotFound, "The registry of members is missing.", "members.csv");
    return std::make_shared<const MemberSource>(*m_members, crs, m_language.load());
}

void Session::update(double nowSeconds) {
    m_now = nowSeconds;
    if (m_queue.runOnMain() > 0) touch();
    if (m_flight) {
        const auto end = m_flight->at(m_now);
        if (end.place != m_place) arrive(end.place, end.camera);
        m_motion.jump(end.camera);
        if (m_flight->finished(m_now)) m_flight.reset();
        touch();
    } else if (m_motion.moving()) {
        m_motion.update(m_now);
        touch();
    }
    sendPictures();
}

bool Session::busy() const { return m_loader.underWay() > 0 || m_errands.underWay() > 0 || !m_pictures.empty(); }

geo::Result<const map::Layer*> Session::layer(const std::string& id) const {
    const auto& scene = m_place->scene;
    if (const auto* found = scene.find(id)) return found;
    if (scene.state().layers.empty()) return geo::fail(geo::ErrorCode::NotFound, "The map has no layers yet.", id);
    std::vector<std::string> ids;
    for (const auto& layer : scene.state().layers) ids.push_back(layer.id);
    auto near = control::didYouMean(id, ids);
    if (near.empty()) near = " There are: " + geo::listed(ids, 16) + ".";
    return geo::fail(geo::ErrorCode::NotFound, "There is no layer of this name." + near, id);
}

geo::Result<void> Session::removeLayer(const std::string& id) {
    if (const auto found = layer(id); !found) return geo::Failure(found.error());
    if (const auto own = m_place->ownLayers.find(id); own != m_place->ownLayers.end()) m_places.forgetOwn(own->second);
    m_place->removeLayer(id);
    return {};
}

map::ViewState Session::view() const { return {m_motion.camera(), m_widthPx, m_heightPx, m_pixelRatio, m_desk.uiScale}; }

void Session::setViewSize(int widthPx, int heightPx, double pixelRatio) {
    if (widthPx == m_widthPx && heightPx == m_heightPx && pixelRatio == m_pixelRatio) return;
    m_widthPx = std::max(1, widthPx), m_heightPx = std::max(1, heightPx), m_pixelRatio = pixelRatio;
    m_free = {0, 0, static_cast<double>(m_widthPx), static_cast<double>(m_heightPx)};
    touch();
}

void Session::moveTo(const map::Camera& camera) {
    endFlight();
    m_motion.moveTo(map::withinReach(camera), m_now, m_eased);
    touch();
}

void Session::jumpTo(const map::Camera& camera) {
    endFlight();
    m_motion.jump(map::withinReach(camera));
    touch();
}

void Session::zoomAround(geo::Point screen, double factor) {
    endFlight();
    m_motion.zoom(view(), screen, allowedZoom(factor), m_now, m_eased);
    touch();
}

double Session::allowedZoom(double factor) const {
    const double most = m_place->farthest(m_free.right - m_free.left, m_free.bottom - m_free.top);
    return std::max(factor, std::min(1.0, targetCamera().metresPerPixel / most));
}

void Session::glide(double speedX, double speedY) {
    endFlight();
    if (m_eased) m_motion.glide(view(), speedX, speedY, m_now);
    touch();
}

void Session::stopMoving() {
    if (moving()) jumpTo(m_motion.camera());
}

map::Camera Session::cameraFor(const geo::Extent& box, double boxMarginPx) const {
    const double width = std::max(1.0, m_free.right - m_free.left), height = std::max(1.0, m_free.bottom - m_free.top);
    // A single point has no size to fit: a kilometre around it.
    const auto shown = box.width() > 0 || box.height() > 0 ? box : box.grown(500);
    return cameraAt(shown.centre(),
                    map::fit(shown, static_cast<int>(width), static_cast<int>(height), boxMarginPx).metresPerPixel);
}

map::Camera Session::cameraFor(geo::LonLat centre, double metresPerPixel) const {
    return cameraAt(m_place->toMap(centre), metresPerPixel);
}

// North up, with a point of the map in the middle of the free area.
map::Camera Session::cameraAt(geo::Point middle, double metresPerPixel) const {
    const double dx = (m_free.left + m_free.right - m_widthPx) / 2, dy = (m_free.top + m_free.bottom - m_heightPx) / 2;
    return {{middle.x - dx * metresPerPixel, middle.y + dy * metresPerPixel}, metresPerPixel, 0};
}

map::Camera Session::homeCamera(const Place& place) const {
    if (place.kind == PlaceKind::World) return cameraFor(place.toMap(geo::GeographicExtent{-135, -54, 158, 72}), 12);
    if (place.homeWidthKm <= 0) {
        if (const auto box = place.layersExtent(); !box.empty()) return cameraFor(box);
    }
    // Scenes say how wide their view is; very wide windows show more to the sides rather than less above and below.
    constexpr double kUnknownWidthKm = 60, kWidestShape = 16.0 / 9;
    const double width = std::max(1.0, m_free.right - m_free.left), height = std::max(1.0, m_free.bottom - m_free.top);
    const double homeMetres = (place.homeWidthKm > 0 ? place.homeWidthKm : kUnknownWidthKm) * 1000;
    return cameraAt(place.toMap(place.centre), homeMetres / std::min(width, height * kWidestShape));
}

void Session::say(ui::Severity severity, const std::string& text) {
    if (severity == ui::Severity::Problem) ++m_problems, m_lastProblem = text;
    if (m_messages.size() == kMostMessages) m_messages.erase(m_messages.begin());
    m_messages.push_back({severity, text, m_now, ++m_said});
    if (severity == ui::Severity::Note) reply({text});
    touch();
}

void Session::reply(const std::vector<std::string>& lines) {
    if (m_replies.size() + lines.size() > kMostReplies) m_replies.clear();  // a window, where nobody takes them
    m_replies.insert(m_replies.end(), lines.begin(), lines.end());
}

void Session::clearMessages() {
    m_messages.clear();
    touch();
}

double Session::waitEndsAtSeconds() const {
    return m_wait && !m_wait->complete ? m_wait->untilSeconds : std::numeric_limits<double>::infinity();
}

bool Session::waiting(bool mapComplete) {
    if (!m_wait) return false;
    const bool over = m_wait->complete ? !busy() && !moving() && mapComplete : m_now >= m_wait->untilSeconds;
    if (over) m_wait.reset();
    return !over;
}

}  // namespace app
