#include "geo/prepare/read_osm.h"

#include <gtest/gtest.h>
#include <filesystem>
#include <fstream>

#include "geo/io/vector_dataset.h"
#include "tests/support/scratch_folder.h"

namespace {

using geo::Dimension;
using geo::OsmColumnRow;
using geo::OsmObjects;
namespace fs = std::filesystem;

const auto kPlane = geo::Crs::cityEqualArea({-56.16, -34.88});

/// A GeoJSON file of features, each with a geometry and properties.
std::string collection(const std::vector<std::pair<std::string, std::string>>& features) {
    std::string text;
    for (const auto& [geometry, properties] : features)
        text += std::string(text.empty() ? "" : ",") + R"({"type":"Feature","geometry":)" + geometry + R"(,"properties":)" +
                properties + "}";
    return R"({"type":"FeatureCollection","features":[)" + text + "]}";
}
const std::string kPolygon =
    R"({"type":"Polygon","coordinates":[[[-56.17,-34.89],[-56.16,-34.89],[-56.16,-34.88],[-56.17,-34.88],[-56.17,-34.89]]]})";
const std::string kLine = R"({"type":"LineString","coordinates":[[-56.17,-34.89],[-56.16,-34.88]]})";
const std::string kPoint = R"({"type":"Point","coordinates":[-56.16,-34.88]})";

OsmObjects read(const std::vector<std::string>& paths, const geo::Extent& within = {}) {
    auto objects = geo::readOsm(paths, kPlane, within, {}, {});
    EXPECT_TRUE(objects) << describe(objects.error());
    return objects ? std::move(*objects) : OsmObjects{};
}
std::string tagOf(const OsmObjects& osm, size_t area, Dimension dimension) {
    return osm.labels[osm.areas.at(area).tag[static_cast<size_t>(dimension)]];
}

TEST(OsmDress, IsFoundByLayerAndColumns) {
    const auto columns = geo::loadOsmColumns();
    ASSERT_TRUE(columns) << describe(columns.error());
    const auto dress = [&](const char* layer, const std::vector<std::string>& fields, bool tagged = false) {
        return geo::osmDressOf(layer, fields, tagged, "ESRI Shapefile", *columns);
    };
    EXPECT_TRUE(dress("osm", {"json", "highway", "landuse", "building"}, true)->freeTags);
    EXPECT_TRUE(dress("planet", {"osm_id", "name", "other_tags"})->freeTags);
    EXPECT_EQ(dress("gis_osm_landuse_a_free_1", {"osm_id", "fclass", "name"})->columns.at(0).column, "fclass");
    EXPECT_EQ(dress("gis_osm_water_a_free_1", {"fclass"})->columns.at(0).keys.at(0), "natural");
    EXPECT_EQ(dress("gis_osm_roads_free_1", {"fclass"})->columns.at(0).keys.at(0), "highway");
    EXPECT_EQ(dress("gis_osm_railways_free_1", {"fclass"})->columns.at(0).keys.at(0), "railway");
    EXPECT_EQ(dress("landuse", {"osm_id", "name", "type"})->columns.size(), 1u);
    const auto mapbox = dress("landuse", {"class", "type"}, true);
    ASSERT_EQ(mapbox->columns.size(), 1u) << "class says \"industrial\" of airports, which have no type";
    EXPECT_EQ(mapbox->columns[0].column, "type");
    EXPECT_EQ(dress("landuse_overlay", {"class", "type"}, true)->columns.at(0).keys.at(0), "wetland");
    EXPECT_EQ(dress("water", {}, true)->columns.at(0).constant, "natural=water");
    EXPECT_EQ(dress("buildings", {"type"})->columns.at(0).constant, "building=yes");
    EXPECT_TRUE(dress("road_label", {"class"}, true)->columns.empty()) << "known, and not read";
    EXPECT_FALSE(dress("hillshade", {"class", "level"}, true));
    EXPECT_FALSE(dress("landuse", {"code_2018"})) << "a land use, and no OpenStreetMap";
}

TEST(ReadOsm, TakesLayersWithKeysAsColumns) {
    const support::ScratchFolder folder("osm");
    const auto osm = read({folder.write("keys.geojson", collection({{kPolygon, R"({"landuse":"industrial","name":"La Teja"})"},
                                                                    {kLine, R"({"highway":"primary"})"},
                                                                    {kPoint, R"({"addr:housenumber":"12","shop":"books"})"}}))});
    ASSERT_EQ(osm.areas.size(), 1u);
    EXPECT_EQ(tagOf(osm, 0, Dimension::Use), "landuse=industrial");
    EXPECT_EQ(osm.areas[0].name, "La Teja");
    EXPECT_NEAR(osm.areas[0].areaM2, 914.0 * 1109.0, 3000) << "metres of the plane";
    EXPECT_EQ(osm.lines.size(), 1u);
    EXPECT_EQ(osm.addresses.size(), 1u);
    EXPECT_NEAR(osm.addresses[0].x, 0, 1e-3);
    EXPECT_EQ(osm.pois.size(), 1u);
    EXPECT_NEAR(osm.extent.width(), 914, 3);
}

TEST(ReadOsm, TakesGeofabriksColumns) {
    const support::ScratchFolder folder("osm");
    const auto osm = read(
        {folder.write("gis_osm_landuse_a_free_1.geojson",
                      collection({{kPolygon, R"({"osm_id":"1","fclass":"park","name":"Prado"})"},
                                  {kPolygon, R"({"osm_id":"2","fclass":"retail","name":null})"}})),
         folder.write("gis_osm_roads_free_1.geojson", collection({{kLine, R"({"osm_id":"3","fclass":"residential"})"}})),
         folder.write("gis_osm_water_a_free_1.geojson", collection({{kPolygon, R"({"osm_id":"4","fclass":"riverbank"})"}}))});
    ASSERT_EQ(osm.areas.size(), 3u);
    EXPECT_EQ(tagOf(osm, 0, Dimension::Use), "leisure=park");
    EXPECT_EQ(tagOf(osm, 1, Dimension::Use), "landuse=retail");
    EXPECT_TRUE(osm.areas[2].water);
    ASSERT_EQ(osm.lines.size(), 1u);
    EXPECT_EQ(osm.lines[0].street, geo::StreetKind::Local);
}

TEST(ReadOsm, TakesBbbikesColumns) {
    const support::ScratchFolder folder("osm");
    const auto osm = read({folder.write("natural.geojson", collection({{kPolygon, R"({"osm_id":1,"type":"forest"})"},
                                                                       {kPolygon, R"({"osm_id":2,"type":"water"})"}})),
                           folder.write("buildings.geojson", collection({{kPolygon, R"({"osm_id":3,"type":"apartments"})"},
                                                                         {kPolygon, R"({"osm_id":4,"type":null})"},
                                                                         {kPolygon, R"({"osm_id":5,"type":"clinic"})"}}))});
    ASSERT_EQ(osm.areas.size(), 5u);
    EXPECT_EQ(tagOf(osm, 0, Dimension::Infrastructure), "landuse=forest");
    EXPECT_EQ(tagOf(osm, 1, Dimension::Infrastructure), "natural=water");
    EXPECT_EQ(tagOf(osm, 2, Dimension::Use), "building=apartments");
    EXPECT_EQ(tagOf(osm, 3, Dimension::Surface), "building=yes");
    EXPECT_EQ(osm.areas[4].otherUse, geo::OtherUse::Public) << "a clinic stays a building";
    EXPECT_TRUE(osm.areas[4].building);
}

TEST(ReadOsm, CompletesWhatANarrowColumnCutOff) {
    const support::ScratchFolder folder("osm");
    const auto osm =
        read({folder.write("landuse.geojson", collection({{kPolygon, R"({"osm_id":1,"type":"recreation_groun"})"},
                                                          {kPolygon, R"({"osm_id":2,"type":"recreation_g"})"},
                                                          {kPolygon, R"({"osm_id":3,"type":"place_of_worship"})"}}))});
    ASSERT_EQ(osm.areas.size(), 2u) << "what is shorter was written so";
    EXPECT_EQ(tagOf(osm, 0, Dimension::Use), "landuse=recreation_ground");
    EXPECT_EQ(tagOf(osm, 1, Dimension::Use), "amenity=place_of_worship");
}

TEST(ReadOsm, TakesOsmFilesWithTheirFreeTags) {
    const support::ScratchFolder folder("osm");
    const auto path = folder.write("city.osm", R"(<?xml version="1.0"?><osm version="0.6">
<node id="1" lat="-34.89" lon="-56.17"/><node id="2" lat="-34.89" lon="-56.16"/><node id="3" lat="-34.88" lon="-56.16"/>
<node id="4" lat="-34.885" lon="-56.165"><tag k="addr:housenumber" v="7"/></node>
<node id="5" lat="-34.886" lon="-56.166"><tag k="place" v="suburb"/><tag k="name" v="Aguada"/></node>
<way id="6"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="1"/><tag k="landuse" v="residential"/><tag k="residential" v="irregular_settlement"/></way>
<way id="7"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="1"/><tag k="man_made" v="works"/></way>
<way id="8"><nd ref="1"/><nd ref="3"/><tag k="railway" v="rail"/></way>
<way id="9"><nd ref="1"/><nd ref="3"/><tag k="waterway" v="stream"/><tag k="tunnel" v="culvert"/></way></osm>)");
    const auto osm = read({path});
    ASSERT_EQ(osm.areas.size(), 2u) << "a works is an area although GDAL hands over a line";
    std::vector<std::string> tags{tagOf(osm, 0, Dimension::Use), tagOf(osm, 1, Dimension::Use)};
    std::sort(tags.begin(), tags.end());
    EXPECT_EQ(tags, (std::vector<std::string>{"man_made=works", "residential=irregular_settlement"}));
    EXPECT_EQ(osm.addresses.size(), 1u);
    EXPECT_EQ(osm.places.size(), 1u);
    EXPECT_EQ(osm.barriers().size(), 1u) << "not the culvert";
}

TEST(ReadOsm, DropsWhatLiesOutside) {
    const support::ScratchFolder folder("osm");
    const auto path = folder.write("keys.geojson", collection({{kPolygon, R"({"landuse":"industrial","highway":null})"},
                                                               {R"({"type":"Point","coordinates":[-57,-34]})",
                                                                R"({"landuse":null,"highway":null,"addr:housenumber":"1"})"}}));
    EXPECT_EQ(read({path}).addresses.size(), 1u);
    const auto osm = read({path}, {-2000, -2000, 2000, 2000});
    EXPECT_TRUE(osm.addresses.empty());
    EXPECT_EQ(osm.areas.size(), 1u);
}

TEST(ReadOsm, SaysWhatIsNoOpenStreetMap) {
    const support::ScratchFolder folder("osm");
    const auto wards = folder.write("wards.geojson", collection({{kPolygon, R"({"ward":"A"})"}}));
    const auto none = geo::readOsm({wards}, kPlane, {}, {}, {});
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().code, geo::ErrorCode::Unsupported);
    EXPECT_FALSE(geo::readOsm({"/nowhere.osm"}, kPlane, {}, {}, {}));
    const auto some =
        read({wards, folder.write("keys.geojson", collection({{kPolygon, R"({"landuse":"retail","highway":null})"}}))});
    EXPECT_EQ(some.areas.size(), 1u);
    ASSERT_EQ(some.remarks.remarks.size(), 1u);
    EXPECT_NE(some.remarks.remarks[0].find("wards"), std::string::npos);
}

TEST(VectorDataset, HandsTaggedFeaturesOverInAStreamAsItDoesFromMemory) {
    const support::ScratchFolder folder("osm");
    const auto path = folder.write("two.osm", R"(<?xml version="1.0"?><osm version="0.6">
<node id="1" lat="-34.89" lon="-56.17"><tag k="shop" v="books"/><tag k="level" v="2"/></node>
<node id="2" lat="-34.88" lon="-56.16"><tag k="place" v="hamlet"/></node></osm>)");
    const auto dataset = geo::VectorDataset::open(path);
    ASSERT_TRUE(dataset);
    const auto all = [&](bool keepNothing) {
        std::vector<std::string> seen;
        const auto facts =
            dataset->read({"osm", std::nullopt, keepNothing},
                          [&](const geo::RawFeature& feature) {
                              auto& text = seen.emplace_back(std::to_string(feature.points[0].x));
                              feature.attributes->each([&](auto key, auto value) { text.append(key).append(value); });
                              return true;
                          },
                          {});
        EXPECT_TRUE(facts);
        EXPECT_EQ(facts->features, 2);
        return seen;
    };
    EXPECT_EQ(all(true), all(false));
    EXPECT_EQ(all(true).size(), 2u) << "again, after it was kept";
    int taken = 0;
    EXPECT_TRUE(dataset->read({"osm", std::nullopt, true}, [&](const auto&) { return ++taken, false; }, {}));
    EXPECT_EQ(taken, 1) << "stops when told so";
}

}  // namespace
