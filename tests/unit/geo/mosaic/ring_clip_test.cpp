#include "geo/mosaic/ring_clip.h"

#include <gtest/gtest.h>

namespace {

using geo::Axis;
using geo::BoxCover;
using geo::Point;

using Ring = std::vector<Point>;

Ring clipped(const Ring& ring, Axis axis, double at, bool above) {
    Ring part;
    geo::clipRing(ring, axis, at, above, part);
    return part;
}

double area(const Ring& ring) {
    double twice = 0;
    for (size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) twice += ring[j].x * ring[i].y - ring[i].x * ring[j].y;
    return twice / 2;
}

const Ring kSquare{{0, 0}, {10, 0}, {10, 10}, {0, 10}};

TEST(RingClip, KeepsTheSideThatIsWanted) {
    EXPECT_EQ(clipped(kSquare, Axis::X, 4, false), (Ring{{0, 0}, {4, 0}, {4, 10}, {0, 10}}));
    EXPECT_DOUBLE_EQ(area(clipped(kSquare, Axis::Y, 4, true)), 60);
    EXPECT_EQ(clipped(kSquare, Axis::X, 20, false), kSquare);
    EXPECT_TRUE(clipped(kSquare, Axis::X, -1, false).empty());
    EXPECT_TRUE(clipped(kSquare, Axis::X, 0, false).empty()) << "an edge is nothing";
}

TEST(RingClip, KeepsTheAreaOfACombCutThroughItsTeeth) {
    Ring comb{{0, 0}, {90, 0}};
    for (int tooth = 4; tooth >= 0; --tooth)
        for (const Point p : {Point{20.0 * tooth + 10, 10}, {20.0 * tooth + 10, 30}, {20.0 * tooth, 30}, {20.0 * tooth, 10}})
            comb.push_back(p);
    const auto above = clipped(comb, Axis::Y, 20, true), below = clipped(comb, Axis::Y, 20, false);
    EXPECT_DOUBLE_EQ(area(above), 5 * 10 * 10);
    EXPECT_DOUBLE_EQ(area(above) + area(below), area(comb));
}

TEST(RingClip, KnowsWhatABoxHoldsOfARing) {
    const geo::Extent box{0, 0, 10, 10};
    EXPECT_EQ(geo::coverOf(kSquare, box), BoxCover::Whole);
    EXPECT_EQ(geo::coverOf(Ring{{10, 10}, {10, 0}, {5, 0}, {0, 0}, {0, 10}}, box), BoxCover::Whole) << "the other way round";
    EXPECT_EQ(geo::coverOf(Ring{{0, 0}, {10, 0}, {10, 10}, {10, 0}}, box), BoxCover::None) << "along the edges and back";
    EXPECT_EQ(geo::coverOf(Ring{{0, 0}, {10, 0}, {0, 10}}, box), BoxCover::Part) << "from edge to edge, but across";
    EXPECT_EQ(geo::coverOf(Ring{{0, 0}, {10, 0}, {10, 10}, {5, 9}, {0, 10}}, box), BoxCover::Part);
}

}  // namespace
