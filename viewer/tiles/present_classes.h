#pragma once

#include <cstdint>
#include <vector>

#include "geo/pyramid/layer_source.h"

namespace tiles {

/// What a legend of the view has to explain of a tile.
struct Present {
    std::vector<uint16_t> classes;                  ///< indices, ascending, without 0
    std::vector<geo::DimensionClasses> dimensions;  ///< of the features, ascending, each combination once
};
/// `features` may be nullptr (rasters). Continuous values have nothing.
[[nodiscard]] Present presentClasses(const geo::TileContent& content, const geo::FeatureTable* features);

}  // namespace tiles
