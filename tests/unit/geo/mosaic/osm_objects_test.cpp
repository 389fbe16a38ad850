#include "geo/mosaic/osm_objects.h"

#include <gtest/gtest.h>

#include "geo/taxonomy/rank_table.h"

namespace {

using geo::BarrierKind;
using geo::Dimension;
using geo::GeometryKind;
using geo::OsmObjects;
using geo::Point;
using geo::StreetKind;
using geo::Tag;
using Tags = std::vector<Tag>;
using Parts = std::vector<std::pair<uint32_t, bool>>;

const std::vector<Point> kLine{{0, 0}, {100, 0}, {200, 50}};
const std::vector<Point> kSquare{{0, 0}, {100, 0}, {100, 100}, {0, 100}, {0, 0}};

geo::OsmCollector collector() {
    auto made = geo::OsmCollector::make();
    EXPECT_TRUE(made) << describe(made.error());
    return std::move(*made);
}
OsmObjects of(const Tags& tags, GeometryKind kind, const std::vector<Point>& points) {
    auto c = collector();
    c.take(tags, kind, points, Parts{{static_cast<uint32_t>(points.size()), false}}, "");
    return c.finish();
}
OsmObjects line(const Tags& tags) { return of(tags, GeometryKind::Line, kLine); }
OsmObjects polygon(const Tags& tags) { return of(tags, GeometryKind::Polygon, kSquare); }
OsmObjects point(const Tags& tags) { return of(tags, GeometryKind::Point, {{7, 8}}); }

std::string classOf(const geo::OsmArea& area, Dimension dimension) {
    return geo::dimensionTable(dimension).classes[area.classes[static_cast<size_t>(dimension)]].code;
}
std::string useTag(const OsmObjects& osm) { return osm.labels[osm.areas.at(0).tag[static_cast<size_t>(Dimension::Use)]]; }

TEST(OsmObjects, MakesBarriersOfStreetsRailwaysAndRivers) {
    const struct {
        Tags tags;
        std::optional<BarrierKind> barrier;
        StreetKind street;
    } kCases[] = {
        {{{"highway", "residential"}}, BarrierKind::Road, StreetKind::Local},
        {{{"highway", "primary"}}, BarrierKind::Road, StreetKind::Main},
        {{{"highway", "pedestrian"}}, BarrierKind::Road, StreetKind::Local},
        {{{"highway", "service"}}, std::nullopt, StreetKind::None},
        {{{"highway", "footway"}}, std::nullopt, StreetKind::None},
        {{{"highway", "track"}}, std::nullopt, StreetKind::None},
        {{{"railway", "rail"}}, BarrierKind::Railway, StreetKind::None},
        {{{"railway", "tram"}}, std::nullopt, StreetKind::None},
        {{{"waterway", "river"}}, BarrierKind::Waterway, StreetKind::None},
        {{{"waterway", "ditch"}}, std::nullopt, StreetKind::None},
    };
    for (const auto& [tags, barrier, street] : kCases) {
        const auto osm = line(tags);
        ASSERT_EQ(osm.lines.size(), 1u) << tags[0].value;
        EXPECT_EQ(osm.lines[0].barrier, barrier) << tags[0].value;
        EXPECT_EQ(osm.lines[0].street, street) << tags[0].value;
        EXPECT_EQ(osm.barriers().size(), barrier ? 1u : 0u);
    }
}

TEST(OsmObjects, TakesNothingThatIsNotThereForABarrier) {
    EXPECT_TRUE(line({{"highway", "proposed"}}).lines.empty());
    EXPECT_TRUE(line({{"highway", "construction"}}).lines.empty());
    EXPECT_TRUE(line({{"railway", "abandoned"}}).lines.empty());
    EXPECT_TRUE(line({{"disused:railway", "rail"}}).lines.empty());
    for (const Tag below : {Tag{"tunnel", "yes"}, {"layer", "-1"}, {"location", "underground"}}) {
        const auto osm = line({{"railway", "subway"}, below});
        ASSERT_EQ(osm.lines.size(), 1u) << "it stays in the network";
        EXPECT_FALSE(osm.lines[0].barrier) << below.key;
        EXPECT_EQ(osm.lines[0].widthM, 0) << below.key;
    }
    EXPECT_TRUE(line({{"highway", "primary"}, {"bridge", "yes"}, {"layer", "1"}}).lines[0].barrier);
}

TEST(OsmObjects, GivesLinesAWidth) {
    EXPECT_EQ(line({{"highway", "residential"}}).lines[0].widthM, 7);
    EXPECT_EQ(line({{"highway", "residential"}, {"width", "4.5"}}).lines[0].widthM, 4.5f);
    EXPECT_EQ(line({{"highway", "residential"}, {"width", "12 m"}}).lines[0].widthM, 12);
    for (const char* nonsense : {"wide", "-3", "20'", "5000", "nan", "4;6"})
        EXPECT_EQ(line({{"highway", "residential"}, {"width", nonsense}}).lines[0].widthM, 7) << nonsense;
}

TEST(OsmObjects, KnowsTheRankAndTheNetworkOfALine) {
    const auto avenue = line({{"highway", "primary"}, {"name", "18 de Julio"}}).lines[0];
    EXPECT_EQ(avenue.network, geo::OsmNetwork::Transport);
    EXPECT_EQ((*geo::loadRanks("transport"))->ranks[static_cast<size_t>(avenue.rank)].code, "primary");
    EXPECT_EQ(avenue.name, "18 de Julio");
    EXPECT_EQ(line({{"waterway", "stream"}}).lines[0].network, geo::OsmNetwork::Waterways);
    EXPECT_EQ(line({{"natural", "tree_row"}}).lines[0].network, geo::OsmNetwork::Green);
}

TEST(OsmObjects, ClassifiesAreasByTheCrosswalk) {
    const auto homes = polygon({{"landuse", "residential"}, {"name", "Casavalle"}});
    ASSERT_EQ(homes.areas.size(), 1u);
    EXPECT_EQ(classOf(homes.areas[0], Dimension::Use), "residential");
    EXPECT_EQ(useTag(homes), "landuse=residential");
    EXPECT_EQ(classOf(homes.areas[0], Dimension::Tenure), "unknown");
    EXPECT_EQ(homes.areas[0].areaM2, 10000);
    EXPECT_EQ(homes.areas[0].name, "Casavalle");
    const auto irregular = polygon({{"landuse", "residential"}, {"residential", "irregular_settlement"}});
    EXPECT_EQ(classOf(irregular.areas[0], Dimension::Tenure), "informal");
}

TEST(OsmObjects, KnowsWhatIsNoneOfTheFourUses) {
    const struct {
        Tag tag;
        geo::OtherUse use;
    } kCases[] = {
        {{"amenity", "university"}, geo::OtherUse::Public},     {{"landuse", "cemetery"}, geo::OtherUse::Public},
        {{"landuse", "port"}, geo::OtherUse::Transport},        {{"aeroway", "aerodrome"}, geo::OtherUse::Transport},
        {{"landuse", "military"}, geo::OtherUse::Military},     {{"landuse", "farmland"}, geo::OtherUse::Agriculture},
        {{"natural", "wood"}, geo::OtherUse::Nature},           {{"natural", "water"}, geo::OtherUse::Water},
        {{"landuse", "brownfield"}, geo::OtherUse::Transition},
    };
    for (const auto& [tag, use] : kCases) {
        const auto osm = polygon({tag});
        ASSERT_EQ(osm.areas.size(), 1u) << tag.value;
        EXPECT_EQ(osm.areas[0].otherUse, use) << tag.value;
        EXPECT_EQ(useTag(osm), std::string(tag.key) + "=" + std::string(tag.value));
    }
    EXPECT_EQ(polygon({{"leisure", "park"}, {"natural", "wood"}}).areas[0].otherUse, geo::OtherUse::None)
        << "a wooded park is recreational";
}

TEST(OsmObjects, TellsClosedWaysThatAreAreasFromThoseThatReturn) {
    EXPECT_EQ(of({{"building", "yes"}}, GeometryKind::Line, kSquare).areas.size(), 1u);
    EXPECT_EQ(of({{"power", "substation"}}, GeometryKind::Line, kSquare).areas.size(), 1u);
    EXPECT_EQ(of({{"highway", "residential"}}, GeometryKind::Line, kSquare).lines.size(), 1u) << "a roundabout";
    EXPECT_EQ(of({{"highway", "pedestrian"}, {"area", "yes"}}, GeometryKind::Line, kSquare).areas.size(), 1u) << "a square";
    const auto roundabout = polygon({{"highway", "tertiary"}, {"junction", "roundabout"}});
    EXPECT_TRUE(roundabout.areas.empty()) << "drivers that close every way";
    ASSERT_EQ(roundabout.lines.size(), 1u);
    EXPECT_EQ(roundabout.lines[0].points.front(), roundabout.lines[0].points.back());
}

TEST(OsmObjects, DoesNotPaintBoundariesOfLaw) {
    const auto osm = polygon({{"boundary", "protected_area"}});
    EXPECT_TRUE(osm.areas.empty());
    EXPECT_EQ(classOf(polygon({{"boundary", "protected_area"}, {"natural", "wood"}}).areas[0], Dimension::Infrastructure),
              "green");
}

TEST(OsmObjects, FindsWaterBodies) {
    EXPECT_EQ(polygon({{"natural", "water"}}).waterPolygons().size(), 1u);
    EXPECT_EQ(polygon({{"waterway", "riverbank"}}).waterPolygons().size(), 1u);
    EXPECT_TRUE(polygon({{"natural", "wetland"}}).waterPolygons().empty());
    EXPECT_TRUE(polygon({{"leisure", "swimming_pool"}}).waterPolygons().empty());
    EXPECT_TRUE(polygon({{"natural", "water"}, {"tunnel", "yes"}}).waterPolygons().empty());
    EXPECT_EQ(line({{"natural", "coastline"}}).coastlines.size(), 1u);
}

TEST(OsmObjects, CollectsAddressesPlacesAndWhatIsDoneAtAPoint) {
    EXPECT_EQ(point({{"addr:housenumber", "1234"}}).addresses.size(), 1u);
    EXPECT_TRUE(point({{"addr:street", "Rambla"}}).addresses.empty());
    EXPECT_EQ(polygon({{"building", "house"}, {"addr:housenumber", "5"}}).addresses.at(0), (Point{50, 50}));
    const auto shop = point({{"shop", "bakery"}, {"addr:housenumber", "3"}});
    EXPECT_EQ(shop.addresses.size(), 1u);
    ASSERT_EQ(shop.pois.size(), 1u);
    EXPECT_EQ(geo::dimensionTable(Dimension::Use).classes[shop.pois[0].use].code, "commercial");
    EXPECT_EQ(point({{"amenity", "school"}}).pois.at(0).otherUse, geo::OtherUse::Public);
    EXPECT_TRUE(point({{"amenity", "bench"}}).pois.empty());
    const auto place = point({{"place", "suburb"}, {"name", "Pocitos"}});
    ASSERT_EQ(place.places.size(), 1u);
    EXPECT_EQ(place.places[0].name, "Pocitos");
}

TEST(OsmObjects, UnitesWhatATilingCutApart) {
    auto c = collector();
    const Tags tags{{"landuse", "industrial"}};
    const std::vector<Point> west{{0, 0}, {60, 0}, {60, 100}, {0, 100}, {0, 0}},
        east{{50, 0}, {100, 0}, {100, 100}, {50, 100}, {50, 0}};
    for (const auto& piece : {west, east}) c.take(tags, GeometryKind::Polygon, piece, Parts{{5, false}}, "way7");
    c.take(tags, GeometryKind::Polygon, west, Parts{{5, false}}, "way8");
    const auto osm = c.finish();
    ASSERT_EQ(osm.areas.size(), 2u);
    EXPECT_EQ(osm.areas[0].polygons.size(), 1u);
    EXPECT_NEAR(osm.areas[0].areaM2, 10000, 1e-6) << "the margin of the tiles counts once";
}

/// Squares of grass of 100 m, one for each west and south edge.
OsmObjects grass(const std::vector<Point>& corners, bool ofTiles, const std::vector<std::string>& names = {}) {
    auto c = collector();
    for (size_t i = 0; i < corners.size(); ++i) {
        const auto [x, y] = corners[i];
        const std::vector<Point> ring{{x, y}, {x + 100, y}, {x + 100, y + 100}, {x, y + 100}, {x, y}};
        const std::string name = names.empty() ? "" : names[i];
        c.take(Tags{{"landuse", "grass"}, {"name", name}}, GeometryKind::Polygon, ring, Parts{{5, false}}, "", ofTiles);
    }
    return c.finish();
}

TEST(OsmObjects, JoinsPiecesOfTilesThatTellNoObject) {
    const auto osm = grass({{0, 0}, {300, 300}, {100.001, 0}, {200, 0.05}}, true);
    ASSERT_EQ(osm.areas.size(), 2u) << "the one far off stays";
    ASSERT_EQ(osm.areas[0].polygons.size(), 1u) << "no seam is left where the tiles met";
    EXPECT_EQ(osm.areas[0].polygons[0].size(), 1u);
    EXPECT_NEAR(osm.areas[0].areaM2, 30000, 300);
    EXPECT_EQ(osm.areas[1].areaM2, 10000) << "and what was not cut is as it was";
}

TEST(OsmObjects, JoinsNothingElse) {
    EXPECT_EQ(grass({{0, 0}, {100, 0}}, false).areas.size(), 2u) << "of other files, neighbours";
    EXPECT_EQ(grass({{0, 0}, {100, 100}}, true).areas.size(), 2u) << "they meet in a corner";
    EXPECT_EQ(grass({{0, 0}, {102, 0}}, true).areas.size(), 2u);
    EXPECT_EQ(grass({{0, 0}, {100, 0}}, true, {"Plaza Uno", "Plaza Dos"}).areas.size(), 2u);
}

TEST(OsmObjects, LeavesOutWhatATilingLeftOfALine) {
    EXPECT_TRUE(of({{"highway", "residential"}}, GeometryKind::Line, {{0, 0}, {0.05, 0.02}}).lines.empty());
    EXPECT_EQ(of({{"highway", "residential"}}, GeometryKind::Line, {{0, 0}, {0.5, 0.2}}).lines.size(), 1u);
}

TEST(OsmObjects, MendsPolygonsAndLeavesOutWhatEnclosesNothing) {
    const auto bow = of({{"landuse", "retail"}}, GeometryKind::Polygon, {{0, 0}, {100, 100}, {100, 0}, {0, 100}, {0, 0}});
    ASSERT_EQ(bow.areas.size(), 1u);
    EXPECT_NEAR(bow.areas[0].areaM2, 5000, 1e-6);
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const auto broken = of({{"landuse", "retail"}}, GeometryKind::Polygon, {{0, 0}, {nan, 1}, {0, 0}, {5, 5}});
    EXPECT_TRUE(broken.areas.empty());
    ASSERT_EQ(broken.remarks.remarks.size(), 1u);
    EXPECT_TRUE(of({{"highway", "primary"}}, GeometryKind::Line, {{1, 1}, {1, 1}}).lines.empty());
    EXPECT_TRUE(of({{"shop", "books"}}, GeometryKind::Point, {{nan, 0}}).pois.empty());
}

TEST(OsmTables, AreRefusedWhereTheyMakeNoSense) {
    const std::string lines = "key,value,barrier,width_m,street,note\n", others = "key,value,kind,note\n";
    EXPECT_TRUE(geo::parseOsmTables(lines + "highway,x,road,7,local,\n", others + "amenity,x,public,\n"));
    for (const char* row : {"highway,x,wall,7,local,", "highway,x,road,wide,local,", "highway,x,road,7,quiet,",
                            "highway,,road,7,local,", "highway,x,road,-1,,", "highway,x,road,7,,\nhighway,x,road,7,,"})
        EXPECT_FALSE(geo::parseOsmTables(lines + row + "\n", others)) << row;
    for (const char* row : {"amenity,x,private,", "amenity,,public,", "amenity,x,,", "amenity,x,public,\namenity,x,public,"})
        EXPECT_FALSE(geo::parseOsmTables(lines, others + row + "\n")) << row;
    const std::string columns = "layer,geometry,column,keys,constant,source\n";
    EXPECT_TRUE(geo::parseOsmColumns(columns + "water,polygon,,,natural=water,\n", "c"));
    for (const char* row : {"Water,polygon,,,natural=water,", "water,area,,,natural=water,", "water,,fclass,,,", "water,,,a|b,,",
                            "water,,,,water,", ",,,,a=b,"})
        EXPECT_FALSE(geo::parseOsmColumns(columns + row + "\n", "c")) << row;
}

TEST(OsmTables, OfTheProgramAreRead) {
    EXPECT_TRUE(geo::loadOsmTables());
    EXPECT_TRUE(geo::loadOsmColumns());
}

}  // namespace
