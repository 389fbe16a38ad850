#include <algorithm>
#include <filesystem>
#include <iterator>

#include "geo/base/atomic_file.h"
#include "geo/base/names.h"
#include "geo/base/paths.h"
#include "viewer/app/layer_looks.h"
#include "viewer/app/map_choice.h"
#include "viewer/app/saved_scene.h"
#include "viewer/app/session.h"
#include "viewer/control/command.h"

namespace app {
namespace fs = std::filesystem;
namespace {

constexpr size_t kFewLayers = 3;    // up to here nothing is hidden for being crowded
constexpr size_t kManyLayers = 16;  // from here on lines and names are light

constexpr size_t kMostNamed = 16;  // in a sentence

// A word that could be the name of a scene, and is no file.
bool isNoFile(const std::string& word) {
    std::error_code error;
    return word.find_first_of("/.:") == std::string::npos && !fs::exists(word, error);
}

std::string scenesLike(const std::string& word, const std::vector<std::string>& names) {
    if (auto near = control::didYouMean(word, names); !near.empty()) return near;
    return names.empty() ? "" : " The scenes are " + geo::listed(names) + ".";
}

}  // namespace

// Makes a place the one that is shown.
void Session::arrive(const std::shared_ptr<Place>& place, const map::Camera& camera) {
    if (place != m_place) {
        m_place = place;
        m_identified.clear();
        m_identifiedAt.reset();
        ++m_identifyTurn;
    }
    m_motion.jump(camera);
    touch();
}

// Broken off over a place that was only passed, the person is there now, and so are the person's layers.
void Session::endFlight() {
    if (!m_flight) return;
    const auto from = m_flight->destination().place;
    m_flight.reset();
    m_places.bringOwn(*from, m_place);
}

void Session::go(const std::shared_ptr<Place>& place, const map::Camera& camera, bool flying) {
    m_places.bringOwn(m_flight ? *m_flight->destination().place : *m_place, place);
    m_flight.reset();
    if (!flying) return arrive(place, camera);
    if (place == m_place && place->kind == PlaceKind::World) return moveTo(camera);
    m_flight.emplace(PlaceFlight::End{m_place, m_motion.camera()}, world(), PlaceFlight::End{place, camera}, m_widthPx, m_now);
    touch();
}

std::shared_ptr<Place> Session::world() {
    std::string remark;
    auto place = m_places.world(remark);
    if (!remark.empty()) say(ui::Severity::Warning, remark);
    return place;
}

void Session::showWorld() {
    const auto place = world();
    go(place, homeCamera(*place), m_eased);
}

geo::Result<void> Session::loadScene(const std::string& nameOrPath) {
    const auto path = m_places.sceneFile(nameOrPath);
    if (path.empty()) {
        return geo::fail(geo::ErrorCode::NotFound,
                         "This is neither a scene file nor the name of a scene." + scenesLike(nameOrPath, m_places.sceneNames()),
                         nameOrPath);
    }
    auto place = m_places.fromScene(path);
    if (!place) return geo::Failure(place.error());
    if (const auto* government = m_places.governmentOf(nameOf(path))) (*place)->belongTo(*government);
    m_selectedMember = (*place)->memberId;
    m_desk.cityCard = false;
    go(*place, homeCamera(**place), m_eased);
    return {};
}

geo::Result<const geo::Member*> Session::member(const std::string& id) const {
    if (const auto* found = m_members ? m_members->find(id) : nullptr) return found;
    std::vector<std::string> ids;
    if (m_members)
        for (const auto& member : m_members->all()) ids.push_back(member.id);
    return geo::fail(geo::ErrorCode::NotFound, "There is no member of this id." + control::didYouMean(id, ids), id);
}

geo::Result<void> Session::flyToMember(const std::string& id) {
    const auto found = member(id);
    if (!found) return geo::Failure(found.error());
    const auto target = m_flight ? m_flight->destination().place : m_place;
    const auto before = target->memberId;
    selectMember(id);
    m_desk.memberSearch.clear();
    ++m_desk.searchRevision;  // what was typed has done its work
    if (const auto* there = m_members->find(before);
        target->kind == PlaceKind::City && there && geo::shareTerritory(*there, **found)) {
        m_desk.cityCard = there->id != id;  // what changes is the card: governments of one territory share the map
        target->belongTo(**found);
        if (!m_flight) moveTo(homeCamera(*m_place));
        return {};
    }
    m_desk.cityCard = false;
    std::string remark;
    auto place = m_places.city(**found, remark);
    if (!place) return geo::Failure(place.error());
    if (!remark.empty() && !m_eased) say(ui::Severity::Note, remark);  // a person reads it on the map
    go(*place, homeCamera(**place), true);
    return {};
}

void Session::selectMember(const std::string& id) {
    m_selectedMember = id;
    if (const auto* chosen = m_members ? m_members->find(id) : nullptr) {
        const auto* here = m_members->find(m_place->memberId);
        if (here && geo::shareTerritory(*here, *chosen)) m_place->belongTo(*chosen);
    }
    m_desk.cityCard = !id.empty();
    touch();
}

void Session::setLanguage(Language language) {
    m_language = language;
    const auto relabel = [&](const std::shared_ptr<Place>& place) {
        for (const auto& layer : place->scene.state().layers)
            if (layer.spec.path == kMembersPath) return m_loader.open(place, layer.id);
    };
    relabel(m_place);
    if (const auto all = m_places.worldSoFar(); all && all != m_place) relabel(all);
}

geo::Result<void> Session::open(const std::vector<std::string>& paths) {
    std::vector<std::string> files;
    for (const auto& path : paths) {
        if (m_places.sceneFile(path).empty()) {
            if (isNoFile(path))
                return geo::fail(geo::ErrorCode::NotFound,
                                 "There is neither a file nor a scene of this name." + scenesLike(path, m_places.sceneNames()),
                                 path);
            files.push_back(path);
        } else if (auto loaded = loadScene(path); !loaded) {
            return loaded;
        }
    }
    if (files.empty()) return {};
    const auto title =
        files.size() == 1 ? "Looking into " + nameOf(files[0]) : "Looking into " + std::to_string(files.size()) + " files";
    m_errands.send<Look>(
        title, files[0], [files](base::Task& task) { return lookInto(files, task); },
        [this](geo::Result<Look> look) {
            if (look)
                adopt(std::move(*look));
            else if (look.error().code != geo::ErrorCode::Cancelled)
                say(ui::Severity::Problem, geo::describe(look.error()));
        });
    return {};
}

void Session::adopt(Look look) {
    for (const auto& problem : look.problems) say(ui::Severity::Problem, problem);
    for (const auto& remark : look.remarks) say(ui::Severity::Warning, remark);
    if (look.files.empty()) return;
    std::vector<geo::GeographicExtent> boxes;
    for (const auto& file : look.files) boxes.push_back(file.box);
    const auto box = m_focus.value_or(united(boxes));
    const auto choice = chooseMap(box, members(), look.files[0].title, look.files[0].place);

    const auto here = m_flight ? m_flight->destination().place : m_place;
    auto place = here;
    const bool overWorld = here->kind == PlaceKind::World;
    const bool stay = overWorld ? choice.world : liesNear(box, here->centre, kNearMetres);
    if (!stay) {
        place = choice.world ? world() : Place::city(choice.centre, choice.title);
        if (!choice.world) m_selectedMember = choice.memberId;
        if (const auto* member = m_members ? m_members->find(choice.memberId) : nullptr) place->belongTo(*member);
        m_places.bringOwn(*here, place);
    }
    std::vector<geo::LayerProposal> proposals;
    for (auto& file : look.files)
        proposals.insert(proposals.end(), std::make_move_iterator(file.layers.begin()),
                         std::make_move_iterator(file.layers.end()));
    const bool hasRaster = std::any_of(proposals.begin(), proposals.end(), [](const auto& proposal) {
        return proposal.spec.drawAs == geo::DrawAs::Classes || proposal.spec.drawAs == geo::DrawAs::Values;
    });
    const auto& present = place->scene.state().layers;
    const bool onMap = !overWorld && std::any_of(present.begin(), present.end(), [](const auto& layer) { return layer.visible; });
    LayerLooks looks({place->ownLayers.size(), proposals.size() > kFewLayers, hasRaster || onMap, proposals.size() > kManyLayers,
                      place->scene.state().background});
    for (const auto& proposal : proposals) looks.reserve(proposal);
    for (const auto& layer : staged(std::move(proposals))) m_places.addOwn(place, looks.layerOf(layer), united(boxes));
    const bool firstSight = m_place->scene.state().layers.empty();
    go(place, cameraFor(place->toMap(box)), m_eased && !firstSight);
}

geo::Result<void> Session::saveScene(const std::string& path) {
    const auto looked = view();
    const geo::Point middle{(m_free.left + m_free.right) / 2, (m_free.top + m_free.bottom) / 2};
    std::error_code error;
    const auto written = geo::behindLinks(path).value_or(path);
    const auto saved = savedScene(*m_place, fs::absolute(written, error).lexically_normal().parent_path().string(),
                                  m_place->toLonLat(looked.toMap(middle)).value_or(m_place->centre),
                                  looked.camera.metresPerPixel * (m_free.right - m_free.left) / 1000);
    if (auto done = geo::writeFileAtomically(path, map::writeScene(saved.document), "scene"); !done) return done;
    if (!saved.leftOut.empty())
        say(ui::Severity::Warning, "A scene names files, web addresses and demonstration data only; left out of this one: " +
                                       geo::listed(saved.leftOut, kMostNamed) + ".");
    return {};
}

}  // namespace app
