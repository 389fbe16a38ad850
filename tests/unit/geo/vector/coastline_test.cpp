#include "geo/vector/coastline.h"

#include <gtest/gtest.h>

#include "tests/support/polygon_area.h"

namespace {

using geo::Extent;
using geo::Point;
using geo::Rings;
using support::areaOf;
using Line = std::vector<Point>;

const Extent kBox{0, 0, 100, 100};

TEST(Coastline, SeaLiesOnTheRight) {
    // Walking west to east along y = 40: the right-hand side is the south.
    const std::vector<Line> coast{{{0, 40}, {50, 40}, {100, 40}}};
    const auto sea = geo::seaFromCoastlines(coast, kBox);
    ASSERT_EQ(sea.size(), 1u);
    EXPECT_NEAR(areaOf(sea), 4000, 1e-6);
    for (const auto p : sea[0][0]) EXPECT_LE(p.y, 40);
}

TEST(Coastline, TheOtherWayRoundTheNorthIsSea) {
    const std::vector<Line> coast{{{100, 40}, {0, 40}}};
    EXPECT_NEAR(areaOf(geo::seaFromCoastlines(coast, kBox)), 6000, 1e-6);
}

TEST(Coastline, IslandIsAHoleInTheSea) {
    // Land on the left: an island's coast runs counter-clockwise.
    const std::vector<Line> coast{{{0, 50}, {100, 50}}, {{40, 20}, {60, 20}, {60, 30}, {40, 30}, {40, 20}}};
    const auto sea = geo::seaFromCoastlines(coast, kBox);
    ASSERT_EQ(sea.size(), 1u);
    EXPECT_EQ(sea[0].size(), 2u);
    EXPECT_NEAR(areaOf(sea), 5000 - 200, 1e-6);
}

TEST(Coastline, IslandAloneMakesTheRestSea) {
    const std::vector<Line> coast{{{40, 20}, {60, 20}, {60, 30}, {40, 30}, {40, 20}}};
    EXPECT_NEAR(areaOf(geo::seaFromCoastlines(coast, kBox)), 10000 - 200, 1e-6);
}

TEST(Coastline, PiecesFromTwoTilesThatStopShortOfTheBoxAreLedOnToIt) {
    const std::vector<Line> coast{{{1, 40}, {50, 40}}, {{50, 40}, {99, 40}}};
    EXPECT_NEAR(areaOf(geo::seaFromCoastlines(coast, kBox)), 4000, 1e-6);
}

TEST(Coastline, WithoutACoastlineNothingIsClaimed) {
    EXPECT_TRUE(geo::seaFromCoastlines({}, kBox).empty());
    const std::vector<Line> dangling{{{40, 40}, {60, 60}}};
    EXPECT_TRUE(geo::seaFromCoastlines(dangling, kBox).empty());
}

}  // namespace
