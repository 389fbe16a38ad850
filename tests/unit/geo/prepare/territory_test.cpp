#include "geo/prepare/territory.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>

#include "geo/base/paths.h"
#include "geo/raster/cell_area.h"
#include "geo/space/transform.h"

#include "tests/support/polygon_area.h"

namespace geo {
namespace {

using support::areaOf;

namespace fs = std::filesystem;
using testing::HasSubstr;

const LonLat kCentre{-56.1882, -34.9033};
constexpr GeographicExtent kBox{-56.338, -34.958, -55.986, -34.814};

class TerritoryTest : public testing::Test {
protected:
    void SetUp() override {
        m_folder = fs::temp_directory_path() / ("metromosaic-territory-" + std::to_string(::getpid()) + "-" +
                                                testing::UnitTest::GetInstance()->current_test_info()->name());
        fs::create_directories(m_folder);
    }
    void TearDown() override { fs::remove_all(m_folder); }
    std::string write(const std::string& name, const std::string& features) {
        const auto path = m_folder / name;
        std::ofstream(path) << R"({"type":"FeatureCollection","features":[)" << features << "]}";
        return path.string();
    }
    fs::path m_folder;
    Crs m_plane = Crs::cityEqualArea(kCentre);
};

constexpr const char* kTwoDistricts =
    R"({"type":"Feature","properties":{"codigo":1,"nombre":"Ciudad Vieja"},"geometry":{"type":"Polygon","coordinates":[[[-56.22,-34.91],[-56.20,-34.91],[-56.20,-34.90],[-56.22,-34.90],[-56.22,-34.91]]]}},
       {"type":"Feature","properties":{"codigo":2,"nombre":"Cerro"},"geometry":{"type":"MultiPolygon","coordinates":[[[[-56.26,-34.90],[-56.24,-34.90],[-56.24,-34.88],[-56.26,-34.88],[-56.26,-34.90]],[[-56.255,-34.895],[-56.245,-34.895],[-56.245,-34.885],[-56.255,-34.885],[-56.255,-34.895]]],[[[-56.30,-34.90],[-56.29,-34.90],[-56.29,-34.89],[-56.30,-34.90]]]]}})";

TEST_F(TerritoryTest, OfABoxHasItsGeodesicArea) {
    const auto territory = territoryOfBox(kBox, m_plane);
    ASSERT_TRUE(territory) << describe(territory.error());
    const double geodesic = graticuleCellArea(kBox.east - kBox.west, kBox.south, kBox.north);
    EXPECT_NEAR(areaOf(territory->parts) / geodesic, 1, 1e-7);
    const auto back = geographicBox(*territory, m_plane);
    ASSERT_TRUE(back);
    EXPECT_NEAR(back->west, kBox.west, 1e-7);
    EXPECT_NEAR(back->north, kBox.north, 1e-7);
}

TEST_F(TerritoryTest, OfABoxAcrossTheAntimeridianIsOnePiece) {
    const GeographicExtent fiji{178, -19, -179, -16};
    const auto plane = Crs::cityEqualArea({179.5, -17.5});
    const auto territory = territoryOfBox(fiji, plane);
    ASSERT_TRUE(territory) << describe(territory.error());
    EXPECT_NEAR(areaOf(territory->parts) / graticuleCellArea(3, -19, -16), 1, 1e-7);
    const auto back = geographicBox(*territory, plane);
    EXPECT_NEAR(back->west, 178, 1e-7);
    EXPECT_NEAR(back->east, -179, 1e-7);
}

TEST_F(TerritoryTest, OfABoxWithoutAreaIsRefused) {
    EXPECT_FALSE(territoryOfBox({10, 5, 10, 6}, m_plane));
    EXPECT_FALSE(territoryOfBox({10, 6, 11, 5}, m_plane));
}

TEST_F(TerritoryTest, OfDistrictsKeepsNamesPartsHolesAndLimits) {
    const auto zones = readZones(write("districts.geojson", kTwoDistricts), m_plane, std::nullopt, {});
    ASSERT_TRUE(zones) << describe(zones.error());
    ASSERT_EQ(zones->zones.size(), 2u);
    EXPECT_EQ(zones->zones[0].name, "Ciudad Vieja");
    ASSERT_EQ(zones->zones[1].polygons.size(), 2u);
    EXPECT_EQ(zones->zones[1].polygons[0].size(), 2u) << "its hole";
    const auto territory = territoryOfDistricts(*zones, "Montevideo");
    EXPECT_EQ(territory.parts.size(), 3u);
    EXPECT_EQ(territory.limits.size(), 4u);
    EXPECT_EQ(territory.limits[0].line.front(), territory.limits[0].line.back());
}

TEST_F(TerritoryTest, ReadsOnlyWhatLiesNearABox) {
    const auto zones =
        readZones(write("districts.geojson", kTwoDistricts), m_plane, GeographicExtent{-56.27, -34.9, -56.23, -34.88}, {});
    ASSERT_TRUE(zones) << describe(zones.error());
    ASSERT_EQ(zones->zones.size(), 1u);
    EXPECT_EQ(zones->zones[0].polygons.size(), 1u) << "the far part is left out";
}

TEST_F(TerritoryTest, APointFileHasNoZones) {
    const auto path =
        write("points.geojson", R"({"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[1,2]}})");
    const auto zones = readZones(path, m_plane, std::nullopt, {});
    ASSERT_FALSE(zones);
    EXPECT_THAT(zones.error().message, HasSubstr("no polygons"));
}

TEST_F(TerritoryTest, SeaIsWhatTheLandFileLeaves) {
    const auto land = write(
        "land.geojson",
        R"({"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[-57,-34.886],[-55,-34.886],[-55,-34],[-57,-34],[-57,-34.886]]]}})");
    const auto territory = territoryOfBox(kBox, m_plane);
    const auto sea = findSea(*territory, {}, {"demo:no-such-land.geojson", land}, m_plane, {});
    ASSERT_TRUE(sea) << describe(sea.error());
    EXPECT_NEAR(areaOf(sea->polygons) / areaOf(territory->parts), 0.5, 0.01);
    EXPECT_EQ(sea->source, land);
}

TEST_F(TerritoryTest, WithoutAnyLandNothingIsClaimed) {
    const auto territory = territoryOfBox(kBox, m_plane);
    const auto sea = findSea(*territory, {}, {"demo:no-such-land.geojson"}, m_plane, {});
    ASSERT_TRUE(sea);
    EXPECT_TRUE(sea->polygons.empty());
    EXPECT_THAT(sea->remarks.remarks, testing::ElementsAre(HasSubstr("not known")));
}

TEST_F(TerritoryTest, TheBayOfMontevideoIsSeaByBothLands) {
    if (!resolveDemoPath("demo:world-atlas/land-10m.json")) GTEST_SKIP() << "The demonstration data are not installed.";
    const auto territory = territoryOfBox(kBox, m_plane);
    for (const auto& file : landFilesOf("montevideo")) {
        const auto sea = findSea(*territory, {}, {file}, m_plane, {});
        ASSERT_TRUE(sea) << describe(sea.error());
        const double share = areaOf(sea->polygons) / areaOf(territory->parts);
        EXPECT_GT(share, 0.3) << file;
        EXPECT_LT(share, 0.6) << file;
    }
}

}  // namespace
}  // namespace geo
