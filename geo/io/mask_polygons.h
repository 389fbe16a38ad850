#pragma once

#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

#include "geo/base/result.h"
#include "geo/vector/rings.h"

namespace geo {

/// Outlines of the cells of a mask that are not 0, as polygons in cell coordinates (column, row): cells that share a side are
/// one. `mask` has columns x rows values, row by row. Any thread. Errors: TooLarge, where GDAL has no memory for it; Cancelled.
[[nodiscard]] Result<std::vector<Rings>> maskPolygons(std::span<const uint8_t> mask, int columns, int rows,
                                                      const std::stop_token& stop);

}  // namespace geo
