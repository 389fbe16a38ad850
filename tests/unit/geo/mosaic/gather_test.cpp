#include "geo/mosaic/gather.h"

#include <gtest/gtest.h>

#include <cmath>

#include "geo/mosaic/class_shares.h"
#include "geo/mosaic/frontage.h"
#include "geo/mosaic/tessera_index.h"

namespace {

using geo::EvidenceTable;
using geo::GeometryKind;
using geo::Point;
using geo::Rings;
using geo::Tag;
using geo::Tessera;
using geo::TesseraKind;
using Parts = std::vector<std::pair<uint32_t, bool>>;

Rings square(double x, double y, double side) { return {{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}}}; }
std::vector<Tessera> blocks(int count) {
    std::vector<Tessera> all;
    for (int i = 0; i < count; ++i) all.push_back({TesseraKind::Block, square(i * 100.0, 0, 100), 1e4});
    return all;
}
void take(geo::OsmCollector& osm, std::vector<Tag> tags, GeometryKind kind, const std::vector<Point>& points) {
    osm.take(tags, kind, points, Parts{{static_cast<uint32_t>(points.size()), false}}, "");
}
float value(const EvidenceTable& evidence, const char* name, size_t tessera) {
    const auto* measure = evidence.find(name);
    EXPECT_TRUE(measure) << name;
    return measure ? measure->values[tessera] : -1;
}

TEST(Gather, TellsOfEachBlockWhatTheObjectsSay) {
    auto osm = *geo::OsmCollector::make();
    take(osm, {{"landuse", "residential"}}, GeometryKind::Polygon, {{0, 0}, {200, 0}, {200, 100}, {0, 100}});
    take(osm, {{"amenity", "school"}}, GeometryKind::Polygon, {{0, 0}, {50, 0}, {50, 100}, {0, 100}});
    take(osm, {{"building", "school"}, {"amenity", "school"}}, GeometryKind::Polygon, {{10, 10}, {30, 10}, {30, 60}, {10, 60}});
    take(osm, {{"highway", "residential"}}, GeometryKind::Line, {{-200, 0}, {400, 0}});
    take(osm, {{"shop", "books"}}, GeometryKind::Point, {{150, 50}});
    const auto tesserae = blocks(3);
    EvidenceTable evidence(tesserae.size());
    geo::gatherTesserae(evidence, tesserae);
    ASSERT_TRUE(geo::gatherOsm(evidence, tesserae, osm.finish(), {}, {}));
    EXPECT_FLOAT_EQ(value(evidence, "osm.use.residential", 0), 0.5f) << "the school takes its half";
    EXPECT_FLOAT_EQ(value(evidence, "osm.other.public", 0), 0.5f);
    EXPECT_FLOAT_EQ(value(evidence, "osm.use.other", 0), 0.5f);
    EXPECT_FLOAT_EQ(value(evidence, "osm.use.residential", 1), 1);
    EXPECT_EQ(value(evidence, "osm.use.cover", 2), 0) << "the source covers it and says nothing";
    EXPECT_FLOAT_EQ(value(evidence, "osm.building.cover", 0), 0.1f);
    EXPECT_NEAR(value(evidence, "osm.infrastructure.grey", 0), 0.1 + 0.035, 1e-6) << "building, and half a street of 7 m";
    EXPECT_FLOAT_EQ(value(evidence, "osm.poi.commercial_per_ha", 1), 1);
    EXPECT_FLOAT_EQ(value(evidence, "osm.frontage.local", 1), 0.35f) << "one side, and the corners beside it";
    const auto* use = evidence.find("osm.use.residential");
    EXPECT_EQ(use->labels[use->label[1]], "landuse=residential");
    EXPECT_FALSE(evidence.find("addresses.per_ha")) << "nobody surveyed addresses";
    EXPECT_FLOAT_EQ(value(evidence, "tessera.area_ha", 0), 1);
}

TEST(Gather, DoesNotSpeakBeyondTheSourcesExtent) {
    auto osm = *geo::OsmCollector::make();
    take(osm, {{"landuse", "residential"}}, GeometryKind::Polygon, {{0, 0}, {200, 0}, {200, 100}, {0, 100}});
    auto objects = osm.finish();
    objects.extent = {0, 0, 200, 100};
    const auto tesserae = blocks(4);
    EvidenceTable evidence(tesserae.size());
    ASSERT_TRUE(geo::gatherOsm(evidence, tesserae, objects, {}, {}));
    EXPECT_FLOAT_EQ(value(evidence, "osm.use.cover", 0), 1);
    EXPECT_TRUE(std::isnan(value(evidence, "osm.use.cover", 3)));
    EXPECT_FALSE(evidence.find("osm.building.cover")) << "no building was mapped: nobody looked";
}

TEST(Gather, KnowsHowMuchIsBuiltAround) {
    auto osm = *geo::OsmCollector::make();
    for (int i = 0; i < 10; ++i)
        take(osm, {{"building", "yes"}}, GeometryKind::Polygon,
             {{i * 250.0, 0}, {i * 250.0 + 100, 0}, {i * 250.0 + 100, 250}, {i * 250.0, 250}});
    std::vector<Tessera> tesserae;
    for (int i = 0; i < 30; ++i) tesserae.push_back({TesseraKind::Block, square(i * 250.0, 0, 250), 62500});
    tesserae.push_back({TesseraKind::Water, square(1000, 250, 250), 62500});
    EvidenceTable evidence(tesserae.size());
    ASSERT_TRUE(geo::gatherOsm(evidence, tesserae, osm.finish(), {}, {}));
    EXPECT_NEAR(value(evidence, "osm.built.share_around", 4), 0.4, 1e-6) << "of the land; the water beside it does not count";
    EXPECT_NEAR(value(evidence, "osm.built.share_around", 12), 0.4 * 2 / 9, 1e-6) << "two of the nine blocks within 1 km";
    EXPECT_EQ(value(evidence, "osm.built.share_around", 25), 0);
}

TEST(Gather, TheMeanAroundIsOfWhatASourceCovers) {
    std::vector<Tessera> tesserae;
    for (int i = 0; i < 20; ++i) tesserae.push_back({TesseraKind::GridCell, square(i * 250.0, 0, 250), 62500});
    std::vector<float> urban(20, geo::kNotCovered);
    for (size_t i = 0; i < 4; ++i) urban[i] = i < 2;
    EvidenceTable evidence(tesserae.size());
    evidence.add("lcz.settlement.urban", urban);
    geo::gatherAround(evidence, tesserae, "lcz.settlement.urban", "lcz.urban.share_around");
    EXPECT_FLOAT_EQ(value(evidence, "lcz.urban.share_around", 0), 0.5f);
    EXPECT_TRUE(std::isnan(value(evidence, "lcz.urban.share_around", 15)));
    geo::gatherAround(evidence, tesserae, "coarse.settlement.urban", "coarse.urban.share_around");
    EXPECT_FALSE(evidence.find("coarse.urban.share_around"));
}

TEST(Gather, CountsAddressesOnlyWhereTheyWereSurveyed) {
    geo::OsmObjects osm = geo::OsmCollector::make()->finish();
    std::vector<Tessera> tesserae;
    for (int i = 0; i < 40; ++i) tesserae.push_back({TesseraKind::Block, square(i * 250.0, 0, 250), 62500});
    tesserae.push_back({TesseraKind::Water, square(0, 250, 250), 62500});
    for (int i = 0; i < 20; ++i)
        for (int k = 0; k < 25; ++k) osm.addresses.push_back({i * 250.0 + 10 * k + 3, 100});
    for (int i = 0; i < 40; ++i) {
        geo::OsmLine street;
        street.points = {{i * 250.0, 10}, {i * 250.0 + 250, 10}};
        street.street = geo::StreetKind::Local;
        osm.lines.push_back(street);
    }
    EvidenceTable evidence(tesserae.size());
    ASSERT_TRUE(geo::gatherOsm(evidence, tesserae, osm, {}, {}));
    EXPECT_FLOAT_EQ(value(evidence, "addresses.per_ha", 5), 4);
    EXPECT_GT(value(evidence, "addresses.per_ha_around", 5), 3.5f);
    EXPECT_TRUE(std::isnan(value(evidence, "addresses.per_ha", 30))) << "unknown and not empty";
    EXPECT_EQ(value(evidence, "addresses.survey", 30), 0);
    EXPECT_TRUE(std::isnan(value(evidence, "addresses.per_ha", 40))) << "nobody lives on water";
}

TEST(Gather, WeighsClaimsOfAnOfficialLayer) {
    const auto tesserae = blocks(3);
    EvidenceTable evidence(tesserae.size());
    ASSERT_TRUE(geo::gatherClaims(evidence, tesserae, {square(50, 0, 100)}, {square(0, 0, 100)}, {}, {}));
    EXPECT_FLOAT_EQ(value(evidence, "tenure.informal", 0), 0.5f);
    EXPECT_FLOAT_EQ(value(evidence, "tenure.complete", 0), 1);
    EXPECT_EQ(value(evidence, "tenure.complete", 1), 0);
    EXPECT_EQ(value(evidence, "tenure.informal", 2), 0);
}

TEST(TesseraIndex, PutsEveryPointIntoOneTessera) {
    auto tesserae = blocks(3);
    tesserae[1].rings.push_back(square(140, 40, 20)[0]);
    const geo::TesseraIndex index(tesserae);
    EXPECT_EQ(index.at({50, 50}), 0u);
    EXPECT_EQ(index.at({250, 99}), 2u);
    EXPECT_EQ(index.at({150, 50}), std::nullopt) << "in the hole";
    EXPECT_EQ(index.at({50, 150}), std::nullopt);
    const std::vector<Point> border{{100, 50}};
    const auto counts = index.count(border);
    EXPECT_EQ(counts[0] + counts[1] + counts[2], 1u);
}

TEST(Frontage, BelongsToTheNearestStreet) {
    geo::OsmLine lane, avenue, path;
    lane.points = {{-50, -3}, {150, -3}}, lane.street = geo::StreetKind::Local;
    avenue.points = {{105, -50}, {105, 150}}, avenue.street = geo::StreetKind::Main;
    path.points = {{0, 101}, {100, 101}};
    const std::vector lines{lane, avenue, path};
    const auto tesserae = blocks(1);
    const auto frontage = geo::frontages(tesserae, lines)[0];
    EXPECT_NEAR(frontage.local, 0.25, 1e-6);
    EXPECT_NEAR(frontage.main, 0.25, 1e-6);
}

/// 4 x 1 cells of 50 m over two blocks: water, built-up, no data, crops of WorldCover.
TEST(ClassShares, AreExactAndOfWhatIsCovered) {
    const auto& scheme = **geo::loadScheme("worldcover");
    const auto code = [&](const char* c) { return *scheme.table.indexOf(c); };
    const auto plane = geo::Crs::cityEqualArea({-56.16, -34.88});
    const geo::ClassGrid raster{{4, 1, {{0, 50, 0, 100, 0, -100}}}, plane, {code("80"), code("50"), 0, code("40")}};
    auto tesserae = blocks(3);
    EvidenceTable evidence(tesserae.size());
    ASSERT_TRUE(geo::gatherClasses(evidence, tesserae, plane, raster, scheme, "landcover", {}));
    EXPECT_FLOAT_EQ(value(evidence, "landcover.cover", 0), 1);
    EXPECT_FLOAT_EQ(value(evidence, "landcover.surface.man-made", 0), 0.5f);
    EXPECT_FLOAT_EQ(value(evidence, "landcover.infrastructure.blue", 0), 0.5f);
    EXPECT_FLOAT_EQ(value(evidence, "landcover.cover", 1), 0.5f);
    EXPECT_FLOAT_EQ(value(evidence, "landcover.settlement.agricultural", 1), 1) << "of the half that is covered";
    EXPECT_EQ(value(evidence, "landcover.cover", 2), 0);
    EXPECT_TRUE(std::isnan(value(evidence, "landcover.surface.natural", 2)));
    EXPECT_FALSE(evidence.find("landcover.tenure.informal")) << "WorldCover says nothing on tenure";
    const auto* crops = evidence.find("landcover.settlement.agricultural");
    EXPECT_EQ(crops->labels[crops->label[1]], scheme.table.classes[code("40")].label);
}

TEST(ClassShares, FollowTheRasterIntoItsOwnCrs) {
    const auto& scheme = **geo::loadScheme("worldcover");
    const auto built = *scheme.table.indexOf("50"), trees = *scheme.table.indexOf("10");
    // Two cells of a hundredth of a degree, parted at the meridian of the plane's centre.
    const geo::ClassGrid raster{{2, 1, {{-56.17, 0.01, 0, -34.875, 0, -0.01}}}, geo::Crs::wgs84(), {built, trees}};
    const std::vector<Tessera> tesserae{{TesseraKind::Block, square(-50, -50, 100), 1e4},
                                        {TesseraKind::Block, square(25, -50, 100), 1e4}};
    EvidenceTable evidence(2);
    ASSERT_TRUE(
        geo::gatherClasses(evidence, tesserae, geo::Crs::cityEqualArea({-56.16, -34.88}), raster, scheme, "landcover", {}));
    EXPECT_NEAR(value(evidence, "landcover.infrastructure.green", 0), 0.5, 1e-4);
    EXPECT_NEAR(value(evidence, "landcover.infrastructure.green", 1), 1, 1e-6);
}

TEST(ClassShares, RefuseQuantities) {
    EvidenceTable evidence(0);
    const auto done =
        geo::gatherClasses(evidence, {}, geo::Crs::wgs84(), {{}, geo::Crs::wgs84(), {}}, **geo::loadScheme("ghs_pop"), "x", {});
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, geo::ErrorCode::Unsupported);
}

}  // namespace
