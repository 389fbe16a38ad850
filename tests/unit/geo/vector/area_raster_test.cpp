#include "geo/vector/area_raster.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace geo {
namespace {

constexpr int kSize = 16;
const Extent kTile{0, 0, 16, 16};  // one metre a texel

using Ring = std::vector<Point>;

void add(FeatureStoreBuilder& builder, const std::vector<Ring>& shells, const std::vector<Ring>& holes = {}) {
    for (const auto& ring : shells) {
        for (const auto& p : ring) builder.addPoint(p);
        builder.endPart(false);
    }
    for (const auto& ring : holes) {
        for (const auto& p : ring) builder.addPoint(p);
        builder.endPart(true);
    }
    builder.endFeature();
}

FeatureStore storeOf(const std::vector<Ring>& shells, const std::vector<Ring>& holes = {}) {
    FeatureStoreBuilder builder(GeometryKind::Polygon, 0.001);
    add(builder, shells, holes);
    return builder.finish();
}

CoverageTile draw(const FeatureStore& store, const Extent& box = kTile, int size = kSize) {
    AreaRaster raster;
    raster.begin(size);
    const TexelFrame frame(box, size, store);
    for (uint32_t f = 0; f < store.size(); ++f) raster.addPolygon(store, f, frame);
    return raster.finish();
}

int coverage(const CoverageTile& tile, int x, int y, int size = kSize) {
    return static_cast<int>(tile.first[static_cast<size_t>(y) * size + x] & 255);
}

double total(const CoverageTile& tile) {
    double sum = 0;
    for (const auto v : tile.first) sum += (v & 255) / 255.0;
    for (const auto v : tile.second) sum += (v & 255) / 255.0;
    return sum;
}

Ring box(double x0, double y0, double x1, double y1) { return {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}; }

Ring star(double cx, double cy, double radius) {
    Ring ring;
    for (int i = 0; i < 40; ++i) {
        const double r = i % 2 ? radius : radius * 0.6, a = i * 2 * 3.14159265358979 / 40;
        ring.push_back({cx + r * std::cos(a), cy + r * std::sin(a)});
    }
    return ring;
}

TEST(AreaRaster, CoversTexelsByTheAreaOfATriangle) {
    // Right angle at (2, 12): legs of two metres east and south. Row 0 is the northernmost: y 16..15.
    const auto tile = draw(storeOf({{{2, 12}, {2, 10}, {4, 12}}}));
    EXPECT_EQ(coverage(tile, 2, 4), 255);  // the corner texel lies wholly inside
    EXPECT_EQ(coverage(tile, 3, 4), 128);  // cut by the diagonal
    EXPECT_EQ(coverage(tile, 2, 5), 128);
    EXPECT_EQ(coverage(tile, 3, 5), 0);
    EXPECT_NEAR(total(tile), 2, 0.01);
}

TEST(AreaRaster, KeepsAHoleOpenWhicheverWayItRuns) {
    const Ring hole = box(4, 4, 12, 12);
    for (const bool reversed : {false, true}) {
        const auto tile = draw(storeOf({box(1, 1, 15, 15)}, {reversed ? Ring(hole.rbegin(), hole.rend()) : hole}));
        EXPECT_EQ(coverage(tile, 8, 8), 0);
        EXPECT_EQ(coverage(tile, 2, 8), 255);
        EXPECT_NEAR(total(tile), 14 * 14 - 8 * 8, 0.01);
    }
}

TEST(AreaRaster, FillsARingThatCrossesItselfByTheEvenOddRule) {
    const auto tile = draw(storeOf({{{1, 1}, {15, 15}, {15, 1}, {1, 15}}}));  // a bow-tie: two triangles
    EXPECT_EQ(coverage(tile, 2, 8), 255);
    EXPECT_EQ(coverage(tile, 13, 8), 255);
    EXPECT_EQ(coverage(tile, 8, 2), 0);
}

TEST(AreaRaster, AddsUpThePartsOfOneFeature) {
    const auto tile = draw(storeOf({box(0, 0, 7.5, 16), box(7.5, 0, 16, 16)}));  // two pieces that meet within a column
    for (int y = 0; y < kSize; ++y) EXPECT_EQ(coverage(tile, 7, y), 255) << y;
    EXPECT_TRUE(tile.second.empty());
}

TEST(AreaRaster, LetsALaterFeatureHideAnEarlierOne) {
    FeatureStoreBuilder builder(GeometryKind::Polygon, 0.001);
    add(builder, {box(0, 0, 16, 16)});
    add(builder, {box(4, 4, 12, 12)});
    const auto tile = draw(builder.finish());
    EXPECT_EQ(tile.first[8 * kSize + 8], 2u << 8 | 255);
    EXPECT_EQ(tile.first[1 * kSize + 1], 1u << 8 | 255);
    EXPECT_TRUE(tile.second.empty());
}

TEST(AreaRaster, SharesATexelBetweenNeighbours) {
    FeatureStoreBuilder builder(GeometryKind::Polygon, 0.001);
    add(builder, {box(0, 0, 8.25, 16)});
    add(builder, {box(8.25, 0, 16, 16)});
    const auto tile = draw(builder.finish());
    const size_t at = 5 * kSize + 8;
    EXPECT_EQ(tile.first[at], 2u << 8 | 191);
    ASSERT_FALSE(tile.second.empty());
    EXPECT_EQ(tile.second[at], 1u << 8 | 64);
}

TEST(AreaRaster, LeavesNoGapWhereManyMeetInOneTexel) {
    FeatureStoreBuilder builder(GeometryKind::Polygon, 0.001);
    for (int i = 0; i < 48; ++i)
        for (int j = 0; j < 48; ++j) add(builder, {box(i / 3.0, j / 3.0, (i + 1) / 3.0, (j + 1) / 3.0)});
    const auto tile = draw(builder.finish());
    for (size_t i = 0; i < tile.first.size(); ++i) {
        const uint32_t sum = (tile.first[i] & 255) + (tile.second.empty() ? 0 : tile.second[i] & 255);
        EXPECT_GE(sum, 253u) << i;
        EXPECT_LE(sum, 255u) << i;
    }
}

TEST(AreaRaster, CountsFeaturesFarBelowATexel) {
    FeatureStoreBuilder builder(GeometryKind::Polygon, 0.001);
    for (int i = 0; i < 100; ++i)
        for (int j = 0; j < 100; ++j) add(builder, {box(i * 0.01, j * 0.01, (i + 1) * 0.01, (j + 1) * 0.01)});
    EXPECT_NEAR(total(draw(builder.finish())), 1, 0.35);  // ten thousand parcels of 1 cm fill their square metre
}

TEST(AreaRaster, ASumOfCoverageIsTheArea) {
    const auto store = storeOf({star(8, 8, 6.3)});
    const double area = std::abs(doubleArea(store.part(0).points)) / 2 * 1e-6;
    EXPECT_NEAR(total(draw(store)), area, 0.05);
    EXPECT_NEAR(total(draw(store, kTile, 64)) / 16, area, 0.05);
}

TEST(AreaRaster, ATileIsWhatFourTilesAre) {
    FeatureStoreBuilder builder(GeometryKind::Polygon, 0.001);
    add(builder, {star(8, 8, 11)});  // beyond all four sides
    add(builder, {star(9.3, 7.1, 4)}, {star(9.3, 7.1, 2)});
    add(builder, {box(7.9, 7.9, 8.2, 8.3)});
    const auto store = builder.finish();
    const auto whole = draw(store, kTile, 32);
    for (int ty = 0; ty < 2; ++ty) {
        for (int tx = 0; tx < 2; ++tx) {
            const auto quarter = draw(store, {tx * 8.0, 8 - ty * 8.0, tx * 8.0 + 8, 16 - ty * 8.0}, 16);
            for (int y = 0; y < 16; ++y)
                for (int x = 0; x < 16; ++x)
                    EXPECT_NEAR(coverage(quarter, x, y), coverage(whole, tx * 16 + x, ty * 16 + y, 32), 1)
                        << tx << ty << ' ' << x << ' ' << y;
        }
    }
}

TEST(AreaRaster, FillsATileThatLiesInsideAPolygon) {
    const auto tile = draw(storeOf({box(-1e5, -1e5, 1e5, 1e5)}));
    for (const auto v : tile.first) ASSERT_EQ(v, 1u << 8 | 255);
}

TEST(AreaRaster, OverlappingStrokesUnite) {
    AreaRaster raster;
    raster.begin(kSize);
    const Point a[] = {{2, 2}, {2, 10}, {10, 10}, {10, 2}}, b[] = {{6, 2}, {6, 10}, {14, 10}, {14, 2}};
    raster.addRing(a);
    raster.addRing(b);
    raster.paintRings(0);
    EXPECT_NEAR(total(raster.finish()), 12 * 8, 0.01);
}

}  // namespace
}  // namespace geo
