#include "viewer/tiles/tile_planner.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace tiles {
namespace {

/// Whether the projections on an axis are apart.
bool apart(std::span<const geo::Point, 4> a, std::span<const geo::Point, 4> b, geo::Point axis) {
    const auto range = [axis](std::span<const geo::Point, 4> points) {
        double low = std::numeric_limits<double>::infinity(), high = -low;
        for (const auto& p : points) {
            const double along = p.x * axis.x + p.y * axis.y;
            low = std::min(low, along), high = std::max(high, along);
        }
        return std::pair(low, high);
    };
    const auto [lowA, highA] = range(a);
    const auto [lowB, highB] = range(b);
    return highA <= lowB || highB <= lowA;
}

geo::Extent boxAround(std::span<const geo::Point, 4> corners) {
    geo::Extent box;
    for (const auto& corner : corners) box.add(corner);
    return box;
}

}  // namespace

bool overlaps(std::span<const geo::Point, 4> corners, const geo::Extent& box) {
    const auto around = boxAround(corners);
    if (around.minX >= box.maxX || box.minX >= around.maxX || around.minY >= box.maxY || box.minY >= around.maxY) return false;
    const std::array<geo::Point, 4> square{
        {{box.minX, box.minY}, {box.maxX, box.minY}, {box.maxX, box.maxY}, {box.minX, box.maxY}}};
    for (size_t i = 0; i < 2; ++i) {  // a rectangle has two axes; the box's own were tested above
        const auto &from = corners[i], &to = corners[i + 1];
        if (apart(corners, square, {to.x - from.x, to.y - from.y})) return false;
    }
    return true;
}

Cover planCover(const CoverRequest& request, const geo::TileScheme& scheme, size_t most) {
    Cover cover{scheme, scheme.levelFor(request.metresPerDevicePixel), {}};
    const auto box = boxAround(request.corners);
    const auto centre = box.centre();
    const double span = scheme.span(cover.level);
    for (const auto& id : scheme.covering(box.grown(request.marginMetres), cover.level, most)) {
        const auto extent = scheme.extent(id);
        if (!overlaps(request.corners, extent.grown(request.marginMetres))) continue;
        const auto middle = extent.centre();
        cover.tiles.push_back(
            {id, std::hypot(middle.x - centre.x, middle.y - centre.y) / span, overlaps(request.corners, extent)});
    }
    std::ranges::sort(cover.tiles, [](const CoverTile& a, const CoverTile& b) {
        if (a.visible != b.visible) return a.visible;
        if (a.distance != b.distance) return a.distance < b.distance;
        return a.id < b.id;
    });
    return cover;
}

geo::TileId contentTile(const geo::TileScheme& scheme, const geo::TileId& wanted, double nativeResolution) {
    constexpr double kTexelsPerCell = 8;
    if (nativeResolution <= 0) return wanted;
    int up = 0;
    while (up < wanted.level && scheme.resolution(wanted.level - up) * kTexelsPerCell < nativeResolution) ++up;
    return wanted.ancestor(up);
}

TilePart partOf(const geo::TileId& outer, const geo::TileId& inner) {
    assert(outer.covers(inner));
    const int up = inner.level - outer.level;
    const double side = std::ldexp(1.0, -up);
    return {(inner.x - std::ldexp(outer.x, up)) * side, (inner.y - std::ldexp(outer.y, up)) * side, side};
}

}  // namespace tiles
