#include "geo/mosaic/ring_projection.h"

#include <gmock/gmock.h>

#include <algorithm>

namespace geo {
namespace {

const Crs kPlane = Crs::cityEqualArea({-46.6, -23.5});
const Crs kMollweide = Crs::parse("ESRI:54009").value();
const GeoTransform kCells{{-4482000, 250, 0, -2822000, 0, -250}};
const Extent kBox{-40000, -40000, 40000, 40000};

double distanceToLine(Point p, const std::vector<Point>& line) {
    double best = 1e300;
    for (size_t i = 0; i + 1 < line.size(); ++i) {
        const Point a = line[i], d{line[i + 1].x - a.x, line[i + 1].y - a.y};
        const double t = std::clamp(((p.x - a.x) * d.x + (p.y - a.y) * d.y) / (d.x * d.x + d.y * d.y), 0.0, 1.0);
        best = std::min(best, std::hypot(p.x - a.x - t * d.x, p.y - a.y - t * d.y));
    }
    return best;
}

TEST(RingProjection, keepsEdgesWithinTheToleranceOfTheirExactImage) {
    for (const double tolerance : {1e-3, 1e-6}) {
        const auto project = RingProjection::between(kPlane, kMollweide, kBox, tolerance, kCells);
        ASSERT_TRUE(project);
        const std::vector<Point> ring{{-39000, -38000}, {39500, -12345}, {10000, 39000}};
        const auto projected = (*project)({ring});
        ASSERT_TRUE(projected);
        const auto& line = projected->front();
        EXPECT_GT(line.size(), tolerance > 1e-5 ? 10U : 300U);
        EXPECT_LT(line.size(), tolerance > 1e-5 ? 100U : 3000U);
        const auto exact = Transform::between(kPlane, kMollweide).value();
        for (int k = 0; k <= 997; ++k) {
            const double t = k / 997.0;
            const Point image = kCells.toCell(
                exact.forward(Point{ring[0].x + (ring[1].x - ring[0].x) * t, ring[0].y + (ring[1].y - ring[0].y) * t}));
            std::vector<Point> closed = line;
            closed.insert(closed.begin(), line.back());
            EXPECT_LE(distanceToLine(image, closed), tolerance) << "at " << t;
        }
    }
}

TEST(RingProjection, neighboursGetTheSameVerticesAlongTheirCommonEdge) {
    const auto project = RingProjection::between(kPlane, kMollweide, kBox, 1e-5, kCells);
    ASSERT_TRUE(project);
    const Point a{-30000, -20000}, b{25000.1, 31234.5};
    const auto left = (*project)({{a, b, {-39000, 39000}}}), right = (*project)({{b, a, {39000, -39000}}});
    ASSERT_TRUE(left && right);
    const auto edgeOf = [](const std::vector<Point>& ring, Point from, Point to) {
        const auto first = std::find(ring.begin(), ring.end(), from), last = std::find(first, ring.end(), to);
        return std::vector<Point>(first, last + 1);
    };
    const auto& one = left->front();
    const auto& two = right->front();
    const auto exact = Transform::between(kPlane, kMollweide).value();
    const Point mappedA = kCells.toCell(exact.forward(a)), mappedB = kCells.toCell(exact.forward(b));
    auto there = edgeOf(one, mappedA, mappedB), back = edgeOf(two, mappedB, mappedA);
    ASSERT_GT(there.size(), 10U);
    std::reverse(back.begin(), back.end());
    EXPECT_EQ(there, back);
}

TEST(RingProjection, addsNothingWithinOnePlane) {
    const auto project = RingProjection::between(kPlane, kPlane, kBox, 1e-9, {{0, 0.01, 0, 100, 0, -0.01}});
    ASSERT_TRUE(project);
    const auto projected = (*project)({{{0, 0}, {1000, 0}, {0, 1000}}, {}});
    ASSERT_TRUE(projected);
    EXPECT_EQ(*projected, (Rings{{{0, 10000}, {100000, 10000}, {0, -90000}}, {}}));
}

TEST(RingProjection, saysWhereAPolygonCrossesTheSeam) {
    const Crs fiji = Crs::cityEqualArea({179.9, -17});
    const Extent box{-30000, -30000, 30000, 30000};
    const auto project = RingProjection::between(fiji, Crs::wgs84(), box, 1e-5, {{-180, 0.001, 0, 90, 0, -0.001}});
    ASSERT_TRUE(project);
    EXPECT_TRUE((*project)({{{-30000, -30000}, {5000, -30000}, {5000, 30000}}}));  // west of it
    const auto across = (*project)({{{-30000, -30000}, {30000, -30000}, {30000, 30000}}});
    ASSERT_FALSE(across);
    EXPECT_EQ(across.error().code, ErrorCode::Unsupported);
}

TEST(RingProjection, saysWhatHasNoImage) {
    const auto project = RingProjection::between(kMollweide, kPlane, {-1.8e7, 8e6, -1.7e7, 9e6}, 1e-5);
    ASSERT_TRUE(project);
    EXPECT_FALSE((*project)({{{-1.8e7, 9e6}, {-1.7e7, 9e6}, {-1.8e7, 8e6}}}));  // beside the Earth
}

}  // namespace
}  // namespace geo
