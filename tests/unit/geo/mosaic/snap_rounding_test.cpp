#include "geo/mosaic/snap_rounding.h"

#include <gtest/gtest.h>

namespace {

using geo::passesPixel;
using geo::Segment;
using geo::StoredPoint;

TEST(SnapRounding, APixelOwnsItsLeftAndLowerEdge) {
    EXPECT_TRUE(passesPixel({0, 0}, {4, 2}, {2, 1}));
    EXPECT_FALSE(passesPixel({0, 0}, {4, 4}, {2, 1})) << "through the lower right and upper left corners of the pixels beside it";
    EXPECT_FALSE(passesPixel({0, 0}, {4, 4}, {1, 2}));
    EXPECT_TRUE(passesPixel({0, 0}, {4, 4}, {2, 2}));
    // x + y = 3 touches only the upper right corner of (1, 1), and the lower left one of (2, 2).
    EXPECT_FALSE(passesPixel({0, 3}, {3, 0}, {1, 1}));
    EXPECT_TRUE(passesPixel({0, 3}, {3, 0}, {2, 2}));
    EXPECT_TRUE(passesPixel({0, 3}, {3, 0}, {1, 2}));
    EXPECT_FALSE(passesPixel({0, 0}, {4, 0}, {5, 0})) << "beyond the end";
    EXPECT_TRUE(passesPixel({7, -3}, {7, 9}, {7, 9}));
}

TEST(SnapRounding, ACrossingIsRoundedAndBothSegmentsGoThroughIt) {
    const geo::Carried road{geo::bitOf(geo::BarrierKind::Road), 0, 0}, rail{geo::bitOf(geo::BarrierKind::Railway), 0, 0};
    const auto noded = geo::snapRounded({{{0, 0}, {10, 3}, road}, {{5, 10}, {5, -10}, rail}}, {});
    ASSERT_EQ(noded.size(), 4u);
    for (const auto& s : noded) EXPECT_TRUE(s.a == (StoredPoint{5, 2}) || s.b == (StoredPoint{5, 2}));
}

TEST(SnapRounding, CoincidingSegmentsBecomeOneThatCarriesAll) {
    const geo::Carried left{1, 1, 0}, right{2, 1, 2};
    const auto noded = geo::snapRounded({{{0, 0}, {10, 0}, left}, {{10, 0}, {0, 0}, right}, {{4, 0}, {4, 0}, left}}, {});
    ASSERT_EQ(noded.size(), 1u);
    EXPECT_EQ(noded[0].carries, (geo::Carried{3, 0, -2}));
}

}  // namespace
