#include "geo/io/raw_polygons.h"

namespace geo {

std::vector<Rings> polygonsOf(const RawFeature& feature) {
    constexpr size_t kLeastVertices = 3;
    std::vector<Rings> polygons;
    uint32_t begin = 0;
    bool hasShell = false;
    for (const auto& part : feature.parts) {
        const auto points = feature.points.subspan(begin, part.end - begin);
        begin = part.end;
        std::vector<Point> ring(points.begin(), points.end());
        if (ring.size() > 1 && ring.front() == ring.back()) ring.pop_back();
        const bool encloses = ring.size() >= kLeastVertices;
        if (!part.hole) hasShell = encloses;
        if (!encloses || !hasShell) continue;
        if (!part.hole) polygons.emplace_back();
        polygons.back().push_back(std::move(ring));
    }
    return polygons;
}

Extent extentOf(const RawFeature& feature) {
    Extent box;
    for (const auto& point : feature.points) box.add(point);
    return box;
}

}  // namespace geo
