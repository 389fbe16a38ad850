#include "geo/prepare/landcover_water.h"

#include <gtest/gtest.h>

#include "geo/prepare/territory.h"
#include "tests/support/polygon_area.h"

namespace {

const auto kPlane = geo::Crs::cityEqualArea({-56.16, -34.88});

/// Cells of `side` metres on the plane, north row first, by the letters: w water, s swamp, t trees, others no data.
geo::ClassGrid cells(double side, const std::vector<std::string>& rows) {
    const auto& scheme = **geo::loadScheme("worldcover");
    const auto columns = static_cast<int>(rows[0].size()), count = static_cast<int>(rows.size());
    geo::ClassGrid grid{{columns, count, {{0, side, 0, count * side, 0, -side}}}, kPlane, {}};
    for (const auto& row : rows)
        for (const char c : row) {
            const char* code = c == 'w' ? "80" : c == 's' ? "90" : c == 't' ? "10" : nullptr;
            grid.classes.push_back(code ? scheme.indexOfCode.at(code) : uint16_t{0});
        }
    return grid;
}

TEST(LandcoverWater, IsOutlinedAlongItsCellsAndSwampsAreLand) {
    const auto found = geo::waterOf(cells(100, {"wwtt", "wwss", "tttw", "...."}), "worldcover", "Cover", kPlane, {});
    ASSERT_TRUE(found) << describe(found.error());
    ASSERT_TRUE(*found);
    ASSERT_EQ((*found)->water.size(), 1u) << "a single cell is noise";
    EXPECT_NEAR(support::areaOf((*found)->water), 40'000, 1);
    EXPECT_NEAR(support::areaOf((*found)->covered), 120'000, 1);
}

TEST(LandcoverWater, IslandsStayAndSpecksGo) {
    std::vector<std::string> rows(40, std::string(40, 'w'));
    for (size_t r = 5; r < 25; ++r) rows[r].replace(5, 20, std::string(20, 't'));  // four hectares
    rows[30][30] = 't';
    const auto found = geo::waterOf(cells(10, rows), "worldcover", "Cover", kPlane, {});
    ASSERT_TRUE(found && *found);
    ASSERT_EQ((*found)->water.size(), 1u);
    EXPECT_EQ((*found)->water[0].size(), 2u) << "the shore and one island";
    EXPECT_NEAR(support::areaOf((*found)->water), 160'000 - 40'000, 1);
}

TEST(LandcoverWater, OfWideCellsOrWithoutAClassIsNotTaken) {
    EXPECT_FALSE(*geo::waterOf(cells(1000, {"ww", "ww"}), "worldcover", "Cover", kPlane, {}));
    auto built = cells(100, {"ww", "ww"});
    EXPECT_FALSE(*geo::waterOf(built, "ghs_built_c", "Cover", kPlane, {}));
}

TEST(LandcoverWater, LeavesOutWhatIsMappedBetter) {
    auto water = **geo::waterOf(cells(100, {"wwttww", "wwttww", "tttttt"}), "worldcover", "Cover", kPlane, {});
    ASSERT_EQ(water.water.size(), 2u);
    ASSERT_TRUE(geo::leaveOutMapped(water, {{{{10, 110}, {190, 110}, {190, 290}, {10, 290}}},     // the western one
                                            {{{390, 90}, {450, 90}, {450, 150}, {390, 150}}}}));  // a corner of the eastern
    ASSERT_EQ(water.water.size(), 1u);
    EXPECT_GT(water.water[0][0][0].x, 390);
}

TEST(LandcoverWater, TheTableNamesCodesThatTheirLegendsHave) {
    for (const char* scheme : {"worldcover", "corine", "corine_gridcode", "dynamic_world", "cgls_lc100", "esa_cci_lc",
                               "globeland30", "modis_igbp", "nlcd", "lcz", "urban_atlas"}) {
        geo::ClassGrid grid = cells(100, {"tt", "tt"});
        const auto found = geo::waterOf(grid, scheme, "Cover", kPlane, {});
        ASSERT_TRUE(found) << describe(found.error());
        EXPECT_TRUE(*found) << scheme;
    }
}

TEST(LandcoverWater, IsTheSeaBeforeNaturalEarthAndAfterCoastlines) {
    geo::Territory territory;
    territory.parts = {{{{0, 0}, {400, 0}, {400, 400}, {0, 400}}}};
    const auto water = *geo::waterOf(cells(100, {"wwtt", "wwtt", "tttt", "tttt"}), "worldcover", "Cover", kPlane, {});
    const auto sea = geo::findSea(territory, {}, water, {"demo:no-such-land.geojson"}, kPlane, {});
    ASSERT_TRUE(sea) << describe(sea.error());
    EXPECT_EQ(sea->source, "the open water of Cover");
    EXPECT_NEAR(support::areaOf(sea->polygons), 40'000, 1);
    EXPECT_EQ(sea->tag, "open water of the land cover");
    ASSERT_EQ(sea->remarks.remarks.size(), 1u);
    EXPECT_NE(sea->remarks.remarks[0].find("cells of Cover, 100 m wide"), std::string::npos);

    territory.parts[0][0][1].x = territory.parts[0][0][2].x = 800;  // the east lies beyond the land cover
    const auto partly = geo::findSea(territory, {}, water, {"demo:no-such-land.geojson"}, kPlane, {});
    ASSERT_TRUE(partly);
    EXPECT_EQ(partly->remarks.remarks.size(), 2u) << "nobody tells of the rest";
    EXPECT_NEAR(support::areaOf(partly->polygons), 40'000, 1);
}

}  // namespace
