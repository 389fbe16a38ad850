#include "viewer/app/places.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "viewer/app/map_choice.h"

namespace app {
namespace fs = std::filesystem;
namespace {

constexpr const char* kMembersId = "members";
constexpr std::uintmax_t kLargestSceneFile = 4u << 20;

// A scene has a list of layers; GeoJSON and TopoJSON, which end in .json too, do not.
bool holdsScene(const fs::path& path) {
    std::error_code error;
    const auto size = fs::file_size(path, error);
    if (error || size > kLargestSceneFile) return false;
    std::ifstream file(path);
    const auto json = nlohmann::json::parse(file, nullptr, false);
    return json.is_object() && json.contains("layers") && json["layers"].is_array();
}

}  // namespace

std::string kebabCase(const std::string& title) {
    auto id = geo::hyphenated(title, geo::Letters::Any);
    return id.empty() ? "layer" : id;
}

Places::Places(LayerLoader& loader, std::string scenesFolder) : m_loader(loader), m_scenesFolder(std::move(scenesFolder)) {}

std::shared_ptr<Place> Places::world(std::string& remark) {
    if (m_world) return m_world;
    m_world = Place::world();
    if (const auto document = map::readScene(m_scenesFolder + "/world.json")) {
        m_world->scene.setBackground(document->background);
        m_world->scene.setGraticule(document->graticule);
        for (const auto& layer : document->layers) add(m_world, layer);
    } else {
        remark = geo::describe(document.error());
    }
    addMembersLayer(m_world);
    return m_world;
}

geo::Result<std::shared_ptr<Place>> Places::city(const geo::Member& member, std::string& remark) {
    if (const auto path = sceneOf(member); !path.empty()) {
        auto place = fromScene(path);
        if (place) (*place)->belongTo(member);
        return place;
    }
    const auto* named = governmentOf(member.territory);
    auto place = Place::city(member.position, named ? named->nameEn : member.nameEn);
    place->belongTo(member);
    place->bare = true;
    place->homeWidthKm = kUnknownCityWidthKm;
    if (const auto document = map::readScene(m_scenesFolder + "/world.json")) {
        place->scene.setBackground(document->background);
        for (const auto& layer : document->layers) add(place, layer);
    }
    addMembersLayer(place);
    remark = "There are no data of " + member.nameEn + " here yet; drag a file of the city onto the window, or run: open FILE.";
    return place;
}

// One map for one territory, whichever of its governments is asked for.
std::string Places::sceneOf(const geo::Member& member) const {
    if (!m_members || member.territory.empty()) return sceneFile(member.id);
    auto path = sceneFile(member.territory);
    for (const auto* government : m_members->governing(member.territory))
        if (path.empty()) path = sceneFile(government->id);
    return path;
}

const geo::Member* Places::governmentOf(const std::string& sceneName) const {
    if (!m_members) return nullptr;
    if (const auto* member = m_members->find(sceneName)) return member;
    const auto governments = m_members->governing(sceneName);
    return governments.empty() ? nullptr : governments.front();
}

geo::Result<std::shared_ptr<Place>> Places::fromScene(const std::string& path) {
    const auto document = map::readScene(path);
    if (!document) return geo::Failure(document.error());
    const bool wide = document->view == "world";
    auto place = wide ? Place::world() : Place::city(document->centre, document->title);
    place->centre = document->centre;
    place->homeWidthKm = wide ? 0 : document->widthKm;
    place->scene.setBackground(document->background);
    place->scene.setGraticule(document->graticule);
    for (const auto& layer : document->layers) add(place, layer);
    if (wide) {
        addMembersLayer(place);
        m_world = place;
    }
    return place;
}

std::string Places::sceneFile(const std::string& nameOrPath) const {
    std::error_code error;
    if (nameOrPath.ends_with(".json")) return fs::is_regular_file(nameOrPath, error) && holdsScene(nameOrPath) ? nameOrPath : "";
    const bool isName = !nameOrPath.empty() && std::all_of(nameOrPath.begin(), nameOrPath.end(), [](unsigned char c) {
        return std::isalnum(c) || c == '-' || c == '_';
    });
    if (!isName || fs::exists(nameOrPath, error)) return {};
    const auto path = m_scenesFolder + "/" + nameOrPath + ".json";
    return fs::is_regular_file(path, error) ? path : "";
}

std::vector<std::string> Places::sceneNames() const {
    std::vector<std::string> names;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(m_scenesFolder, error))
        if (entry.path().extension() == ".json") names.push_back(entry.path().stem().string());
    std::sort(names.begin(), names.end());
    return names;
}

std::string Places::add(const std::shared_ptr<Place>& place, map::Layer layer) {
    layer.status = map::LayerStatus::Loading;
    layer.source = nullptr;
    const bool isMembers = layer.spec.path == kMembersPath;
    auto id = place->scene.add(std::move(layer));
    const auto& layers = place->scene.state().layers;
    const auto members =
        std::find_if(layers.begin(), layers.end(), [](const auto& other) { return other.spec.path == kMembersPath; });
    if (!isMembers && members != layers.end()) place->scene.move(id, static_cast<int>(members - layers.begin()));
    m_loader.open(place, id);
    return id;
}

std::string Places::addOwn(const std::shared_ptr<Place>& place, map::Layer layer,
                           const std::optional<geo::GeographicExtent>& box) {
    m_own.push_back({++m_lastOwn, layer, box});
    auto id = add(place, std::move(layer));
    place->ownLayers[id] = m_lastOwn;
    return id;
}

void Places::forgetOwn(uint64_t number) {
    std::erase_if(m_own, [&](const Own& own) { return own.number == number; });
    if (!m_world) return;
    const auto& there = m_world->ownLayers;  // flights pass over it
    const auto own = std::ranges::find_if(there, [&](const auto& entry) { return entry.second == number; });
    if (own != there.end()) m_world->removeLayer(std::string(own->first));
}

// A flight that was broken off may have left some of them elsewhere: those keep the look they had there.
void Places::noteOwn(const Place& from) {
    std::vector<Own> here;
    for (const auto& layer : from.scene.state().layers)
        if (const auto own = from.ownLayers.find(layer.id); own != from.ownLayers.end()) here.push_back({own->second, layer, {}});
    std::erase_if(here, [&](const Own& own) { return std::ranges::find(m_own, own.number, &Own::number) == m_own.end(); });
    for (auto& own : m_own) {
        const auto seen = std::ranges::find(here, own.number, &Own::number);
        if (seen == here.end())
            here.push_back(std::move(own));
        else
            seen->box = own.box;
    }
    m_own = std::move(here);
}

void Places::bringOwn(const Place& from, const std::shared_ptr<Place>& to) {
    if (&from == to.get()) return;
    noteOwn(from);
    std::map<uint64_t, std::string> present;
    for (const auto& [id, number] : to->ownLayers) present[number] = id;
    for (const auto& [number, id] : present)
        if (std::ranges::find(m_own, number, &Own::number) == m_own.end()) to->removeLayer(id);
    for (const auto& own : m_own) {
        const bool elsewhere = to->kind == PlaceKind::City && own.box && !liesNear(*own.box, to->centre, kNearMetres);
        if (!present.contains(own.number)) {
            if (elsewhere) continue;
            to->ownLayers[add(to, own.layer)] = own.number;
            continue;
        }
        to->scene.edit(present[own.number], [&](map::Layer& layer) {
            layer.style = own.layer.style, layer.visible = own.layer.visible, layer.opacity = own.layer.opacity;
        });
    }
}

void Places::addMembersLayer(const std::shared_ptr<Place>& place) {
    const auto& layers = place->scene.state().layers;
    if (!m_members ||
        std::any_of(layers.begin(), layers.end(), [](const auto& layer) { return layer.spec.path == kMembersPath; }))
        return;
    map::Layer layer;
    layer.id = kMembersId;
    layer.title = "Member cities";
    layer.spec.path = kMembersPath;
    layer.style.hidden = {kCandidateClass};
    layer.style.radiusPx = 3.5;
    layer.style.radiusMaxPx = 15;
    layer.style.labelPx = 12.5;
    add(place, std::move(layer));
}

}  // namespace app
