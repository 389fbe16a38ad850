#include "geo/space/transform.h"

#include <gtest/gtest.h>

namespace {

using geo::ApproxTransform;
using geo::Crs;
using geo::Extent;
using geo::LonLat;
using geo::Point;
using geo::Transform;

constexpr LonLat kMontevideo{-56.1882, -34.9033};
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

Transform between(const Crs& from, const Crs& to) {
    auto made = Transform::between(from, to);
    EXPECT_TRUE(made);
    return std::move(*made);
}

void expectNear(Point p, double x, double y, double tolerance) {
    EXPECT_NEAR(p.x, x, tolerance);
    EXPECT_NEAR(p.y, y, tolerance);
}

// Pinned values: cs2cs of PROJ 9.1.1.
TEST(Transform, PinnedPointsOfTheMapCrs) {
    const auto city = between(Crs::wgs84(), Crs::cityEqualArea(kMontevideo));
    expectNear(city.forward(Point{-56.1882, -34.9033}), 0, 0, 1e-6);
    expectNear(city.forward(Point{-56.1992, -34.9064}), -1005.312055, -343.965344, 1e-5);

    const auto world = between(Crs::wgs84(), Crs::equalEarth());
    expectNear(world.forward(Point{0, 0}), 0, 0, 1e-6);
    expectNear(world.forward(Point{-56.1993, -34.9064}), -4918209.823361, -4341467.487964, 1e-5);
    expectNear(world.forward(Point{151.2093, -33.8688}), 13305142.901540, -4220848.125815, 1e-5);
    expectNear(world.forward(Point{180, 90}), 10216474.793457, 8392927.598466, 1e-5);
}

TEST(Transform, AxesAreAlwaysEastThenNorth) {
    // EPSG:4326 and EPSG:3035 have north first in the registry.
    const auto utm = between(*Crs::parse("EPSG:4326"), *Crs::parse("EPSG:32721"));
    expectNear(utm.forward(Point{-56.1993, -34.9064}), 573149.1322, 6137044.2438, 1e-3);
    const auto grid = between(*Crs::parse("EPSG:4326"), *Crs::parse("EPSG:3035"));
    expectNear(grid.forward(Point{13.3777, 52.5163}), 4550204.8408, 3272770.5880, 1e-3);
}

TEST(Transform, GoesThereAndBack) {
    for (const char* target : {"EPSG:32721", "EPSG:3857", "EPSG:31370", "ESRI:54009", "EPSG:7415"}) {
        const auto there = between(Crs::wgs84(), *Crs::parse(target));
        const Point start = std::string(target) == "EPSG:32721" ? Point{-56.2, -34.9} : Point{4.9, 51.2};
        expectNear(there.inverse(there.forward(start)), start.x, start.y, 1e-7);
    }
}

TEST(Transform, NoPointStaysNoPoint) {
    for (const char* target : {"ESRI:54009", "EPSG:3857", "OGC:CRS84"}) {
        const auto there = between(Crs::wgs84(), *Crs::parse(target));
        for (const Point nowhere : {Point{kNan, 1}, Point{1, kNan}, Point{INFINITY, 1}, Point{1, -INFINITY}}) {
            const Point p = there.forward(nowhere);
            EXPECT_TRUE(std::isnan(p.x) && std::isnan(p.y)) << target;
        }
    }
    const auto city = between(Crs::wgs84(), Crs::cityEqualArea(kMontevideo));
    EXPECT_TRUE(std::isnan(city.inverse(Point{2e7, 0}).x));  // beyond the rim of the disc
    std::vector<Point> mixed{{-56.1992, -34.9064}, {kNan, 0}, {-56.1882, -34.9033}};
    city.forward(mixed);
    EXPECT_NEAR(mixed[0].x, -1005.312, 1e-3);
    EXPECT_TRUE(std::isnan(mixed[1].y));
    EXPECT_NEAR(mixed[2].x, 0, 1e-6);
}

TEST(Transform, BoxesGrowToWhatTheyCover) {
    const auto city = between(Crs::wgs84(), Crs::cityEqualArea(kMontevideo));
    const Extent degree{-56.7, -35.4, -55.7, -34.4};
    const Extent image = city.forward(degree);
    for (double lon = degree.minX; lon <= degree.maxX; lon += 0.0499)
        for (double lat = degree.minY; lat <= degree.maxY; lat += 0.0499)
            EXPECT_TRUE(image.grown(1).contains(city.forward(Point{lon, lat})));
    EXPECT_TRUE(city.forward(Extent{}).empty());
    EXPECT_TRUE(city.inverse(Extent{2e7, 2e7, 3e7, 3e7}).empty());
    EXPECT_FALSE(city.forward(degree, 1).empty());
}

// The map CRS keeps area: a cell of 0.01 degrees has its geodesic area in the plane.
TEST(Transform, CityCrsKeepsArea) {
    const auto city = between(Crs::wgs84(), Crs::cityEqualArea(kMontevideo));
    const LonLat corners[] = {{-56.5, -34.6}, {-56.49, -34.6}, {-56.49, -34.59}, {-56.5, -34.59}};
    double twice = 0;
    for (int i = 0; i < 4; ++i) {
        const Point a = city.forward(Point{corners[i].lonDeg, corners[i].latDeg});
        const Point b = city.forward(Point{corners[(i + 1) % 4].lonDeg, corners[(i + 1) % 4].latDeg});
        twice += a.x * b.y - b.x * a.y;
    }
    EXPECT_NEAR(twice / 2 / geo::geodesicArea(corners), 1, 1e-6);
}

TEST(ApproxTransform, StaysWithinItsTolerance) {
    const auto city = between(*Crs::parse("EPSG:32721"), Crs::cityEqualArea(kMontevideo));
    const Extent box{550000, 6120000, 600000, 6160000};
    for (const double tolerance : {10.0, 1.0, 0.01}) {
        const auto approx = ApproxTransform::build(city, true, box, tolerance);
        ASSERT_TRUE(approx);
        double worst = 0;
        for (int i = 0; i <= 83; ++i)
            for (int j = 0; j <= 83; ++j) {
                const Point p{box.minX + box.width() * i / 83, box.minY + box.height() * j / 83};
                const Point guess = (*approx)(p), truth = city.forward(p);
                worst = std::max(worst, std::hypot(guess.x - truth.x, guess.y - truth.y));
            }
        EXPECT_LE(worst, tolerance * 1.01);
    }
}

TEST(ApproxTransform, GoesBackwardToo) {
    const auto city = between(*Crs::parse("EPSG:4326"), Crs::cityEqualArea(kMontevideo));
    const auto approx = ApproxTransform::build(city, false, {-20000, -20000, 20000, 20000}, 1e-7);
    ASSERT_TRUE(approx);
    const Point p = (*approx)({-1005.312055, -343.965344});
    EXPECT_NEAR(p.x, -56.1992, 1e-7);
    EXPECT_NEAR(p.y, -34.9064, 1e-7);
}

TEST(ApproxTransform, RefusesWhatItCannotFollow) {
    const auto city = between(Crs::wgs84(), Crs::cityEqualArea(kMontevideo));
    EXPECT_FALSE(ApproxTransform::build(city, false, {-3e7, -3e7, 3e7, 3e7}, 1));  // beyond the rim
    EXPECT_FALSE(ApproxTransform::build(city, true, Extent{}, 1));
    EXPECT_FALSE(ApproxTransform::build(city, true, {-180, -90, 180, 90}, 1e-3));
    const auto point = ApproxTransform::build(city, true, {-56.2, -34.9, -56.2, -34.9}, 1e-3);
    ASSERT_TRUE(point);
    EXPECT_TRUE(std::isfinite((*point)({-56.2, -34.9}).x));
}

// Karney's Planimeter for the degree at the equator; the closed form between parallels for the finely divided one at 60 degrees.
TEST(Geodesic, AreaOfDegreeCells) {
    const LonLat equator[] = {{0, 0}, {1, 0}, {1, 1}, {0, 1}};
    EXPECT_NEAR(geo::geodesicArea(equator), 12308778361.469, 0.01);
    std::vector<LonLat> north;
    for (int i = 0; i <= 1000; ++i) north.push_back({i / 1000.0, 60});
    for (int i = 0; i <= 1000; ++i) north.push_back({1 - i / 1000.0, 61});
    EXPECT_NEAR(geo::geodesicArea(north), 6123140878.746, 1000);
    std::reverse(north.begin(), north.end());
    EXPECT_NEAR(geo::geodesicArea(north), 6123140878.746, 1000);
    EXPECT_EQ(geo::geodesicArea({}), 0);
}

TEST(Geodesic, AreaAcrossTheAntimeridian) {
    const LonLat fiji[] = {{179.5, 0}, {-179.5, 0}, {-179.5, 1}, {179.5, 1}};
    EXPECT_NEAR(geo::geodesicArea(fiji), 12308778361.469, 0.01);
}

TEST(Geodesic, Distances) {
    EXPECT_NEAR(geo::geodesicDistance({0, 0}, {1, 0}), 111319.490793, 1e-5);
    EXPECT_NEAR(geo::geodesicDistance({-73.7781, 40.6413}, {103.9915, 1.3644}), 15346880.8065, 1e-3);
    EXPECT_EQ(geo::geodesicDistance({5, 5}, {5, 5}), 0);
}

TEST(GeoTransform, TurnsBackWhatItTurned) {
    for (const geo::GeoTransform grid : {geo::GeoTransform{{100, 10, 0, 500, 0, -10}}, geo::GeoTransform{{100, 8, 3, 500, 2, -9}},
                                         geo::GeoTransform{{100, 10, 0, 500, 0, 10}}}) {
        const Point cell = grid.toCell(grid.toCrs(12.25, 7.5));
        expectNear(cell, 12.25, 7.5, 1e-9);
    }
}

TEST(Extent, EmptyBoxGrowsToWhatIsAdded) {
    Extent box;
    EXPECT_TRUE(box.empty());
    EXPECT_EQ(box.width(), 0);
    box.add(Point{3, 4});
    EXPECT_FALSE(box.empty());
    EXPECT_EQ(box, (Extent{3, 4, 3, 4}));
    box.add(Extent{});
    EXPECT_EQ(box, (Extent{3, 4, 3, 4}));
    EXPECT_TRUE(box.intersection({5, 5, 6, 6}).empty());
}

}  // namespace
