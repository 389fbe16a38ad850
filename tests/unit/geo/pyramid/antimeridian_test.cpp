#include "geo/pyramid/antimeridian.h"

#include <gmock/gmock.h>

#include <cmath>
#include <fstream>

#include "geo/pyramid/vector_layer.h"
#include "geo/pyramid/vector_project.h"

namespace geo {
namespace {

constexpr double kEdgeOfTheWorld = 17243959;  // metres: x of 180 degrees on the equator in Equal Earth

const std::vector<Point> kFiji{{177, -19}, {-179, -19}, {-179, -16}, {177, -16}, {177, -19}};
const std::vector<Point> kChukotka{{170, 62}, {180, 63}, {-170, 66}, {-172, 67}, {178, 70}, {170, 69}, {170, 62}};

std::vector<Point> beyond180(std::vector<Point> ring) {
    for (auto& p : ring) p.x += p.x < 0 ? 360 : 0;
    return ring;
}

/// A coast around a pole at 60 to 80 degrees, once round, eastwards.
std::vector<Point> aroundPole(double sign, double start) {
    std::vector<Point> ring;
    for (int i = 0; i < 36; ++i) ring.push_back({std::remainder(start + i * 10, 360), sign * (70 + 10 * std::sin(i))});
    ring.push_back(ring.front());
    return ring;
}

double geodesicKm2(const std::vector<Point>& ring) {
    std::vector<LonLat> corners;
    for (size_t i = 0; i + 1 < ring.size(); ++i) {  // along straight lines in longitude and latitude, not geodesics
        const double east = std::remainder(ring[i + 1].x - ring[i].x, 360);
        for (int k = 0; k < 200; ++k)
            corners.push_back({ring[i].x + east * k / 200, ring[i].y + (ring[i + 1].y - ring[i].y) * k / 200});
    }
    const double area = geodesicArea(corners) / 1e6;
    return std::min(area, 510065622 - area);  // Karney's polygon lies to the left of its ring: here the smaller side is meant
}

class Antimeridian : public testing::Test {
protected:
    /// The part of one feature on the map of the world.
    static FeatureStore project(const std::vector<Point>& points, GeometryKind kind, const Crs& from = Crs::wgs84(),
                                const Crs& to = Crs::equalEarth()) {
        Extent extent;
        for (const auto& p : points)
            if (std::isfinite(p.x)) extent.add(p);
        auto projector = VectorProjector::make(from, to, extent);
        EXPECT_TRUE(projector);
        FeatureStoreBuilder builder(kind, projector->storeUnit());
        const std::vector<RawPart> parts{{static_cast<uint32_t>(points.size()), false}};
        projector->project({1, kind, points, parts, nullptr}, builder);
        builder.endFeature();
        return builder.finish();
    }
    static double km2(const FeatureStore& store) {
        double sum = 0;
        for (uint32_t i = store.firstPart(0); i < store.lastPart(0); ++i) sum += doubleArea(store.part(i).points) / 2;
        return std::abs(sum) * store.unit() * store.unit() / 1e6;
    }
    static double longestEdge(const FeatureStore& store, bool closed) {
        double longest = 0;
        for (uint32_t k = store.firstPart(0); k < store.lastPart(0); ++k) {
            const auto points = store.part(k).points;
            for (size_t i = closed ? 0 : 1; i < points.size(); ++i) {
                const Point a = store.toMap(points[i == 0 ? points.size() - 1 : i - 1]), b = store.toMap(points[i]);
                longest = std::max(longest, std::abs(a.x - b.x));
            }
        }
        return longest;
    }
    static void expectOnBothSides(const FeatureStore& store) {
        ASSERT_EQ(store.size(), 1u);
        EXPECT_EQ(store.lastPart(0), 2u);
        EXPECT_LT(store.extent().minX, -0.4 * kEdgeOfTheWorld);
        EXPECT_GT(store.extent().maxX, 0.4 * kEdgeOfTheWorld);
    }
};

TEST_F(Antimeridian, islandsAcrossItAreCutAndKeepTheirArea) {
    for (const auto& ring : {kFiji, kChukotka})
        for (const auto& written : {ring, beyond180(ring)}) {
            const auto store = project(written, GeometryKind::Polygon);
            expectOnBothSides(store);
            EXPECT_NEAR(km2(store) / geodesicKm2(ring), 1, 1e-4);
            EXPECT_LT(longestEdge(store, true), 1e6) << "nothing is smeared across the world";
        }
}

TEST_F(Antimeridian, longitudesFrom0To360AreThoseOfTheWorld) {
    const std::vector<Point> america{{235, 40}, {290, 40}, {290, 50}, {235, 50}, {235, 40}};
    auto usual = america;
    for (auto& p : usual) p.x -= 360;
    const auto a = project(america, GeometryKind::Polygon), b = project(usual, GeometryKind::Polygon);
    EXPECT_NEAR(a.extent().minX, b.extent().minX, 1);
    EXPECT_NEAR(a.extent().maxX, b.extent().maxX, 1);
    EXPECT_NEAR(km2(a), km2(b), 1);
}

TEST_F(Antimeridian, aRouteIsCutIntoTwoLines) {
    const std::vector<Point> route{{170, -10}, {178, -12}, {-178, -14}, {-170, -10}};
    for (const auto& written : {route, beyond180(route)}) {
        const auto store = project(written, GeometryKind::Line);
        expectOnBothSides(store);
        EXPECT_LT(longestEdge(store, false), 1.2e6);
        const auto first = store.part(0).points.back(), second = store.part(1).points.front();
        EXPECT_NEAR(store.toMap(first).x, -store.toMap(second).x, 1) << "both end on the antimeridian";
        EXPECT_NEAR(store.toMap(first).y, store.toMap(second).y, 1);
    }
}

TEST_F(Antimeridian, ringsAroundAPoleAreClosedOverIt) {
    for (const double sign : {-1.0, 1.0})
        for (const double start : {-180.0, -95.0, 7.0})
            for (const bool westwards : {false, true})
                for (const bool closed : {true, false}) {
                    auto ring = aroundPole(sign, start);
                    const double area = geodesicKm2(ring);
                    if (westwards) std::reverse(ring.begin(), ring.end());
                    if (!closed) ring.pop_back();
                    const auto store = project(ring, GeometryKind::Polygon);
                    ASSERT_EQ(store.size(), 1u);
                    EXPECT_NEAR(km2(store) / area, 1, 1e-3) << sign << ' ' << start;
                }
}

TEST_F(Antimeridian, aRingClosedAlongThePoleIsNoOther) {
    auto ring = aroundPole(-1, -180);  // as Natural Earth writes Antarctica
    ring.back().x = 180;
    const double area = geodesicKm2(ring);
    ring.push_back({180, -90});
    ring.push_back({-180, -90});
    ring.push_back(ring.front());
    EXPECT_NEAR(km2(project(ring, GeometryKind::Polygon)) / area, 1, 1e-3);
}

TEST_F(Antimeridian, aFrameAroundTheWorldStaysOne) {
    const std::vector<Point> frame{{-180, -90}, {180, -90}, {180, 90}, {-180, 90}, {-180, -90}};
    EXPECT_NEAR(km2(project(frame, GeometryKind::Polygon)) / 510065622, 1, 1e-3);
}

TEST_F(Antimeridian, mapsWithoutASeamThereAreCutToo) {
    // A square around the south pole in polar stereographic, and one across the antimeridian in a Pacific Mercator.
    const std::vector<Point> square{{-2e6, -2e6}, {2e6, -2e6}, {2e6, 2e6}, {-2e6, 2e6}, {-2e6, -2e6}};
    const auto polar = project(square, GeometryKind::Polygon, Crs::parse("EPSG:3031").value());
    const auto equalArea = project(square, GeometryKind::Polygon, Crs::parse("EPSG:3031").value(), Crs::cityEqualArea({0, -90}));
    EXPECT_NEAR(km2(polar) / km2(equalArea), 1, 1e-3);
    const auto pacific = Crs::parse("+proj=merc +lon_0=150 +datum=WGS84 +type=crs").value();
    const std::vector<Point> box{{3e6, 0}, {4e6, 0}, {4e6, 1e6}, {3e6, 1e6}, {3e6, 0}};
    const auto store = project(box, GeometryKind::Polygon, pacific);
    expectOnBothSides(store);
    EXPECT_LT(longestEdge(store, true), 1.2e6);
}

TEST_F(Antimeridian, verticesThatAreNoNumbersTakeNothingElseAway) {
    auto ring = kFiji;
    ring.insert(ring.begin() + 2, {std::nan(""), std::nan("")});
    EXPECT_NEAR(km2(project(ring, GeometryKind::Polygon)) / geodesicKm2(kFiji), 1, 1e-4);
}

TEST_F(Antimeridian, aFileAcrossItLiesThereAndNotAllAround) {
    const auto path = testing::TempDir() + "/metromosaic-antimeridian.geojson";
    std::ofstream file(path);
    file
        << R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[)";
    for (size_t i = 0; i < kFiji.size(); ++i) file << (i ? "," : "") << '[' << kFiji[i].x << ',' << kFiji[i].y << ']';
    file << "]]}}]}";
    file.close();
    const auto extent = vectorGeographicExtent(path, {});
    ASSERT_TRUE(extent);
    EXPECT_NEAR(extent->west, 177, 1e-6);
    EXPECT_NEAR(extent->east, -179, 1e-6);
    std::remove(path.c_str());
}

}  // namespace
}  // namespace geo
