#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "geo/space/types.h"

namespace geo {

/// Nothing of the dataset lies in this tile.
struct EmptyContent {};

/// Class indices, tilePx x tilePx, row 0 at the north. 0 is nothing. Exactly one of the two is filled.
struct CodeContent {
    std::vector<uint8_t> codes8;
    std::vector<uint16_t> codes16;
};

/// Continuous values, tilePx x tilePx, row 0 at the north; NaN is nothing. Counts arrive as densities (per km²).
struct ValueContent {
    std::vector<float> values;
};

/// Scan-converted features: per texel the feature that covers most of it and the runner-up, so that edges are anti-aliased
/// and the style may still change. Each entry: (feature index + 1) << 8 | coverage 0..255; 0 is nothing.
/// Of overlapping features the later one covers the earlier. tilePx x tilePx, row 0 at the north.
struct AreaContent {
    static constexpr size_t kMostFeatures = 16'777'214;  ///< that the 24 bits of an entry's feature can tell apart

    std::vector<uint32_t> first;
    std::vector<uint32_t> second;  ///< empty where no texel has a runner-up
};

/// Line segments in tile-local units: 0..1 across the tile, x east, y south; ends may lie outside by the line's margin.
struct LineSegment {
    float x0, y0, x1, y1;
    uint32_t feature;  ///< index into the source's FeatureTable
};
struct LineContent {
    std::vector<LineSegment> segments;  ///< least important class first, so that the last drawn lies on top
};

/// Point symbols and label anchors, tile-local as above.
struct PointFeature {
    float x, y;
    uint32_t feature;
};
struct PointContent {
    std::vector<PointFeature> points;  ///< most important first
};

/// What a worker hands to the GPU thread: finished, immutable, in upload layout. Codes and values, never colours.
struct TileContent {
    std::variant<EmptyContent, CodeContent, ValueContent, AreaContent, LineContent, PointContent> data;

    [[nodiscard]] bool empty() const { return std::holds_alternative<EmptyContent>(data); }
};

}  // namespace geo
