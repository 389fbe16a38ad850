#pragma once

#include <functional>

#include "geo/pyramid/layer_source.h"
#include "geo/pyramid/raster_levels.h"

namespace geo {

/// Takes a finished row of blocks of 2^level x 2^level cells: codes, means or densities; NaN is nothing. Valid only in the call.
using BlockRows = std::function<Result<void>(int level, std::span<const double> row)>;

/// Unites the cells of a window of `from` in square blocks that begin at the window's corner, by the decoder's rule: the most
/// frequent class (counted over all cells, never a mode of modes), the mean, or counts over areas. `take` gets the rows of levels
/// first..last, each level from the top. Reads `from` once, strip by strip; memory is a few rows of cells.
[[nodiscard]] Result<void> reduceCells(CellReader& reader, const RasterLevel& from, const CellWindow& window, int first, int last,
                                       const BlockRows& take, const Progress& progress, std::stop_token stop);

/// A window of a level that is counted (RasterLevel::counted) from what is stored.
[[nodiscard]] Result<void> readCounted(CellReader& reader, const RasterLevel& level, const CellWindow& window,
                                       std::span<double> out, std::stop_token stop);

}  // namespace geo
