#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "geo/pyramid/antimeridian.h"

namespace {

using geo::GeometryKind;
using geo::Point;

double between(double low, double high) { return low + (high - low) * *rc::gen::inRange(0, 1001) / 1000; }

double area(const std::vector<Point>& ring) {
    double sum = 0;
    for (size_t i = 0; i < ring.size(); ++i) {
        const auto &a = ring[i], &b = ring[(i + 1) % ring.size()];
        sum += a.x * b.y - b.x * a.y;
    }
    return sum / 2;
}

/// An island around a point of the antimeridian: longitudes 120 to 240.
std::vector<Point> island() {
    const double longitude = between(150, 210), latitude = between(-60, 60);
    const int corners = *rc::gen::inRange(3, 30);
    std::vector<Point> ring;
    for (int i = 0; i < corners; ++i) {
        const double angle = 2 * M_PI * i / corners, reach = between(1, 29);
        ring.push_back({longitude + reach * std::cos(angle), latitude + reach * std::sin(angle)});
    }
    return ring;
}

std::vector<Point> jumping(std::vector<Point> ring) {
    for (auto& p : ring) p.x = std::remainder(p.x, 360);
    return ring;
}

RC_GTEST_PROP(AntimeridianLaws, PartsLieInTheWorldAndAddUp, ()) {
    const auto ring = island();
    for (const auto& written : {ring, jumping(ring)}) {
        double sum = 0;
        for (const auto& part : geo::cutAtAntimeridian(written, GeometryKind::Polygon)) {
            for (const auto& p : part) RC_ASSERT(p.x >= -180 && p.x <= 180);
            sum += area(part);
        }
        RC_ASSERT(std::abs(sum - area(ring)) < 1e-6);
    }
}

RC_GTEST_PROP(AntimeridianLaws, LinesKeepTheirLength, ()) {
    const auto line = island();
    const auto length = [](const std::vector<Point>& path) {
        double sum = 0;
        for (size_t i = 1; i < path.size(); ++i) sum += std::hypot(path[i].x - path[i - 1].x, path[i].y - path[i - 1].y);
        return sum;
    };
    for (const auto& written : {line, jumping(line)}) {
        double sum = 0;
        for (const auto& part : geo::cutAtAntimeridian(written, GeometryKind::Line)) {
            for (const auto& p : part) RC_ASSERT(p.x >= -180 && p.x <= 180);
            sum += length(part);
        }
        RC_ASSERT(std::abs(sum - length(line)) < 1e-6);
    }
}

}  // namespace
