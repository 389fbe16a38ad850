#include "geo/mosaic/area_parts.h"

#include <algorithm>
#include <cmath>

#include "geo/mosaic/ring_clip.h"

namespace geo {
namespace {

constexpr size_t kMostVertices = 128;
constexpr int kDeepest = 24;
constexpr double kStepsPerMetre = 10;

int32_t steps(double metres, bool up) {
    const double s = metres * kStepsPerMetre;
    return static_cast<int32_t>(std::clamp(up ? std::ceil(s) : std::floor(s), -2147483647.0, 2147483646.0));
}

StoredBox stored(const Extent& box) {
    return {steps(box.minX, false), steps(box.minY, false), steps(box.maxX, true), steps(box.maxY, true)};
}

Extent boxOf(const Rings& rings) {
    Extent box;
    for (const auto& ring : rings)
        for (const auto& p : ring) box.add(p);
    return box;
}

Rings halfOf(const Rings& rings, Axis axis, double at, bool above) {
    Rings half;
    for (const auto& ring : rings) {
        std::vector<Point> clipped;
        clipRing(ring, axis, at, above, clipped);
        if (!clipped.empty()) half.push_back(std::move(clipped));
    }
    return half;
}

}  // namespace

AreaParts::AreaParts(std::span<const OverlayArea> areas, const std::vector<bool>& wanted) {
    for (uint32_t a = 0; a < areas.size(); ++a)
        if (wanted[a])
            for (const auto& rings : areas[a].polygons) add(a, rings);
    m_index = PackedIndex(m_boxes);
}

void AreaParts::add(uint32_t area, const Rings& rings) {
    size_t vertices = 0;
    for (const auto& ring : rings) vertices += ring.size();
    if (vertices > kMostVertices)
        cut(area, rings, 0);
    else
        keep(area, rings);
}

void AreaParts::keep(uint32_t area, const Rings& rings) {
    const Extent box = boxOf(rings);
    if (box.empty()) return;
    m_parts.push_back({area, &rings});
    m_boxes.push_back(stored(box));
}

void AreaParts::cut(uint32_t area, Rings rings, int depth) {
    std::erase_if(rings, [](const auto& ring) { return ring.size() < 3; });
    size_t vertices = 0;
    for (const auto& ring : rings) vertices += ring.size();
    if (vertices <= kMostVertices || depth == kDeepest) {
        if (!rings.empty()) keep(area, m_cut.emplace_back(std::move(rings)));
        return;
    }
    const Extent box = boxOf(rings);
    const Axis axis = box.width() > box.height() ? Axis::X : Axis::Y;
    const double at = along(axis, box.centre());
    auto below = halfOf(rings, axis, at, false);
    auto above = halfOf(rings, axis, at, true);
    rings = {};
    cut(area, std::move(below), depth + 1);
    cut(area, std::move(above), depth + 1);
}

void AreaParts::query(const Extent& box, std::vector<AreaPart>& found) const {
    static thread_local std::vector<uint32_t> indices;
    m_index.query(m_boxes, stored(box), indices);
    for (const auto i : indices) found.push_back(m_parts[i]);
}

}  // namespace geo
