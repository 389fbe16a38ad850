#include "geo/taxonomy/colour.h"

#include <gtest/gtest.h>

#include <cmath>

#include "geo/taxonomy/oklab.h"
#include "geo/taxonomy/ramp.h"

namespace {

using geo::Colour;

TEST(ColourText, ReadsWithAndWithoutHashAndAlpha) {
    EXPECT_EQ(Colour::parse("#1c61a3"), (Colour{0x1c, 0x61, 0xa3, 255}));
    EXPECT_EQ(Colour::parse("1C61A380"), (Colour{0x1c, 0x61, 0xa3, 0x80}));
    EXPECT_EQ(Colour::parse("#1c61a3")->hex(), "#1c61a3");
    EXPECT_EQ(Colour::parse("#1c61a380")->hex(), "#1c61a380");
}

TEST(ColourText, RefusesWhatIsNoColour) {
    for (const char* text : {"", "#", "#12345", "#1234567", "#12345g", "red", "#-12345", "# 12345"})
        EXPECT_FALSE(Colour::parse(text)) << text;
}

TEST(ColourMix, MixesLightNotNumbers) {
    const Colour black{0, 0, 0, 255}, white{255, 255, 255, 255};
    EXPECT_EQ(geo::mix(black, white, 0), black);
    EXPECT_EQ(geo::mix(black, white, 1), white);
    EXPECT_EQ(geo::mix(black, white, 0.5).g, 188);  // half the light of white, by IEC 61966-2-1
}

TEST(Ramps, GiveBackTheirStops) {
    for (const auto& ramp : geo::ramps()) {
        ASSERT_GE(ramp.stops.size(), 2u) << ramp.name;
        for (size_t i = 0; i < ramp.stops.size(); ++i) {
            const Colour there = ramp.at(double(i) / double(ramp.stops.size() - 1));
            EXPECT_NEAR(there.r, ramp.stops[i].r, 1) << ramp.name;
            EXPECT_NEAR(there.g, ramp.stops[i].g, 1) << ramp.name;
            EXPECT_NEAR(there.b, ramp.stops[i].b, 1) << ramp.name;
        }
        EXPECT_EQ(ramp.at(-3), ramp.at(0));
        EXPECT_EQ(ramp.at(7), ramp.at(1));
        EXPECT_EQ(geo::findRamp(ramp.name), &ramp);
    }
    EXPECT_EQ(geo::findRamp("rainbow"), nullptr);
}

// What makes a ramp readable in grey, in print and for colour-blind readers: lightness only ever goes one way, in even steps.
TEST(Ramps, GoOneWayInLightness) {
    for (const auto& ramp : geo::ramps()) {
        const double whole = geo::toOkLab(ramp.at(1)).lightness - geo::toOkLab(ramp.at(0)).lightness;
        EXPECT_GT(std::abs(whole), 0.5) << ramp.name;
        for (int i = 0; i < 32; ++i) {
            const double step = geo::toOkLab(ramp.at((i + 1) / 32.0)).lightness - geo::toOkLab(ramp.at(i / 32.0)).lightness;
            EXPECT_GT(step / whole, 0.3 / 32) << ramp.name << " at " << i;
        }
    }
}

TEST(Spread, HasAWayBackAndAMiddle) {
    using geo::Spread;
    for (const auto spread : {Spread::Linear, Spread::SquareRoot, Spread::Logarithmic})
        for (const double value : {0.001, 2.0, 30.0, 1e9})
            EXPECT_NEAR(geo::undoSpread(geo::spreadOut(value, spread), spread) / value, 1, 1e-12);
    EXPECT_EQ(geo::spreadOut(-4, Spread::SquareRoot), 0);
    EXPECT_TRUE(std::isfinite(geo::spreadOut(0, Spread::Logarithmic)));
    EXPECT_DOUBLE_EQ(geo::rampValue(0.5, 10, 50, Spread::Linear), 30);
    EXPECT_DOUBLE_EQ(geo::rampValue(0.5, 100, 10000, Spread::SquareRoot), 3025) << "between the roots, as the map is coloured";
    EXPECT_DOUBLE_EQ(geo::rampValue(0.5, 1, 100, Spread::Logarithmic), 10);
}

}  // namespace
