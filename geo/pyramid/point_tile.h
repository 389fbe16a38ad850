#pragma once

#include <stop_token>
#include <vector>

#include "geo/base/result.h"
#include "geo/pyramid/tile_content.h"
#include "geo/taxonomy/rank_table.h"
#include "geo/tile/tile_scheme.h"
#include "geo/vector/feature_store.h"
#include "geo/vector/point_grid.h"

namespace geo {

/// Points of one tile; features are expected the most important first. More than can be told apart become discs: AreaContent.
/// Those of the highest rank stay at any scale: the place that a map is named after is labelled from however far.
/// Any thread.
[[nodiscard]] Result<TileContent> pointTile(const FeatureStore& store, const std::vector<uint16_t>& classOf,
                                            const RankTable* ranks, const TileScheme& scheme, const TileId& id,
                                            const std::stop_token& stop);

/// Densities of one tile, points per hectare.
[[nodiscard]] TileContent densityTile(const PointGrid& grid, const TileScheme& scheme, const TileId& id);

}  // namespace geo
