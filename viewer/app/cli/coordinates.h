#pragma once

#include <string>

#include "geo/pyramid/open_layer.h"

namespace app {

/// "LON,LAT" in degrees.
[[nodiscard]] geo::Result<geo::LonLat> parseLonLat(const std::string& word);
/// "W,S,E,N" in degrees; west may be greater than east across the antimeridian.
[[nodiscard]] geo::Result<geo::GeographicExtent> parseBox(const std::string& word);

}  // namespace app
