#pragma once

#include <cstdint>
#include <vector>

#include "geo/pyramid/layer_source.h"

namespace tiles {

/// The class indices that occur in a tile, ascending, without 0: what a legend of the view has to explain.
/// `features` may be nullptr (rasters). Continuous values have none.
[[nodiscard]] std::vector<uint16_t> presentClasses(const geo::TileContent& content, const geo::FeatureTable* features);

}  // namespace tiles
