#pragma once

#include "geo/pyramid/tile_content.h"
#include "geo/vector/area_raster.h"

namespace geo {

/// This thread's raster, begun for a new tile.
[[nodiscard]] AreaRaster& areaScratch(int sizePx);
/// What was painted; EmptyContent where that is nothing.
[[nodiscard]] TileContent toAreaContent(AreaRaster& raster);

}  // namespace geo
