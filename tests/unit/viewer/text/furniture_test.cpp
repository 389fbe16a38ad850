#include "viewer/text/furniture.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "viewer/text/theme.h"

namespace {

using namespace text;

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

int alphaAt(const Image& image, int x, int y) { return image.rgba[(static_cast<size_t>(y) * image.widthPx + x) * 4 + 3]; }

TEST(Number, GroupsOfThreeWithNarrowSpaces) {
    EXPECT_EQ(formatNumber(0), "0");
    EXPECT_EQ(formatNumber(-0.0), "0");
    EXPECT_EQ(formatNumber(999), "999");
    EXPECT_EQ(formatNumber(1000), "1\u202F000");
    EXPECT_EQ(formatNumber(12345), "12\u202F345");
    EXPECT_EQ(formatNumber(123456789), "123\u202F456\u202F789");
    EXPECT_EQ(formatNumber(-1234.6), "\u22121\u202F235");
}

TEST(Number, DecimalsAsNeededForSignificantDigits) {
    EXPECT_EQ(formatNumber(0.5), "0.5");
    EXPECT_EQ(formatNumber(3.14159), "3.14");
    EXPECT_EQ(formatNumber(31.4159), "31.4");
    EXPECT_EQ(formatNumber(2.50), "2.5");
    EXPECT_EQ(formatNumber(3.0), "3");
    EXPECT_EQ(formatNumber(999.7), "1\u202F000");
    EXPECT_EQ(formatNumber(9.996), "10");
    EXPECT_EQ(formatNumber(0.00012345), "0.000123");
    EXPECT_EQ(formatNumber(1234.5678, 6), "1\u202F234.57");
}

TEST(Number, FarEndsUsePowersOfTen) {
    EXPECT_EQ(formatNumber(1.5e20), "1.5\u202F×\u202F10^20");
    EXPECT_EQ(formatNumber(9.999e-9), "1\u202F×\u202F10^-8");
    EXPECT_EQ(formatNumber(kNan), "–");
    EXPECT_EQ(formatNumber(-std::numeric_limits<double>::infinity()), "\u2212∞");
}

TEST(ScaleBar, LongestOfOneTwoFive) {
    EXPECT_DOUBLE_EQ(scaleBarMetres(1, 160), 100);
    EXPECT_DOUBLE_EQ(scaleBarMetres(1, 200), 200);
    EXPECT_DOUBLE_EQ(scaleBarMetres(1, 199.9), 100);
    EXPECT_DOUBLE_EQ(scaleBarMetres(10, 100), 1000);
    EXPECT_DOUBLE_EQ(scaleBarMetres(4, 160), 500);
    EXPECT_DOUBLE_EQ(scaleBarMetres(0.001, 160), 0.1);
    EXPECT_EQ(scaleBarMetres(kNan, 160), 0);
    EXPECT_EQ(scaleBarMetres(-1, 160), 0);
    for (double metres = 0.01; metres < 1e5; metres *= 1.07) {
        const double bar = scaleBarMetres(metres, 160) / metres;
        EXPECT_LE(bar, 160.001);
        EXPECT_GT(bar, 160 / 2.5 - 1e-9);
    }
}

TEST(ScaleBar, BarHasItsLengthInDevicePixels) {
    const Image image = paintScaleBar({.metresPerPixel = 1, .maxWidthPx = 160}, 2);  // 100 m: 200 device px and its edges
    const int middle = static_cast<int>((16 + 2 + 2.5) * 2);
    int left = 0, right = image.widthPx - 1;
    while (alphaAt(image, left, middle) < 255) ++left;
    while (alphaAt(image, right, middle) < 255) --right;
    EXPECT_EQ(right - left + 1, 200 + 2 * 2);
}

TEST(ScaleBar, NothingForNoScale) {
    EXPECT_EQ(paintScaleBar({.metresPerPixel = 0}, 1).widthPx, 0);
    EXPECT_EQ(paintScaleBar({.metresPerPixel = kNan}, 1).widthPx, 0);
}

TEST(NorthArrow, TurnsWithTheMap) {
    // A quarter turn counter-clockwise brings the tip, above the middle, to the left.
    const Image up = paintNorthArrow(0, false, 1), left = paintNorthArrow(M_PI / 2, false, 1);
    ASSERT_EQ(up.widthPx, left.widthPx);
    const int middle = up.widthPx / 2;
    EXPECT_GT(alphaAt(up, middle, middle - 12), 0);
    EXPECT_EQ(alphaAt(left, middle, middle - 12), 0);
    EXPECT_GT(alphaAt(left, middle - 12, middle), 0);
    EXPECT_GT(paintNorthArrow(kNan, true, 1).widthPx, 0);
}

TEST(Attribution, SaysEachSourceOnceWithinItsWidth) {
    const Image once = paintAttribution({"Natural Earth"}, 400, false, 1);
    EXPECT_EQ(paintAttribution({"Natural Earth", "", "Natural Earth"}, 400, false, 1).rgba, once.rgba);
    EXPECT_EQ(paintAttribution({"Source: a.shp", "Source: b.shp"}, 400, false, 1).rgba,
              paintAttribution({"Sources: a.shp, b.shp"}, 400, false, 1).rgba)
        << "files that bring no credit are named in one list";
    EXPECT_EQ(paintAttribution({"Source: a", "Source: b", "Source: c", "Source: d", "Source: e", "Source: f", "Source: g"}, 900,
                               false, 1)
                  .rgba,
              paintAttribution({"Sources: a, b, c, d, e, f and 1 more file"}, 900, false, 1).rgba);
    const Image wrapped = paintAttribution({"© OpenStreetMap contributors", "Natural Earth", "GHS-POP R2023A"}, 200, false, 1);
    EXPECT_LE(wrapped.widthPx, 200);
    EXPECT_GT(wrapped.heightPx, once.heightPx * 3 / 2);
    EXPECT_EQ(paintAttribution({}, 400, false, 1).widthPx, 0);
}

LegendSpec townLegend(int rows) {
    LegendSpec spec;
    LegendBlock block;
    block.title = "Land use";
    for (int i = 0; i < rows; ++i)
        block.rows.push_back({LegendRow::Key::Fill, {200, 30, 30, 255}, {}, 0, "Class " + std::to_string(i)});
    spec.blocks = {block};
    return spec;
}

TEST(Legend, KeysAreAsPaleAsTheirLayerOnTheMap) {
    auto spec = townLegend(1);
    const auto reddest = [&] {
        const Image image = paintLegend(spec, 1);
        int most = 0;
        for (size_t at = 0; at + 3 < image.rgba.size(); at += 4)
            most = std::max(most, int(image.rgba[at]) - int(image.rgba[at + 1]));
        return most;
    };
    const int opaque = reddest();
    spec.blocks[0].rows[0].opacity = 0.3;
    EXPECT_NEAR(reddest(), 0.3 * opaque, 3);
    EXPECT_NEAR(opaque, 170, 3);
}

TEST(Legend, ANoteStandsBelowTheTitle) {
    auto spec = townLegend(3);
    const double without = measureLegend(spec, 1).heightPx;
    spec.blocks[0].note = "only low density";
    EXPECT_GT(measureLegend(spec, 1).heightPx, without + 8);
    spec.blocks[0].note = "only low density or medium density, residential or industrial or commercial, and informal tenure";
    EXPECT_GT(measureLegend(spec, 1).heightPx, without + 20) << "a long one wraps";
}

TEST(Legend, WrapsIntoColumnsWhenTooTall) {
    auto spec = townLegend(40);
    spec.maxHeightPx = 2000;
    const Image one = paintLegend(spec, 1);
    spec.maxHeightPx = 400;
    const Image more = paintLegend(spec, 1);
    EXPECT_GT(one.heightPx, 800);
    EXPECT_LE(more.heightPx, 400);
    EXPECT_GT(more.widthPx, one.widthPx * 3 / 2);
}

TEST(Legend, KeepsBlocksWholeWhereTheyFitAColumn) {
    auto spec = townLegend(8);
    spec.blocks.push_back(spec.blocks[0]);
    spec.maxHeightPx = 300;  // one block and a half would fit
    const Image image = paintLegend(spec, 1);
    EXPECT_LT(image.heightPx, 240);
}

TEST(Legend, ColumnsAreEquallyTall) {
    auto spec = townLegend(30);
    spec.maxHeightPx = 500;  // 22 rows and 8, if the first column were filled
    EXPECT_LT(measureLegend(spec, 1).heightPx, 400);
}

TEST(Legend, WhatDoesNotFitIsCounted) {
    auto spec = townLegend(100);
    spec.maxHeightPx = 300, spec.maxWidthPx = 2000;
    EXPECT_EQ(measureLegend(spec, 1).leftOut, 0u) << "nothing is left out while there is room";
    spec.maxWidthPx = 400;
    const auto size = measureLegend(spec, 1);
    EXPECT_LE(size.widthPx, 400);
    EXPECT_LE(size.heightPx, 300);
    EXPECT_GT(size.leftOut, 60u);
    EXPECT_LT(size.leftOut, 90u);
    const auto all = paintLegend(spec, 1);
    EXPECT_EQ(all.widthPx, size.widthPx);
    spec.blocks.push_back({"Density", {}, {{0, 0, 0, 255}, {255, 255, 255, 255}}, {"0", "1"}, ""});
    EXPECT_EQ(measureLegend(spec, 1).leftOut, size.leftOut + 1) << "ramps are counted too";
    spec.blocks.pop_back();
    spec.blocks[0].rows.resize(100 - size.leftOut);
    EXPECT_EQ(measureLegend(spec, 1).leftOut, 0u);
    EXPECT_NE(paintLegend(spec, 1).rgba, all.rgba) << "a line says how many are missing";
}

TEST(Legend, WhatTheMapIsAboutStandsFirstWhereNotAllFits) {
    auto spec = townLegend(30);
    spec.blocks.push_back(townLegend(4).blocks[0]);
    spec.blocks[1].title = "Tesserae";
    spec.maxHeightPx = 200, spec.maxWidthPx = 200;
    const auto before = paintLegend(spec, 1);
    spec.blocks[1].subject = true;
    const auto marked = paintLegend(spec, 1);
    EXPECT_NE(marked.rgba, before.rgba);
    std::swap(spec.blocks[0], spec.blocks[1]);
    EXPECT_EQ(marked.rgba, paintLegend(spec, 1).rgba) << "as if it had been first";

    spec.maxHeightPx = 2000;
    const auto ordered = paintLegend(spec, 1);
    std::swap(spec.blocks[0], spec.blocks[1]);
    EXPECT_NE(ordered.rgba, paintLegend(spec, 1).rgba) << "where all fits, the order is the map's";
}

TEST(ScaleBar, EnlargedItShowsTheSameScale) {
    const Image plain = paintScaleBar({10, 160, false, 1}, 1), large = paintScaleBar({10, 160, false, 2}, 1);
    EXPECT_EQ(plain.widthPx > 0, large.widthPx > 0);
    EXPECT_GT(large.heightPx, plain.heightPx * 3 / 2);
    const Image same = paintScaleBar({20, 160, false, 1}, 2);  // 20 m per px at twice the pixels: as long a bar, but 1:N differs
    EXPECT_EQ(same.heightPx, large.heightPx);
    EXPECT_NE(same.rgba, large.rgba);
}

TEST(Legend, EmptyAndHugeSpecsAreDrawn) {
    EXPECT_EQ(paintLegend({}, 1).widthPx, 0);
    const Image image = paintLegend(townLegend(20000), 1);
    EXPECT_GT(image.widthPx, 0);
    EXPECT_LT(image.widthPx, 8000);
    auto ramp = townLegend(0);
    ramp.blocks[0].ramp = {{0, 0, 0, 255}};
    ramp.blocks[0].rampLabels.assign(500, "12");
    EXPECT_GT(paintLegend(ramp, 2).widthPx, 0);
}

double luminance(geo::Colour c) {
    const auto linear = [](double v) { return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(c.r / 255.0) + 0.7152 * linear(c.g / 255.0) + 0.0722 * linear(c.b / 255.0);
}

double contrast(geo::Colour a, geo::Colour b) {
    const double la = luminance(a), lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

// The translucent ground over the worst the map can put under it.
geo::Colour over(geo::Colour top, geo::Colour below) {
    const auto blend = [&](int t, int b) { return static_cast<uint8_t>((t * top.a + b * (255 - top.a)) / 255); };
    return {blend(top.r, below.r), blend(top.g, below.g), blend(top.b, below.b), 255};
}

TEST(Theme, TextIsLegibleOnAnyMap) {
    for (const bool dark : {false, true}) {
        const auto theme = themeFor(dark);
        for (const geo::Colour map : {geo::Colour{0, 0, 0, 255}, geo::Colour{255, 255, 255, 255}}) {
            EXPECT_GE(contrast(theme.ink, over(theme.card, map)), 7);
            EXPECT_GE(contrast(theme.quietInk, over(theme.card, map)), 4.5);
            EXPECT_GE(contrast(theme.ink, over(theme.ground, map)), 4.5);
            EXPECT_GE(contrast(theme.ink, over(theme.halo, map)), 4.5);
        }
    }
}

}  // namespace
