#pragma once

#include <string>
#include <vector>

#include "viewer/app/place.h"

namespace app {

/// What of a place a scene file can hold; map::parseScene() reads what map::writeScene() makes of the document.
struct SavedScene {
    map::SceneDocument document;
    std::vector<std::string> leftOut;  ///< titles of layers that come from databases and the like, which no scene may name
};

/// `folder`: where the file will lie; sources below it are named from there, so that both can be moved together.
/// `centre` and `widthKm`: what the camera shows.
[[nodiscard]] SavedScene savedScene(const Place& place, const std::string& folder, geo::LonLat centre, double widthKm);

}  // namespace app
