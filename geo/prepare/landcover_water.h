#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "geo/base/result.h"
#include "geo/mosaic/class_shares.h"
#include "geo/vector/rings.h"

namespace geo {

/// Open water as a land cover has it, in metres of the city's plane.
struct LandcoverWater {
    std::string source;          ///< the title of the land cover
    double cellM = 0;            ///< side of its cells
    std::vector<Rings> water;    ///< sea, lakes and rivers; wetlands are land
    std::vector<Rings> covered;  ///< where the land cover has data: elsewhere it says nothing
};

/// The cells of a class raster that data/mosaic/open_water.csv calls open water, as polygons along their sides; pieces and
/// islands of less than a hectare, or of fewer than four cells, are left out. nullopt: the legend has no open water, or the cells
/// are wider than 150 m. Errors: those of reading the table; of RingProjection; TooLarge; Cancelled.
[[nodiscard]] Result<std::optional<LandcoverWater>> waterOf(const ClassGrid& raster, const std::string& scheme,
                                                            const std::string& title, const Crs& plane,
                                                            const std::stop_token& stop);

/// Leaves out water that is mapped already: pieces of which `mapped` polygons (plane) cover half. Errors: those of difference().
[[nodiscard]] Result<void> leaveOutMapped(LandcoverWater& landcover, const std::vector<Rings>& mapped);

}  // namespace geo
