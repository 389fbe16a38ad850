#include "viewer/app/saved_scene.h"

#include <algorithm>
#include <filesystem>

#include "viewer/app/member_source.h"

namespace app {
namespace fs = std::filesystem;
namespace {

/// Layers were opened by names that mean something in the folder where the program was started only.
std::string pathFrom(const std::string& folder, const std::string& path) {
    std::error_code error;
    if (path.find(':') != std::string::npos || path.starts_with("/vsi")) return path;
    const auto whole = fs::absolute(path, error).lexically_normal();
    if (error) return path;
    const auto near = whole.lexically_relative(folder);
    return near.empty() || *near.begin() == ".." ? whole.string() : near.string();
}

}  // namespace

SavedScene savedScene(const Place& place, const std::string& folder, geo::LonLat centre, double widthKm) {
    const auto& state = place.scene.state();
    SavedScene saved;
    auto& document = saved.document;
    document.title = state.title;
    document.view = place.kind == PlaceKind::World ? "world" : "city";
    document.centre = centre;
    document.widthKm = std::clamp(widthKm, map::kNarrowestKm, map::kWidestKm);
    document.background = state.background;
    document.graticule = state.graticule;
    for (auto layer : state.layers) {
        if (layer.spec.path == kMembersPath) continue;  // every world has it
        layer.spec.path = pathFrom(folder, layer.spec.path);
        if (map::objectionToSource(layer.spec.path).empty())
            document.layers.push_back(std::move(layer));
        else
            saved.leftOut.push_back(layer.title);
    }
    return saved;
}

}  // namespace app
