#include "viewer/export/page_layout.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace {

using namespace exporting;

constexpr FurnitureArea kPage{0, 0, 1000, 600};
const FurnitureSizes kRest{{}, {180, 40}, {30, 50}, {260, 24}, 12};

/// A square of cells whose part west-north, east-north, west-south or east-south is empty.
Occupancy withEmptyQuarter(Corner empty) {
    constexpr int kSide = 20;
    std::vector<bool> taken;
    for (int y = 0; y < kSide; ++y)
        for (int x = 0; x < kSide; ++x) {
            const bool north = y < kSide / 2, west = x < kSide / 2;
            const auto quarter = north  ? (west ? Corner::TopLeft : Corner::TopRight)
                                 : west ? Corner::BottomLeft
                                        : Corner::BottomRight;
            taken.push_back(quarter != empty);
        }
    return {kSide, kSide, taken};
}

FurnitureArea boxOn(const PageFit& fit, const Size& metres) {
    const double w = metres.width / fit.metresPerPixel / 2, h = metres.height / fit.metresPerPixel / 2;
    return {fit.middle.x - w, fit.middle.y - h, fit.middle.x + w, fit.middle.y + h};
}

bool overlap(const FurnitureArea& a, const FurnitureArea& b) {
    return a.width() > 0 && b.width() > 0 && a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

TEST(Occupancy, CountsTheCellsAPartTouches) {
    const Occupancy data(4, 2, {true, false, false, false, false, false, false, true});
    EXPECT_DOUBLE_EQ(data.takenIn({0, 0, 1, 1}), 2.0 / 8);
    EXPECT_DOUBLE_EQ(data.takenIn({0.1, 0.1, 0.2, 0.2}), 1.0 / 8);
    EXPECT_DOUBLE_EQ(data.takenIn({0.25, 0, 1, 0.5}), 0);
    EXPECT_DOUBLE_EQ(data.takenIn({-3, -3, -1, -1}), 0) << "outside";
    EXPECT_DOUBLE_EQ(data.takenIn({0.8, 0.6, 9, 9}), 1.0 / 8);
}

TEST(PageFit, AFullBoxKeepsClearOfAllFurniture) {
    for (const Size metres : {Size{4000, 4000}, Size{40000, 8000}, Size{1000, 9000}}) {
        const std::array<Size, 2> legends{Size{220, 400}, Size{600, 150}};
        const auto layout = layOut(kPage, legends, kRest, metres, Occupancy::full());
        auto sizes = kRest;
        sizes.legend = legends[layout.legend];
        const auto places = placeFurniture(kPage, sizes, layout.corner);
        const auto box = boxOn(layout.fit, metres);
        EXPECT_EQ(layout.fit.covered, 0);
        for (const auto& piece : {places.legend, places.scaleBar, places.northArrow, places.attribution})
            EXPECT_FALSE(overlap(piece, box)) << metres.width;
        EXPECT_GE(box.left, 0);
        EXPECT_GE(box.top, 0);
        EXPECT_LE(box.right, kPage.right);
        EXPECT_LE(box.bottom, kPage.bottom);
    }
}

TEST(PageFit, AWideBoxGetsALowLegendAndATallOneALegendAtItsSide) {
    const std::array<Size, 2> legends{Size{220, 400}, Size{600, 150}};
    EXPECT_EQ(layOut(kPage, legends, kRest, {40000, 10000}, Occupancy::full()).legend, 1u);
    EXPECT_EQ(layOut(kPage, legends, kRest, {10000, 15000}, Occupancy::full()).legend, 0u);
}

TEST(PageFit, TheLegendTakesTheCornerThatTheDataLeaveEmpty) {
    const std::array<Size, 1> legends{Size{400, 220}};
    for (const auto corner : {Corner::TopLeft, Corner::TopRight, Corner::BottomLeft, Corner::BottomRight}) {
        const auto layout = layOut(kPage, legends, {{}, {}, {}, {}, 12}, {9600, 5600}, withEmptyQuarter(corner));
        EXPECT_EQ(layout.corner, corner);
        EXPECT_NEAR(layout.fit.metresPerPixel, 10, 0.4) << "as large as without a legend";
        EXPECT_EQ(freeCorner(kPage, {legends[0], {}, {}, {}, 12}, withEmptyQuarter(corner)), corner);
    }
}

TEST(PageFit, WhereNothingIsGainedTheLegendStaysAtTheTopLeft) {
    const std::array<Size, 1> legends{Size{150, 200}};
    EXPECT_EQ(layOut(kPage, legends, kRest, {1000, 4000}, Occupancy::full()).corner, Corner::TopLeft);
    EXPECT_EQ(freeCorner(kPage, {{150, 200}, {}, {}, {}, 12}, Occupancy::full()), Corner::TopLeft);
}

TEST(PageFit, APageTooSmallForItsFurnitureIsFilledByTheData) {  // rather than to bear a map of the size of a stamp
    const std::array<Size, 1> legends{Size{900, 580}};
    const auto layout = layOut(kPage, legends, kRest, {4000, 4000}, Occupancy::full());
    EXPECT_GT(layout.fit.covered, 0);
    EXPECT_NEAR(layout.fit.metresPerPixel, 4000.0 / 560, 1e-9);
}

TEST(FurniturePlaces, NothingLiesOnAnything) {
    for (const auto corner : {Corner::TopLeft, Corner::TopRight, Corner::BottomLeft, Corner::BottomRight})
        for (const Size legend : {Size{200, 300}, Size{900, 120}}) {
            auto sizes = kRest;
            sizes.legend = legend;
            const auto places = placeFurniture(kPage, sizes, corner);
            const std::array pieces{places.legend, places.scaleBar, places.northArrow, places.attribution};
            for (size_t i = 0; i < pieces.size(); ++i)
                for (size_t j = 0; j < i; ++j)
                    EXPECT_FALSE(overlap(pieces[i], pieces[j])) << int(corner) << " " << legend.width << " " << i << " " << j;
        }
}

TEST(FurnitureScale, GrowsWithTheRootOfThePage) {
    EXPECT_EQ(furnitureScale(640, 420), 1);
    EXPECT_NEAR(furnitureScale(794, 1123), 1, 1e-3);      // A4
    EXPECT_NEAR(furnitureScale(1123, 1587), 1.19, 0.01);  // A3
    EXPECT_NEAR(furnitureScale(3179, 4494), 2, 1e-3);     // A0
}

}  // namespace
