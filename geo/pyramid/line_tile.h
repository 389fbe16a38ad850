#pragma once

#include <stop_token>
#include <vector>

#include "geo/base/result.h"
#include "geo/pyramid/tile_content.h"
#include "geo/taxonomy/rank_table.h"
#include "geo/tile/tile_scheme.h"
#include "geo/vector/feature_store.h"

namespace geo {

/// Lines of one tile. `classOf` (may be empty) and `ranks` (may be null) leave out what is not shown at this scale; features are
/// expected in drawing order, the least important first. Lines without ranks that are too many to draw one by one become areas,
/// strokes a little wider than a texel. Any thread.
[[nodiscard]] Result<TileContent> lineTile(const FeatureStore& store, const std::vector<uint16_t>& classOf,
                                           const RankTable* ranks, const TileScheme& scheme, const TileId& id,
                                           const std::stop_token& stop);

}  // namespace geo
