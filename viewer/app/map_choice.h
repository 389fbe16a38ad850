#pragma once

#include <span>
#include <string>

#include "geo/pyramid/open_layer.h"
#include "geo/registry/members.h"

namespace app {

/// Which map suits a piece of the Earth.
struct MapChoice {
    bool world = false;  ///< too wide for a city's plane: Equal Earth
    geo::LonLat centre;  ///< of the city's plane
    std::string title;
    std::string memberId;  ///< the member next to it; empty: none near
};

/// Wider than 25 degrees (longitudes shrunk by latitude) is the world; else the plane of the nearest member within 60 km of the
/// middle, or of the middle itself under the name `fallbackTitle`. `place`: the name that the data give the place; it is the
/// title then, and only a member of this name, in any language, is near.
[[nodiscard]] MapChoice chooseMap(const geo::GeographicExtent& box, const geo::Members* members, const std::string& fallbackTitle,
                                  const std::string& place = {});

/// Files within this of a city's centre are added to its map, and come along to it.
inline constexpr double kNearMetres = 300000;

/// Whether the box comes within `metres` of a point: then it can be shown in the plane centred there.
[[nodiscard]] bool liesNear(const geo::GeographicExtent& box, geo::LonLat point, double metres);

/// Around several boxes, the shorter way round the Earth. At least one box.
[[nodiscard]] geo::GeographicExtent united(std::span<const geo::GeographicExtent> boxes);

}  // namespace app
