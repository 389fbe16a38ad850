#include "geo/vector/feature_store.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "geo/vector/anchor.h"
#include "geo/vector/point_grid.h"
#include "geo/vector/polyline.h"

namespace geo {
namespace {

void addBox(FeatureStoreBuilder& builder, double x, double y, double side) {
    for (const Point p : {Point{x, y}, Point{x + side, y}, Point{x + side, y + side}, Point{x, y + side}, Point{x, y}})
        builder.addPoint(p);
    builder.endPart();
    builder.endFeature();
}

TEST(FeatureStore, KeepsCoordinatesToTheMillimetre) {
    FeatureStoreBuilder builder(GeometryKind::Line, 0.001);
    builder.addPoint({12345.6784, -9876.5432});
    builder.addPoint({20000, 1});
    builder.endPart();
    ASSERT_TRUE(builder.endFeature());
    const auto store = builder.finish();
    const Point p = store.toMap(store.part(0).points[0]);
    EXPECT_NEAR(p.x, 12345.6784, 0.0005001);
    EXPECT_NEAR(p.y, -9876.5432, 0.0005001);
}

TEST(FeatureStore, RefusesWhatIsNoPosition) {
    FeatureStoreBuilder builder(GeometryKind::Point, 0.001);
    EXPECT_FALSE(builder.addPoint({std::nan(""), 0}));
    EXPECT_FALSE(builder.addPoint({1e9, 0}));
    const Point many[] = {{1, 2}, {std::nan(""), 1}, {3, 4}};
    EXPECT_EQ(builder.addPoints(many), 1u);
    builder.endPart();
    EXPECT_TRUE(builder.endFeature());
    EXPECT_FALSE(builder.endFeature()) << "nothing was added since";
}

TEST(FeatureStore, DropsTheClosingVertexOfARing) {
    FeatureStoreBuilder builder(GeometryKind::Polygon, 0.001);
    addBox(builder, 0, 0, 5);
    EXPECT_EQ(builder.finish().part(0).points.size(), 4u);
}

TEST(FeatureStore, UnitesThePiecesOfAGroup) {
    FeatureStoreBuilder builder(GeometryKind::Polygon, 0.001);
    addBox(builder, 0, 0, 5);
    addBox(builder, 100, 0, 5);
    addBox(builder, 5, 0, 5);
    const auto store = builder.finish({{1}, {0, 2}});
    ASSERT_EQ(store.size(), 2u);
    EXPECT_EQ(store.extentOf(0), (Extent{100, 0, 105, 5}));
    EXPECT_EQ(store.extentOf(1), (Extent{0, 0, 10, 5}));
    EXPECT_EQ(store.lastPart(1) - store.firstPart(1), 2u);
}

TEST(FeatureStore, FindsWhatASearchOfAllFinds) {
    std::mt19937 random(7);
    std::uniform_real_distribution<double> place(-1000, 1000), size(0.1, 60);
    FeatureStoreBuilder builder(GeometryKind::Polygon, 0.001);
    for (int i = 0; i < 3000; ++i) addBox(builder, place(random), place(random), size(random));
    const auto store = builder.finish();
    std::vector<uint32_t> found;
    for (int i = 0; i < 50; ++i) {
        const double x = place(random), y = place(random), side = i % 5 == 0 ? 3000 : size(random) * 4;
        const Extent box{x, y, x + side, y + side};
        store.query(box, found);
        std::vector<uint32_t> expected;
        for (uint32_t f = 0; f < store.size(); ++f)
            if (store.extentOf(f).intersects(box)) expected.push_back(f);
        EXPECT_EQ(found, expected);
    }
}

TEST(Anchors, LieInsideAHorseshoe) {
    FeatureStoreBuilder builder(GeometryKind::Polygon, 0.001);
    for (const Point p :
         {Point{0, 0}, Point{30, 0}, Point{30, 30}, Point{20, 30}, Point{20, 10}, Point{10, 10}, Point{10, 30}, Point{0, 30}})
        builder.addPoint(p);
    builder.endPart();
    builder.endFeature();
    const auto anchors = anchorsOf(builder.finish());
    const Point p = anchors.toMap(anchors.part(0).points[0]);
    EXPECT_TRUE(p.y < 10 || p.x < 10 || p.x > 20) << p.x << ' ' << p.y;
}

TEST(PointGrid, KeepsTheSumAtEveryScale) {
    std::mt19937 random(3);
    std::normal_distribution<double> place(0, 700);
    FeatureStoreBuilder builder(GeometryKind::Point, 0.001);
    for (int i = 0; i < 5000; ++i) {
        builder.addPoint({place(random), place(random)});
        builder.endPart();
        builder.endFeature();
    }
    const PointGrid grid(builder.finish(), 100);
    for (const int size : {16, 24, 64, 80}) {  // texels of 500, 333, 125 and 100 m
        double sum = 0;
        for (const float v : grid.densities({-4000, -4000, 4000, 4000}, size))
            if (!std::isnan(v)) sum += v * (8000.0 / size) * (8000.0 / size) / 10000;
        EXPECT_NEAR(sum, 5000, 0.5) << size;
    }
}

TEST(PointGrid, SaysNothingWhereNoPointIs) {
    FeatureStoreBuilder builder(GeometryKind::Point, 0.001);
    for (const Point p : {Point{10, 10}, Point{20, 20}}) {
        builder.addPoint(p);
        builder.endPart();
        builder.endFeature();
    }
    const PointGrid grid(builder.finish(), 100);
    const auto values = grid.densities({-200, -200, 200, 200}, 8);  // 50 m a texel, row 0 at the north
    EXPECT_FLOAT_EQ(values[3 * 8 + 4], 2);
    EXPECT_FLOAT_EQ(values[2 * 8 + 5], 2);
    EXPECT_TRUE(std::isnan(values[4 * 8 + 4]));
    EXPECT_TRUE(std::isnan(values[3 * 8 + 3]));
    EXPECT_TRUE(grid.densities({1000, 1000, 2000, 2000}, 8).empty());
    EXPECT_EQ(grid.countAt({99, 1}), 2u);
    EXPECT_EQ(grid.countAt({-1, 1}), 0u);
}

TEST(Polyline, SimplifyKeepsEndsAndCorners) {
    const std::vector<Point> line{{0, 0}, {1, 0.1}, {2, -0.1}, {3, 0}, {3, 5}};
    std::vector<Point> out;
    simplify(line, 0.4, out);
    EXPECT_EQ(out, (std::vector<Point>{{0, 0}, {3, 0}, {3, 5}}));
}

TEST(Polyline, ClipsSegmentsToABox) {
    const Extent box{0, 0, 10, 10};
    Point a{-5, 5}, b{15, 5};
    ASSERT_TRUE(clipSegment(a, b, box));
    EXPECT_EQ(a, (Point{0, 5}));
    EXPECT_EQ(b, (Point{10, 5}));
    Point c{-5, 5}, d{5, 20};
    EXPECT_FALSE(clipSegment(c, d, box));
}

}  // namespace
}  // namespace geo
