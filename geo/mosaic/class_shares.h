#pragma once

#include <cstdint>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "geo/base/result.h"
#include "geo/mosaic/evidence.h"
#include "geo/mosaic/tessellate.h"
#include "geo/raster/raster_grid.h"
#include "geo/space/crs.h"
#include "geo/taxonomy/scheme.h"

namespace geo {

/// A class raster, or the part of one that a city needs.
struct ClassGrid {
    RasterGrid grid;
    Crs crs;                        ///< of the grid
    std::vector<uint16_t> classes;  ///< per cell, row by row: index into the scheme's table; 0: no data
};

/// What a class raster says of the tesserae by a crosswalk: <prefix>.cover, the share of the tessera on cells with data, and
/// <prefix>.<dimension>.<class>, shares of that covered part, for the dimensions on which the scheme says anything. The label
/// beside a share is the legend's class that makes up most of it. NaN where less than half of the tessera is covered.
///
/// Cells are weighted by the exact part of each that the tessera covers, in the raster's own CRS: nothing is resampled. Vertices
/// are transformed, edges stay straight, which at the size of tesserae is far below a cell. A scheme of quantities (ghs_pop) has
/// no classes and gives Unsupported. Errors: Unsupported, Cancelled.
[[nodiscard]] Result<void> gatherClasses(EvidenceTable& evidence, std::span<const Tessera> tesserae, const Crs& plane,
                                         const ClassGrid& raster, const Scheme& scheme, const std::string& prefix,
                                         const std::stop_token& stop);

}  // namespace geo
