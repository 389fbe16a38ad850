#include "geo/mosaic/overlay.h"

#include <gtest/gtest.h>

#include <random>

#include "tests/unit/geo/mosaic/mosaic_checks.h"

namespace {

using geo::AreaTheme;
using geo::OverlayArea;
using geo::Rings;
using geo::Tessera;
using geo::TesseraKind;

Rings square(double x, double y, double side) { return {{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}}}; }
Tessera tessera(Rings rings, double area) { return {TesseraKind::Block, std::move(rings), area}; }

/// Areas with a class each, in one theme; labels are 10 times the position plus the class.
std::vector<std::vector<float>> sharesOf(const std::vector<Tessera>& tesserae, const std::vector<std::vector<Rings>>& areas,
                                         const std::vector<double>& sizes, std::vector<uint8_t> classes, int count) {
    std::vector<OverlayArea> overlay;
    for (size_t i = 0; i < areas.size(); ++i) overlay.push_back({areas[i], sizes[i]});
    const std::vector<AreaTheme> themes{{std::move(classes), {}, count}};
    auto shares = geo::overlayAreas(tesserae, overlay, themes, {}, {});
    EXPECT_TRUE(shares);
    return (*shares)[0].share;
}

TEST(Overlay, GivesExactShares) {
    const std::vector tesserae{tessera(square(0, 0, 100), 1e4), tessera(square(100, 0, 100), 1e4)};
    const auto share = sharesOf(tesserae, {{square(50, 0, 100)}}, {1e4}, {1}, 2);
    EXPECT_FLOAT_EQ(share[0][0], 0.5f);
    EXPECT_FLOAT_EQ(share[0][1], 0.5f);
    EXPECT_EQ(share[1][0], 0);
}

TEST(Overlay, LetsTheSmallestOriginalAreaWin) {
    const std::vector tesserae{tessera(square(0, 0, 100), 1e4)};
    // A quarter (class 1) with a park (2) of a fourth of the block, and a kiosk (3) in the park.
    const auto share = sharesOf(tesserae, {{square(-500, -500, 1000)}, {square(0, 0, 50)}, {square(10, 10, 10)}},
                                {1e6, 2500, 100}, {1, 2, 3}, 3);
    EXPECT_FLOAT_EQ(share[0][0], 0.75f);
    EXPECT_FLOAT_EQ(share[1][0], 0.24f);
    EXPECT_FLOAT_EQ(share[2][0], 0.01f);
    // The size of the whole area counts, and not of its part in the tessera.
    const auto cut = sharesOf(tesserae, {{square(0, 0, 60)}, {square(50, 0, 100)}}, {3600, 1e4}, {1, 2}, 2);
    EXPECT_FLOAT_EQ(cut[0][0], 0.36f);
    EXPECT_FLOAT_EQ(cut[1][0], 0.5f - 0.06f);
}

TEST(Overlay, PassesOverAreasThatSayNothing) {
    const std::vector tesserae{tessera(square(0, 0, 100), 1e4)};
    const auto share = sharesOf(tesserae, {{square(0, 0, 100)}, {square(0, 0, 50)}}, {1e4, 2500}, {1, 0}, 1);
    EXPECT_FLOAT_EQ(share[0][0], 1) << "a silent area hides nothing";
}

TEST(Overlay, KnowsHolesAndSeveralPolygons) {
    Rings ring = square(0, 0, 100);
    ring.push_back(square(25, 25, 50)[0]);
    const std::vector tesserae{tessera(square(0, 0, 100), 1e4), tessera(ring, 7500)};
    const auto share = sharesOf(tesserae, {{ring}, {square(0, 0, 10), square(90, 90, 10)}}, {7500, 200}, {1, 2}, 2);
    EXPECT_FLOAT_EQ(share[0][0], 0.73f);
    EXPECT_FLOAT_EQ(share[1][0], 0.02f);
    EXPECT_FLOAT_EQ(share[0][1], 1 - 200 / 7500.0f);
}

TEST(Overlay, NamesTheLabelWithTheLargestPart) {
    const std::vector tesserae{tessera(square(0, 0, 100), 1e4)};
    const std::vector<std::vector<Rings>> areas{{square(0, 0, 30)}, {square(40, 0, 30)}, {square(0, 50, 40)}};
    std::vector<OverlayArea> overlay{{areas[0], 900}, {areas[1], 900}, {areas[2], 1600}};
    const std::vector<AreaTheme> themes{{{1, 1, 1}, {7, 7, 8}, 1}};
    const auto shares = geo::overlayAreas(tesserae, overlay, themes, {}, {});
    ASSERT_TRUE(shares);
    EXPECT_EQ((*shares)[0].label[0][0], 7) << "two of 900 are more than one of 1600";
}

TEST(Overlay, DoesNotDependOnTheOrderOfAreasOrTesserae) {
    std::mt19937 random(7);
    const auto number = [&](double most) { return std::uniform_real_distribution(0.0, most)(random); };
    std::vector<std::vector<Rings>> areas;
    std::vector<double> sizes;
    std::vector<uint8_t> classes;
    for (int i = 0; i < 60; ++i) {
        const double side = 5 + number(120);
        areas.push_back({square(number(300), number(300), side)}), sizes.push_back(side * side);
        classes.push_back(static_cast<uint8_t>(i % 4));
    }
    std::vector<Tessera> tesserae;
    for (int i = 0; i < 9; ++i) tesserae.push_back(tessera(square(i % 3 * 100.0, i / 3 * 100.0, 100), 1e4));
    const auto once = sharesOf(tesserae, areas, sizes, classes, 3);
    for (size_t t = 0; t < 9; ++t) EXPECT_LE(once[0][t] + once[1][t] + once[2][t], 1 + 1e-6);
    std::reverse(tesserae.begin(), tesserae.end());
    std::reverse(areas.begin(), areas.end()), std::reverse(sizes.begin(), sizes.end()),
        std::reverse(classes.begin(), classes.end());
    const auto again = sharesOf(tesserae, areas, sizes, classes, 3);
    for (size_t c = 0; c < 3; ++c)
        for (size_t t = 0; t < 9; ++t) EXPECT_NEAR(once[c][t], again[c][8 - t], 1e-6);
}

TEST(Overlay, StopsWhenAsked) {
    std::stop_source stop;
    stop.request_stop();
    const std::vector tesserae{tessera(square(0, 0, 100), 1e4)};
    const auto shares = geo::overlayAreas(tesserae, {}, {}, {}, stop.get_token());
    ASSERT_FALSE(shares);
    EXPECT_EQ(shares.error().code, geo::ErrorCode::Cancelled);
}

TEST(Overlay, GivesLinesTheGroundOfTheirWidth) {
    const std::vector<geo::Point> line{{0, 0}, {100, 0}};
    const auto band = geo::bandAround(line, 8);
    ASSERT_EQ(band.size(), 1u);
    const std::vector tesserae{tessera(square(0, 0, 100), 1e4)};
    EXPECT_FLOAT_EQ(sharesOf(tesserae, {band}, {800}, {1}, 1)[0][0], 0.04f) << "half of the street lies in the block";
    EXPECT_TRUE(geo::bandAround(line, 0).empty());
    EXPECT_TRUE(geo::bandAround(std::vector<geo::Point>{{0, 0}}, 8).empty());
}

}  // namespace
