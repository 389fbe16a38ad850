#pragma once

#include <string>

#include "geo/base/text.h"
#include "geo/pyramid/open_layer.h"

namespace geo {

/// "54 x 37 km around 23.500 S, 46.600 W": size and place of a box, for a first sentence.
[[nodiscard]] std::string whereOnEarth(const GeographicExtent& box);

/// "WGS 84 (EPSG:4326)"; an unnamed system says so.
[[nodiscard]] std::string crsText(const Crs& crs);

/// The text broken into lines of at most `columns` characters, ended by a line feed.
[[nodiscard]] std::string paragraph(const std::string& text, size_t columns = 100);

}  // namespace geo
