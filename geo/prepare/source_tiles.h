#pragma once

#include <string>
#include <vector>

#include "geo/base/result.h"
#include "geo/pyramid/open_layer.h"

namespace geo {

/// Names of the tiles of `sideDeg` degrees that touch a box, by their south-west corner: "S36W057". Across the antimeridian
/// where west > east. From west to east, then north to south.
[[nodiscard]] std::vector<std::string> degreeTiles(const GeographicExtent& box, int sideDeg);

/// Names of GHSL's tiles of 1,000 km that touch a box: "R13_C13"; row 1 is the northernmost, column 1 the westernmost.
/// World Mollweide, left edge -18,041,000 m, top edge 9,000,000 m (GHSL data package 2023). Errors: those of PROJ.
[[nodiscard]] Result<std::vector<std::string>> ghslTiles(const GeographicExtent& box);

}  // namespace geo
