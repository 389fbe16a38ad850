#include <gtest/gtest.h>

#include <cmath>

#include "viewer/plan/style_tables.h"

namespace plan {
namespace {

const std::vector<geo::Colour> kPalette{{0, 0, 0, 0}, {200, 100, 50, 255}, {200, 100, 50, 51}};

TEST(FeatureColours, FollowTheClassesPremultiplied) {
    const auto colours = featureColours({}, {2, 1, 9}, kPalette, nullptr);
    EXPECT_EQ(colours, (std::vector<geo::Colour>{{40, 20, 10, 51}, {200, 100, 50, 255}, {0, 0, 0, 0}}));
}

TEST(FeatureColours, AreOneWithoutClasses) {
    EXPECT_EQ(featureColours({}, {}, kPalette, nullptr), (std::vector<geo::Colour>{{200, 100, 50, 255}}));
}

TEST(FeatureColours, OfAHatchedClassHaveNoAlpha) {
    const std::vector<geo::Colour> palette{{0, 0, 0, 0}, {255, 255, 255, 255}, {0, 0, 0, 255}, {9, 9, 9, 0}};
    EXPECT_EQ(featureColours({}, {1, 2}, palette, nullptr, 1), (std::vector<geo::Colour>{{255, 255, 255, 0}, {0, 0, 0, 255}}));
    EXPECT_EQ(featureColours({}, {2}, palette, nullptr, 2), (std::vector<geo::Colour>{{1, 0, 0, 0}})) << "black has a sign too";
    EXPECT_EQ(featureColours({}, {3}, palette, nullptr, 3), (std::vector<geo::Colour>{{0, 0, 0, 0}})) << "hidden stays hidden";
}

TEST(FeatureColours, FollowTheValuesAndLeaveUnknownOnesOut) {
    geo::FeatureTable table;
    table.valueOf = {-5, 10, NAN, 1000};
    RampTable ramp;
    ramp.colours = {{1, 1, 1, 255}, {2, 2, 2, 255}, {3, 3, 3, 255}};
    ramp.low = 0, ramp.high = 20;
    const auto colours = featureColours(table, {}, kPalette, &ramp);
    EXPECT_EQ(colours, (std::vector<geo::Colour>{{1, 1, 1, 255}, {2, 2, 2, 255}, {0, 0, 0, 0}, {3, 3, 3, 255}}));
}

}  // namespace
}  // namespace plan
