#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "geo/mosaic/gather.h"
#include "geo/mosaic/overlay.h"
#include "geo/prepare/read_class_grid.h"
#include "geo/prepare/read_osm.h"
#include "geo/space/transform.h"
#include "geo/vector/geos.h"
#include "tests/equivalence/geo/shared_data.h"

namespace geo {
namespace {

GeosGeometryPtr geometryOf(const Geos& geos, const std::vector<Rings>& polygons) {
    std::vector<GEOSGeometry*> parts;
    for (const auto& rings : polygons) parts.push_back(geosPolygon(geos, rings));
    return own(geos, GEOSGeom_createCollection_r(geos, GEOS_MULTIPOLYGON, parts.data(), static_cast<unsigned>(parts.size())));
}

double area(const Geos& geos, const GEOSGeometry* geometry) {
    double size = 0;
    GEOSArea_r(geos, geometry, &size);
    return size;
}

/// Shares of one tessera by the plainest reading of the rule: from the smallest area on, each takes what is left.
std::vector<double> bruteForce(const Geos& geos, const Tessera& tessera, std::span<const OverlayArea> areas,
                               const AreaTheme& theme) {
    std::vector<uint32_t> order(areas.size());
    for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return areas[a].areaM2 < areas[b].areaM2; });
    auto rest = own(geos, geosPolygon(geos, tessera.rings));
    const double total = area(geos, rest.get());
    std::vector<double> shares(static_cast<size_t>(theme.classes));
    for (const auto i : order) {
        if (theme.classOf[i] == 0) continue;
        const auto whole = geometryOf(geos, {areas[i].polygons.begin(), areas[i].polygons.end()});
        if (GEOSIntersects_r(geos, rest.get(), whole.get()) != 1) continue;
        auto left = own(geos, GEOSDifference_r(geos, rest.get(), whole.get()));
        shares[theme.classOf[i] - size_t{1}] += (area(geos, rest.get()) - area(geos, left.get())) / total;
        rest = std::move(left);
    }
    return shares;
}

/// Every eleventh cell of a grid over the source, by use.
void compareWithBruteForce(const std::string& path, LonLat centre, double cellM) {
    const auto osm = readOsm({path}, Crs::cityEqualArea(centre), {}, {}, {});
    ASSERT_TRUE(osm) << describe(osm.error());
    std::vector<Tessera> tesserae;
    for (double y = osm->extent.minY; y < osm->extent.maxY; y += cellM)
        for (double x = osm->extent.minX; x < osm->extent.maxX; x += cellM)
            tesserae.push_back(
                {TesseraKind::GridCell, {{{x, y}, {x + cellM, y}, {x + cellM, y + cellM}, {x, y + cellM}}}, cellM * cellM});
    std::vector<OverlayArea> areas;
    AreaTheme theme;
    theme.classes = 4;
    for (const auto& a : osm->areas) {
        areas.push_back({a.polygons, a.areaM2});
        theme.classOf.push_back(a.classes[1] > 4 ? 0 : a.classes[1]);
    }
    const auto shares = overlayAreas(tesserae, areas, std::span(&theme, 1), {}, {});
    ASSERT_TRUE(shares);
    const Geos geos;
    double covered = 0;
    for (size_t t = 0; t < tesserae.size(); t += 11) {
        const auto expected = bruteForce(geos, tesserae[t], areas, theme);
        for (size_t c = 0; c < expected.size(); ++c) {
            EXPECT_NEAR((*shares)[0].share[c][t], expected[c], 1e-4) << "tessera " << t << ", class " << c + 1;
            covered += expected[c];
        }
    }
    EXPECT_GT(covered, 1) << "there was something to compare";
}

TEST(EvidenceRealData, SharesOfMontevideoAreThoseOfBruteForce) {
    SKIP_WITHOUT(sharedData("montevideo/osm-qa"));
    compareWithBruteForce(sharedData("montevideo/osm-qa"), {-56.162, -34.878}, 700);
}

TEST(EvidenceRealData, SharesOfMoscowWestAreThoseOfBruteForce) {
    SKIP_WITHOUT(sharedData("moscow-west"));
    compareWithBruteForce(sharedData("moscow-west"), {37.274, 55.672}, 500);
}

TEST(EvidenceRealData, MontevideosAddressesEndAtTheLimitOfTheDepartment) {
    SKIP_WITHOUT(sharedData("montevideo/osm-qa"));
    const auto plane = Crs::cityEqualArea({-56.162, -34.878});
    const auto osm = readOsm({sharedData("montevideo/osm-qa")}, plane, {}, {}, {});
    ASSERT_TRUE(osm) << describe(osm.error());
    EXPECT_GT(osm->addresses.size(), 200'000u);
    const auto around = [](Point p) {
        return Tessera{TesseraKind::Block,
                       {{{p.x - 100, p.y - 100}, {p.x + 100, p.y - 100}, {p.x + 100, p.y + 100}, {p.x - 100, p.y + 100}}},
                       4e4};
    };
    const auto to = Transform::between(Crs::wgs84(), plane);
    ASSERT_TRUE(to);
    const std::vector tesserae{around(to->forward(Point{-56.190, -34.895})),    // Cordón
                               around(to->forward(Point{-56.066, -34.884})),    // Carrasco, before the limit
                               around(to->forward(Point{-56.020, -34.862})),    // Shangrilá, behind it
                               around(to->forward(Point{-56.0, -34.849})),      // Lagomar
                               around(to->forward(Point{-56.1605, -34.912}))};  // Parque Rodó and Golf
    EvidenceTable evidence(tesserae.size());
    ASSERT_TRUE(gatherOsm(evidence, tesserae, *osm, {}, {}));
    const auto& survey = evidence.find("addresses.survey")->values;
    EXPECT_EQ(survey[0], 1);
    EXPECT_EQ(survey[1], 1);
    EXPECT_EQ(survey[2], 0) << "unknown and not empty";
    EXPECT_EQ(survey[3], 0);
    EXPECT_EQ(survey[4], 1) << "a park within is surveyed and empty";
    EXPECT_TRUE(std::isnan(evidence.find("addresses.per_ha")->values[2]));
}

TEST(EvidenceRealData, ClimateZonesOfBerlinAreSharesOfItsTesserae) {
    SKIP_WITHOUT(sharedData("berlin/berlin_lcz_100m.tif"));
    const auto plane = Crs::cityEqualArea({13.40, 52.52});
    SourceSpec spec;
    spec.path = sharedData("berlin/berlin_lcz_100m.tif");
    const auto source = readClassGrid(spec, plane, {-30000, -20000, 30000, 20000}, {});
    ASSERT_TRUE(source) << describe(source.error());
    EXPECT_EQ(source->scheme, "lcz");
    EXPECT_LT(source->raster.grid.columns, 760);
    const auto around = [](Point p) {
        return Tessera{TesseraKind::Block,
                       {{{p.x - 250, p.y - 250}, {p.x + 250, p.y - 250}, {p.x + 250, p.y + 250}, {p.x - 250, p.y + 250}}},
                       25e4};
    };
    const auto to = Transform::between(Crs::wgs84(), plane);
    ASSERT_TRUE(to);
    const std::vector tesserae{around(to->forward(Point{13.43, 52.535})),  // Prenzlauer Berg
                               around(to->forward(Point{13.22, 52.47})),   // Grunewald
                               around(to->forward(Point{14.2, 52.5}))};    // beyond the city
    EvidenceTable evidence(tesserae.size());
    ASSERT_TRUE(gatherClasses(evidence, tesserae, plane, source->raster, **loadScheme("lcz"), "lcz", {}));
    EXPECT_GT(evidence.find("lcz.surface.man-made")->values[0], 0.8f);
    EXPECT_GT(evidence.find("lcz.infrastructure.green")->values[1], 0.8f);
    EXPECT_EQ(evidence.find("lcz.cover")->values[2], 0);
    EXPECT_TRUE(std::isnan(evidence.find("lcz.surface.man-made")->values[2]));
    EXPECT_EQ(readClassGrid(spec, Crs::cityEqualArea({-56, -35}), {-1000, -1000, 1000, 1000}, {}).error().code,
              ErrorCode::NotFound);
}

TEST(EvidenceRealData, PiecesOfOneObjectAreUnitedAcrossTiles) {
    SKIP_WITHOUT(sharedData("montevideo/osm-qa"));
    const auto osm = readOsm({sharedData("montevideo/osm-qa")}, Crs::cityEqualArea({-56.162, -34.878}), {}, {}, {});
    ASSERT_TRUE(osm) << describe(osm.error());
    const auto golf = std::ranges::count_if(osm->areas, [](const OsmArea& a) { return a.name == "Club de Golf del Uruguay"; });
    EXPECT_EQ(golf, 1) << "it lies on the edge of two tiles";
}

}  // namespace
}  // namespace geo
