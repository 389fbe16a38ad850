#pragma once

#include <stop_token>

#include "geo/base/result.h"
#include "geo/pyramid/tile_content.h"
#include "geo/tile/tile_scheme.h"
#include "geo/vector/feature_store.h"

namespace geo {

/// Scan converts the polygons of a store over one tile: see AreaRaster. Any thread.
[[nodiscard]] Result<TileContent> areaTile(const FeatureStore& store, const TileScheme& scheme, const TileId& id,
                                           const std::stop_token& stop);

}  // namespace geo
