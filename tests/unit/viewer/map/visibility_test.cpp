#include "viewer/map/visibility.h"

#include <gtest/gtest.h>

#include <limits>

namespace map {
namespace {

TEST(DrawnAtScale, HasTwoEndsThatBelongToIt) {
    Layer layer;
    layer.minMetresPerPixel = 2, layer.maxMetresPerPixel = 50;
    for (const double inside : {2.0, 10.0, 50.0}) EXPECT_TRUE(drawnAtScale(layer, inside)) << inside;
    for (const double outside : {0.02, 1.999, 50.001, 1e5}) EXPECT_FALSE(drawnAtScale(layer, outside)) << outside;
}

TEST(DrawnAtScale, AnEndOfZeroIsNone) {
    Layer always, fromNear, fromFar;
    fromNear.maxMetresPerPixel = 6;
    fromFar.minMetresPerPixel = 6;
    for (const double scale : {0.02, 5.0, 7.0, 1e5}) {
        EXPECT_TRUE(drawnAtScale(always, scale));
        EXPECT_EQ(drawnAtScale(fromNear, scale), scale < 6);
        EXPECT_EQ(drawnAtScale(fromFar, scale), scale > 6);
    }
}

TEST(DrawnAtScale, RanksFollowTheSameRule) {
    geo::Rank rank;
    EXPECT_TRUE(geo::drawnAtScale(rank, 1e5));
    rank.maxMetresPerPixel = 30;
    EXPECT_TRUE(geo::drawnAtScale(rank, 30));
    EXPECT_FALSE(geo::drawnAtScale(rank, 31));
}

TEST(ShowsClass, HiddenOnesAreNotShownUnlessIsolated) {
    LayerStyle style;
    style.hidden = {"20"};
    EXPECT_TRUE(showsClass(style, "10"));
    EXPECT_FALSE(showsClass(style, "20"));
    style.isolated = "20";
    EXPECT_FALSE(showsClass(style, "10"));
    EXPECT_TRUE(showsClass(style, "20"));
    style.isolated = "";  // a code like others: of no value
    EXPECT_FALSE(showsClass(style, "10"));
    EXPECT_TRUE(showsClass(style, ""));
}

TEST(IsDrawn, OnlyWhatIsOpenAndSwitchedOn) {
    Layer layer;
    layer.status = LayerStatus::Ready;
    EXPECT_FALSE(isDrawn(layer, 10)) << "nothing is open";
}

}  // namespace
}  // namespace map
