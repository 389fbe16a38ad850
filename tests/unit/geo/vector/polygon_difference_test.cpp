#include "geo/vector/polygon_difference.h"

#include <gtest/gtest.h>

#include <cmath>

namespace geo {
namespace {

std::vector<Point> square(double x, double y, double side) {
    return {{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}};
}

double areaOf(const std::vector<Rings>& polygons) {
    double sum = 0;
    for (const auto& rings : polygons)
        for (size_t r = 0; r < rings.size(); ++r) {
            double twice = 0;
            for (size_t i = 0, j = rings[r].size() - 1; i < rings[r].size(); j = i++)
                twice += rings[r][j].x * rings[r][i].y - rings[r][i].x * rings[r][j].y;
            sum += std::abs(twice) / 2 * (r == 0 ? 1 : -1);
        }
    return sum;
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
