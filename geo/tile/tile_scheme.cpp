#include "geo/tile/tile_scheme.h"

#include <cmath>
#include <limits>

namespace geo {
namespace {

constexpr double kLeast = std::numeric_limits<int32_t>::min(), kMost = std::numeric_limits<int32_t>::max();

// Far outside of any plane the numbers stop at the last tile, rather than wrap. NaN counts as 0.
int32_t tileNumber(double value) {
    return std::isnan(value) ? 0 : static_cast<int32_t>(std::clamp(std::floor(value), kLeast, kMost));
}

}  // namespace

TileId TileScheme::at(Point p, int level) const {
    const double s = span(level);
    return {level, tileNumber(p.x / s), tileNumber(-p.y / s)};
}

int TileScheme::levelFor(double metresPerPixel) const {
    if (!(metresPerPixel > 0)) return kMaxLevel;
    return static_cast<int>(std::lround(std::clamp(std::log2(resolution0 / metresPerPixel), 0.0, double(kMaxLevel))));
}

std::vector<TileId> TileScheme::covering(const Extent& box, int level, size_t most) const {
    if (box.empty()) return {};
    const double s = span(level);
    const double x0 = std::floor(box.minX / s), x1 = std::floor(box.maxX / s);
    const double y0 = std::floor(-box.maxY / s), y1 = std::floor(-box.minY / s);
    if (x0 < kLeast || y0 < kLeast || x1 > kMost || y1 > kMost) return {};
    if (!((x1 - x0 + 1) * (y1 - y0 + 1) <= static_cast<double>(most))) return {};
    std::vector<TileId> tiles;
    for (double y = y0; y <= y1; ++y)
        for (double x = x0; x <= x1; ++x) tiles.push_back({level, static_cast<int32_t>(x), static_cast<int32_t>(y)});
    return tiles;
}

TileScheme TileScheme::exactFor(double metresPerPixel) {
    return {metresPerPixel * static_cast<double>(int64_t{1} << kExactLevel), kTilePx, true};
}

}  // namespace geo
