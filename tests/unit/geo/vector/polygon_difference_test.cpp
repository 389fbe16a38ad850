#include "geo/vector/polygon_difference.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/polygon_area.h"

namespace geo {
namespace {

using support::areaOf;

std::vector<Point> square(double x, double y, double side) {
    return {{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}};
}

TEST(PolygonDifference, OfASquareInASquareIsAFrame) {
    const std::vector<Rings> whole{{square(0, 0, 10)}}, taken{{square(2, 2, 3)}};
    const auto left = difference(whole, taken);
    ASSERT_TRUE(left);
    ASSERT_EQ(left->size(), 1u);
    EXPECT_EQ(left->front().size(), 2u) << "an outer ring and a hole";
    EXPECT_DOUBLE_EQ(areaOf(*left), 91);
}

TEST(PolygonDifference, CountsOverlapsOnce) {
    const std::vector<Rings> whole{{square(0, 0, 10)}, {square(5, 0, 10)}}, taken{{square(0, 0, 4)}, {square(2, 0, 4)}};
    EXPECT_DOUBLE_EQ(areaOf(*difference(whole, taken)), 150 - 24);
}

TEST(PolygonDifference, WithNothingTakenIsTheWhole) {
    const std::vector<Rings> whole{{square(0, 0, 10), square(2, 2, 2)}};
    EXPECT_DOUBLE_EQ(areaOf(*difference(whole, {})), 96);
}

TEST(PolygonDifference, WithAllTakenIsNothing) {
    const std::vector<Rings> whole{{square(0, 0, 10)}}, taken{{square(-1, -1, 12)}};
    EXPECT_TRUE(difference(whole, taken)->empty());
}

TEST(PolygonDifference, MendsABowTie) {
    const std::vector<Rings> whole{{square(0, 0, 10)}}, taken{{{{0, 0}, {10, 10}, {10, 0}, {0, 10}}}};
    EXPECT_DOUBLE_EQ(areaOf(*difference(whole, taken)), 50);
}

}  // namespace
}  // namespace geo
