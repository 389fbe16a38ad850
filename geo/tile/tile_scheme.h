#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "geo/space/types.h"

namespace geo {

/// One square of the quadtree over a map plane. Level 0 is the coarsest; x grows east, y grows south; both may be negative,
/// because the origin of the plane (the middle of the city) is a corner shared by four tiles of every level.
struct TileId {
    int level = 0;
    int32_t x = 0;
    int32_t y = 0;

    friend auto operator<=>(const TileId&, const TileId&) = default;
    /// The tile that covers this one, `up` levels coarser; `up` must not exceed the level.
    [[nodiscard]] TileId ancestor(int up = 1) const { return {level - up, x >> up, y >> up}; }
    /// Child 0..3: north-west, north-east, south-west, south-east.
    [[nodiscard]] TileId child(int which) const { return {level + 1, x * 2 + (which & 1), y * 2 + (which >> 1)}; }
    [[nodiscard]] bool covers(const TileId& other) const {
        return other.level >= level && other.ancestor(other.level - level) == *this;
    }
};

/// How a map plane is cut into tiles: `resolution(level) = resolution0 / 2^level` metres per texel, `tilePx` texels a side.
/// A value; no I/O.
struct TileScheme {
    static constexpr int kTilePx = 512;
    static constexpr int kMaxLevel = 24;

    double resolution0 = 131072;  ///< metres per texel at level 0: one tile spans 67,109 km, more than the world in Equal Earth
    int tilePx = kTilePx;
    bool finished = false;  ///< for a picture that is to be kept: nothing provisional may stand in, however long reading takes

    friend bool operator==(const TileScheme&, const TileScheme&) = default;

    [[nodiscard]] double resolution(int level) const { return resolution0 / static_cast<double>(int64_t{1} << level); }
    [[nodiscard]] double span(int level) const { return resolution(level) * tilePx; }
    [[nodiscard]] Extent extent(const TileId& id) const {
        const double s = span(id.level);
        return {id.x * s, -(id.y + 1.0) * s, (id.x + 1.0) * s, -id.y * s};
    }
    /// The tile that holds a point; points on an edge belong to the tile east or south of it.
    [[nodiscard]] TileId at(Point p, int level) const;
    /// The level whose texels are nearest in size to `metresPerPixel`, in powers of two; clamped to 0..kMaxLevel.
    [[nodiscard]] int levelFor(double metresPerPixel) const;
    /// All tiles of a level that touch the box, row by row. Refuses (returns nothing) above `most`.
    [[nodiscard]] std::vector<TileId> covering(const Extent& box, int level, size_t most = 4096) const;

    /// A scheme whose level `kExactLevel` has just this resolution: finished pictures draw texel for pixel.
    [[nodiscard]] static TileScheme exactFor(double metresPerPixel);
    static constexpr int kExactLevel = 12;
};

}  // namespace geo

template <>
struct std::hash<geo::TileId> {
    size_t operator()(const geo::TileId& id) const noexcept {
        uint64_t h = static_cast<uint32_t>(id.x) * 0x9E3779B97F4A7C15ull;
        h ^= (static_cast<uint32_t>(id.y) + (h << 6) + (h >> 2)) * 0xC2B2AE3D27D4EB4Full;
        return static_cast<size_t>(h ^ (h >> 29) ^ static_cast<uint64_t>(id.level) << 57);
    }
};
