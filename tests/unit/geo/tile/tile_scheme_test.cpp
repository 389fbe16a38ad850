#include "geo/tile/tile_scheme.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

namespace {

using geo::Extent;
using geo::Point;
using geo::TileId;
using geo::TileScheme;

const TileScheme kScheme;

TEST(TileId, ParentOfChildIsItself) {
    for (const TileId id : {TileId{3, 0, 0}, TileId{3, -1, -1}, TileId{7, -5, 4}, TileId{20, 1000000, -999999}})
        for (int which = 0; which < 4; ++which) {
            EXPECT_EQ(id.child(which).ancestor(), id);
            EXPECT_EQ(id.child(which).child(3 - which).ancestor(2), id);
            EXPECT_TRUE(id.covers(id.child(which)));
            EXPECT_FALSE(id.child(which).covers(id));
        }
}

TEST(TileId, ChildrenFillTheirParent) {
    const TileId parent{9, -3, 2};
    const Extent whole = kScheme.extent(parent);
    Extent together;
    double area = 0;
    for (int which = 0; which < 4; ++which) {
        const Extent part = kScheme.extent(parent.child(which));
        together.add(part);
        area += part.width() * part.height();
    }
    EXPECT_EQ(together, whole);
    EXPECT_EQ(area, whole.width() * whole.height());
    EXPECT_LT(kScheme.extent(parent.child(0)).minX, kScheme.extent(parent.child(1)).minX);  // west, east
    EXPECT_GT(kScheme.extent(parent.child(0)).minY, kScheme.extent(parent.child(2)).minY);  // north, south
}

TEST(TileScheme, OriginIsACornerOfFourTiles) {
    EXPECT_EQ(kScheme.at({1, 1}, 14), (TileId{14, 0, -1}));
    EXPECT_EQ(kScheme.at({1, -1}, 14), (TileId{14, 0, 0}));
    EXPECT_EQ(kScheme.at({-1, -1}, 14), (TileId{14, -1, 0}));
    EXPECT_EQ(kScheme.at({-1, 1}, 14), (TileId{14, -1, -1}));
    EXPECT_EQ(kScheme.at({0, 0}, 14), (TileId{14, 0, 0}));  // an edge belongs to the tile east or south
}

TEST(TileScheme, TileHoldsItsPoints) {
    std::mt19937 random(1);
    std::uniform_real_distribution<double> metres(-2e7, 2e7);
    for (int i = 0; i < 2000; ++i) {
        const Point p{metres(random), metres(random)};
        for (const int level : {0, 5, 14, 24}) {
            const TileId id = kScheme.at(p, level);
            EXPECT_TRUE(kScheme.extent(id).contains(p));
            if (level > 0) {
                EXPECT_EQ(kScheme.at(p, level - 1), id.ancestor());
            }
        }
    }
}

TEST(TileScheme, CoveringTilesCoverAndDoNotRepeat) {
    std::mt19937 random(2);
    std::uniform_real_distribution<double> metres(-60000, 60000), size(0, 40000), share(0, 1);
    for (int i = 0; i < 200; ++i) {
        Extent box{metres(random), metres(random), 0, 0};
        box.maxX = box.minX + size(random), box.maxY = box.minY + size(random);
        const int level = 12 + i % 4;
        const auto tiles = kScheme.covering(box, level);
        ASSERT_FALSE(tiles.empty());
        const std::set<TileId> distinct(tiles.begin(), tiles.end());
        EXPECT_EQ(distinct.size(), tiles.size());
        for (const auto& tile : tiles) EXPECT_TRUE(kScheme.extent(tile).intersects(box));
        for (int k = 0; k < 20; ++k)
            EXPECT_TRUE(distinct.count(
                kScheme.at({box.minX + share(random) * box.width(), box.minY + share(random) * box.height()}, level)));
        const auto wider = kScheme.covering(box.grown(5000), level);
        const std::set<TileId> more(wider.begin(), wider.end());
        EXPECT_TRUE(std::includes(more.begin(), more.end(), distinct.begin(), distinct.end()));
    }
}

TEST(TileScheme, CoveringGoesRowByRow) {
    EXPECT_EQ(kScheme.covering({-10, -10, 10, 10}, 14),
              (std::vector<TileId>{{14, -1, -1}, {14, 0, -1}, {14, -1, 0}, {14, 0, 0}}));
}

TEST(TileScheme, CoveringRefusesTooManyAndNonsense) {
    const double inf = std::numeric_limits<double>::infinity(), nan = std::nan("");
    EXPECT_TRUE(kScheme.covering({}, 10).empty());
    EXPECT_TRUE(kScheme.covering({nan, 0, 1, 1}, 10).empty());
    EXPECT_TRUE(kScheme.covering({-inf, -inf, inf, inf}, 10).empty());
    EXPECT_TRUE(kScheme.covering({1e15, 1e15, 1e15 + 1, 1e15 + 1}, 24).empty());
    EXPECT_TRUE(kScheme.covering({-1e6, -1e6, 1e6, 1e6}, 20).empty());
    EXPECT_EQ(kScheme.covering({-1, -1, 1, 1}, 20, 4).size(), 4u);
    EXPECT_TRUE(kScheme.covering({-1, -1, 1, 1}, 20, 3).empty());
}

TEST(TileScheme, FarPointsStopAtTheLastTile) {
    EXPECT_EQ(kScheme.at({1e300, -1e300}, 24).x, std::numeric_limits<int32_t>::max());
    EXPECT_EQ(kScheme.at({std::nan(""), 0}, 10).x, 0);
}

TEST(TileScheme, LevelIsTheNearestPowerOfTwo) {
    EXPECT_EQ(kScheme.levelFor(131072), 0);
    EXPECT_EQ(kScheme.levelFor(1), 17);
    EXPECT_EQ(kScheme.levelFor(10), 14);  // 8 m rather than 16 m
    EXPECT_EQ(kScheme.levelFor(12), 13);
    EXPECT_EQ(kScheme.levelFor(1e9), 0);
    EXPECT_EQ(kScheme.levelFor(1e-9), TileScheme::kMaxLevel);
    EXPECT_EQ(kScheme.levelFor(0), TileScheme::kMaxLevel);
    EXPECT_EQ(kScheme.levelFor(std::numeric_limits<double>::infinity()), 0);
    EXPECT_EQ(kScheme.levelFor(std::nan("")), TileScheme::kMaxLevel);
}

TEST(TileScheme, ExactSchemeHasJustThatResolution) {
    for (const double resolution : {0.37, 2.6458333, 13.2, 250.0}) {
        const auto scheme = TileScheme::exactFor(resolution);
        EXPECT_DOUBLE_EQ(scheme.resolution(TileScheme::kExactLevel), resolution);
        EXPECT_EQ(scheme.levelFor(resolution), TileScheme::kExactLevel);
    }
}

}  // namespace
