#include "geo/io/raw_polygons.h"

namespace geo {

std::vector<Rings> polygonsOf(const RawFeature& feature) {
    std::vector<Rings> polygons;
    uint32_t begin = 0;
    for (const auto& part : feature.parts) {
        const auto points = feature.points.subspan(begin, part.end - begin);
        begin = part.end;
        std::vector<Point> ring(points.begin(), points.end());
        if (ring.size() > 1 && ring.front() == ring.back()) ring.pop_back();
        if (!part.hole || polygons.empty()) polygons.emplace_back();
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
