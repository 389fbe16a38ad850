#include <algorithm>

#include "viewer/app/session.h"
#include "viewer/export/snapshot.h"

namespace app {
namespace {

constexpr double kReachPx = 6;         // how far from the cursor a thing may lie to be meant
constexpr double kMemberReachPx = 14;  // member symbols are large
constexpr size_t kMostObjects = 20;

bool inScale(const map::Layer& layer, double metresPerPixel) {
    return (layer.maxMetresPerPixel <= 0 || metresPerPixel <= layer.maxMetresPerPixel) &&
           (layer.minMetresPerPixel <= 0 || metresPerPixel >= layer.minMetresPerPixel);
}

// What the source says of itself (OpenStreetMap's @id, @user) comes after what it says of the place; a cell is called by its
// value.
void putInOrder(const map::Layer& layer, geo::Identified& found) {
    std::stable_partition(found.attributes.begin(), found.attributes.end(),
                          [](const auto& attribute) { return !attribute.name.starts_with('@'); });
    if (layer.source->kind() == geo::SourceKind::Values && !found.attributes.empty()) found.title = found.attributes[0].value;
}

// Whether what was found is drawn: its class is shown, and its rank has a place at this scale.
bool isDrawn(const map::Layer& layer, const geo::Identified& found, double metresPerPixel) {
    const auto table = layer.source->classes();
    if (!layer.style.dimension.empty()) return true;  // hidden are classes of the dimension, not the source's
    if (!table || found.attributes.empty() || found.attributes[0].name != "class") return true;
    for (size_t i = 1; i < table->size(); ++i) {
        const auto& entry = table->classes[i];
        if (entry.label != found.attributes[0].value) continue;
        if (layer.style.isolated.empty() ? layer.style.hidden.contains(entry.code) : layer.style.isolated != entry.code)
            return false;
        const auto* ranks = layer.source->ranks();
        const double most = ranks && i <= ranks->ranks.size() ? ranks->ranks[i - 1].maxMetresPerPixel : 0;
        return most <= 0 || metresPerPixel <= most;
    }
    return true;
}

}  // namespace

std::string Session::memberAt(geo::Point at) const {
    const double metresPerPixel = m_motion.camera().metresPerPixel;
    for (const auto& layer : m_place->scene.state().layers) {
        const auto* registry = dynamic_cast<const MemberSource*>(layer.source.get());
        if (!registry || !layer.visible || !inScale(layer, metresPerPixel)) continue;
        return registry->memberAt(at, kMemberReachPx * metresPerPixel, !layer.style.hidden.contains(kCandidateClass));
    }
    return {};
}

void Session::identify(geo::Point at) {
    if (const auto chosen = memberAt(at); !chosen.empty()) {
        clearIdentified();  // the member's card says all that the registry knows
        return selectMember(chosen);
    }
    const auto scene = m_place->scene.freeze();
    const double metresPerPixel = m_motion.camera().metresPerPixel;
    const uint64_t turn = ++m_identifyTurn;
    m_identifiedAt = at;
    std::vector<map::Layer> asked;  // top first
    for (auto layer = scene->layers.rbegin(); layer != scene->layers.rend(); ++layer) {
        const bool shown = layer->visible && layer->source && inScale(*layer, metresPerPixel);
        if (shown && layer->legend && layer->spec.path != kMembersPath) asked.push_back(*layer);
    }
    touch();

    using Answers = std::vector<ui::IdentifiedInLayer>;
    m_errands.send<Answers>(
        "", "identify",
        [asked = std::move(asked), at, metresPerPixel](base::Task& task) -> geo::Result<Answers> {
            Answers answers;
            for (const auto& layer : asked) {
                if (task.stopToken().stop_requested()) break;
                auto found = layer.source->identify(at, kReachPx * metresPerPixel);
                std::erase_if(found, [&](const auto& one) { return !isDrawn(layer, one, metresPerPixel); });
                if (found.size() > kMostObjects) found.resize(kMostObjects);
                for (auto& one : found) putInOrder(layer, one);
                if (!found.empty()) answers.push_back({layer.id, layer.title, layer.source->attribution(), std::move(found)});
            }
            return answers;
        },
        [this, turn](geo::Result<Answers> answers) {
            if (turn != m_identifyTurn) return;
            if (answers)
                m_identified = std::move(*answers);
            else
                say(ui::Severity::Problem, geo::describe(answers.error()));
        });
}

void Session::clearIdentified() {
    ++m_identifyTurn;
    m_identified.clear();
    m_identifiedAt.reset();
    touch();
}

void Session::orderPicture(PictureOrder order) {
    m_pictures.push_back(std::move(order));
    touch();
}

// One at a time, once everything that was being opened is there.
void Session::sendPictures() {
    if (m_pictures.empty() || m_errands.underWay() > 0 || m_loader.underWay() > 0 || moving()) return;
    const auto order = m_pictures.front();
    m_pictures.pop_front();
    exporting::SnapshotSpec spec;
    spec.scene = m_place->scene.freeze();
    spec.camera = m_motion.camera();
    spec.widthPx = order.widthPx > 0 ? order.widthPx : m_widthPx;
    spec.heightPx = order.heightPx > 0 ? order.heightPx : m_heightPx;
    // The same ground, whatever the size.
    spec.camera.metresPerPixel *=
        std::max(static_cast<double>(m_widthPx) / spec.widthPx, static_cast<double>(m_heightPx) / spec.heightPx);
    m_errands.send<std::string>(
        "Drawing " + order.path, order.path,
        [spec, path = order.path](base::Task&) -> geo::Result<std::string> {
            const auto written = exporting::writeSnapshot(spec, path);
            if (!written) return geo::Failure(written.error());
            return path;
        },
        [this](geo::Result<std::string> written) {
            if (written)
                say(ui::Severity::Note, "The picture is written: " + *written);
            else
                say(ui::Severity::Problem, geo::describe(written.error()));
        });
}

}  // namespace app
