#pragma once

#include <cmath>
#include <vector>

#include "geo/vector/rings.h"

namespace support {

/// Of a ring that is not closed; never negative.
inline double areaOf(const std::vector<geo::Point>& ring) {
    double twice = 0;
    for (size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) twice += ring[j].x * ring[i].y - ring[i].x * ring[j].y;
    return std::abs(twice) / 2;
}

/// Of polygons without their holes.
inline double areaOf(const std::vector<geo::Rings>& polygons) {
    double area = 0;
    for (const auto& rings : polygons)
        for (size_t r = 0; r < rings.size(); ++r) area += r == 0 ? areaOf(rings[r]) : -areaOf(rings[r]);
    return area;
}

}  // namespace support
