#include "geo/prepare/prepare.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "geo/base/text_file.h"
#include "geo/io/vector_dataset.h"
#include "geo/pack/read_pack.h"
#include "geo/prepare/mosaic.h"
#include "tests/support/scratch_folder.h"
#include "tests/support/small_raster.h"

namespace {

namespace fs = std::filesystem;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

const geo::PrepareCity kCity{"anywhere", "Anywhere", {10, 50}, "", false};

/// Two years of Local Climate Zones and a population of 100 m cells over a few kilometres, away from any sea.
class Prepare : public testing::Test {
protected:
    void SetUp() override {
        raster("lcz.tif", 2, GDT_Byte, 255);
        raster("lcz-old.tif", 11, GDT_Byte, 255);
        raster("ghs_pop.tif", 5, GDT_Float32, -200);
        m_request.box = geo::GeographicExtent{9.98, 49.99, 10.02, 50.01};
        m_request.landcover = {{m_folder.at("lcz-old.tif"), 2000}, {m_folder.at("lcz.tif"), 2018}};
        m_request.population = {{m_folder.at("ghs_pop.tif"), 2020}};
        m_request.scheme = "lcz";
        m_request.output = m_folder.at("pack");
    }
    void raster(const char* name, double value, GDALDataType type, double nodata) {
        support::SmallRaster raster{80, 60, {9.96, 0.001, 0, 50.03, 0, -0.001}, std::vector<double>(4800, value), type};
        raster.nodata = nodata;
        write(raster, m_folder.at(name));
    }
    geo::Result<geo::Prepared> prepare(const geo::DrawThumbnail& draw = {}) {
        return geo::prepareCity(m_request, kCity, draw, {}, {});
    }

    support::ScratchFolder m_folder{"prepare"};
    geo::PrepareRequest m_request;
};

TEST_F(Prepare, PutsEverySourceIntoThePackWithItsYear) {
    const auto prepared = prepare();
    ASSERT_TRUE(prepared) << describe(prepared.error());
    EXPECT_NEAR(prepared->inhabitants, 40 * 20 * 5, 1);
    const auto pack = geo::readPack(m_request.output, {});
    ASSERT_TRUE(pack) << describe(pack.error());
    std::vector<std::string> keys;
    for (const auto& asset : pack->assets) keys.push_back(asset.key);
    EXPECT_THAT(keys, ElementsAre("landcover-2000", "landcover-2018", "population-2020", "tesserae"));
    EXPECT_EQ(pack->assets[0].datetime, "2000-01-01T00:00:00Z");
    EXPECT_EQ(pack->assets[1].scheme, "lcz");
    EXPECT_EQ(pack->assets[1].title, "Local Climate Zones, 2018");
    EXPECT_EQ(pack->assets[2].bands.at(0).unit, "inhabitants per cell");
    EXPECT_EQ(pack->start.substr(0, 4), "2000");
    EXPECT_EQ(pack->end.substr(0, 4), "2020");
}

TEST_F(Prepare, MakesTheSamePackTwice) {
    ASSERT_TRUE(prepare());
    const auto first = geo::readTextFile(m_folder.at("pack/SHA256SUMS"), 1 << 20);
    ASSERT_TRUE(prepare());
    EXPECT_EQ(*first, *geo::readTextFile(m_folder.at("pack/SHA256SUMS"), 1 << 20));
}

TEST_F(Prepare, SaysWhoseDataTheyAre) {
    m_request.attribution = {"© City of Anywhere"};
    ASSERT_TRUE(prepare());
    const auto pack = geo::readPack(m_request.output, {});
    ASSERT_TRUE(pack);
    EXPECT_THAT(pack->attribution, Contains("© City of Anywhere"));
    EXPECT_THAT(pack->attribution, Contains(HasSubstr("Demuzere")));
}

TEST_F(Prepare, AThumbnailIsPartOfThePackAndItsFailureARemark) {
    fs::path seen;
    const auto prepared = prepare([&](const fs::path& folder, const fs::path& png) -> geo::Result<void> {
        EXPECT_TRUE(fs::exists(folder / "item.json")) << "the draft can be opened";
        seen = folder;
        std::ofstream(png) << "not really a picture";
        return {};
    });
    ASSERT_TRUE(prepared) << describe(prepared.error());
    EXPECT_NE(seen, fs::path(m_request.output)) << "nothing of the target is touched before all is done";
    EXPECT_THAT(*geo::readTextFile(m_folder.at("pack/SHA256SUMS"), 1 << 20), HasSubstr("thumbnail.png"));

    const auto without = prepare([](const fs::path&, const fs::path&) -> geo::Result<void> {
        return geo::fail(geo::ErrorCode::Unsupported, "There is no OpenGL here.");
    });
    ASSERT_TRUE(without) << describe(without.error());
    EXPECT_THAT(without->remarks.remarks, Contains(HasSubstr("has no thumbnail: There is no OpenGL here.")));
    EXPECT_FALSE(fs::exists(m_folder.at("pack/thumbnail.png")));
}

TEST_F(Prepare, SquaresWithoutStreetsAreNotCalledStreetBlocks) {
    ASSERT_TRUE(prepare());
    const auto pack = geo::readPack(m_request.output, {});
    ASSERT_TRUE(pack);
    EXPECT_EQ(pack->assets.back().title, "Grid squares");
    EXPECT_THAT(pack->description, HasSubstr("square by square"));
}

TEST_F(Prepare, ATesseraEndsAtAnOfficialClaim) {
    m_request.informal = {{m_folder.write("claims.geojson",
                                          R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":
{"type":"Polygon","coordinates":[[[9.991,49.995],[9.999,49.995],[9.999,49.999],[9.991,49.999],[9.991,49.995]]]}}]})"),
                           2014}};
    const auto mosaic = geo::makeMosaic(m_request, kCity, {}, {});
    ASSERT_TRUE(mosaic) << describe(mosaic.error());
    const auto* informal = mosaic->evidence.find("tenure.informal");
    ASSERT_TRUE(informal);
    double claimedM2 = 0;
    for (size_t t = 0; t < mosaic->tesserae.size(); ++t) {
        EXPECT_LT(std::min(informal->values[t], 1 - informal->values[t]), 0.01f) << "all of a tessera or none of it";
        claimedM2 += informal->values[t] * mosaic->tesserae[t].areaM2;
    }
    EXPECT_NEAR(claimedM2, 573.6 * 444.9, 573.6 * 444.9 * 0.01);
}

TEST_F(Prepare, AStadiumIsNoTransportArea) {
    m_request.osm = {{m_folder.write("city.osm", R"(<?xml version="1.0"?><osm version="0.6">
<node id="1" lat="49.995" lon="9.99"/><node id="2" lat="49.995" lon="9.995"/><node id="3" lat="49.998" lon="9.995"/>
<node id="4" lat="49.995" lon="10.0"/><node id="5" lat="49.995" lon="10.005"/><node id="6" lat="49.998" lon="10.005"/>
<way id="7"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="1"/><tag k="leisure" v="stadium"/></way>
<way id="8"><nd ref="4"/><nd ref="5"/><nd ref="6"/><nd ref="4"/><tag k="landuse" v="railway"/></way></osm>)"),
                      2024}};
    ASSERT_TRUE(prepare());
    const auto grey = geo::VectorDataset::open(m_folder.at("pack/grey.fgb"));
    ASSERT_TRUE(grey) << describe(grey.error());
    EXPECT_EQ(grey->layers().at(0).features, 1);
}

TEST(TessellationOfLandcover, IsAsFineAsItsCellsTellApart) {
    EXPECT_EQ(geo::rulesFor(true, 10, 1e9).gridM, 500) << "streets divide the land; a grid is for what they leave";
    EXPECT_EQ(geo::rulesFor(false, 10, 1e9).gridM, 100);
    EXPECT_EQ(geo::rulesFor(false, 100, 5e9).gridM, 200);
    EXPECT_EQ(geo::rulesFor(false, 95, 5e9).gridM, 200) << "0.001 degrees";
    EXPECT_EQ(geo::rulesFor(false, 10, 5e9).gridM, 200) << "half a million squares would be too many";
    EXPECT_EQ(geo::rulesFor(false, 300, 1e9).gridM, 500);
    EXPECT_EQ(geo::rulesFor(false, std::numeric_limits<double>::infinity(), 1e9).gridM, 500) << "no land cover";
    const auto rules = geo::rulesFor(false, 100, 1e9);
    EXPECT_EQ(rules.largestBlockM2, 4 * 200 * 200) << "what is cut is four squares and more, as ever";
}

TEST_F(Prepare, NothingIsLeftOfAFailure) {
    m_request.population = {{m_folder.at("absent.tif"), 2020}};
    EXPECT_FALSE(prepare());
    EXPECT_FALSE(fs::exists(m_request.output));
    std::stop_source stop;
    stop.request_stop();
    m_request.population.clear();
    const auto stopped = geo::prepareCity(m_request, kCity, {}, {}, stop.get_token());
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, geo::ErrorCode::Cancelled);
    EXPECT_FALSE(fs::exists(m_request.output));
}

/// Areas that count inhabitants, as GeoJSON: one ring in degrees each, with an id beyond what a double holds.
std::string zones(const std::vector<std::string>& rings) {
    std::string features;
    for (const auto& ring : rings)
        features += (features.empty() ? "" : ",") +
                    std::string(R"({"type":"Feature","geometry":{"type":"Polygon","coordinates":[[)") + ring +
                    R"(]]},"properties":{"population":700,"key":9007199254740993,"name":"zone"}})";
    return R"({"type":"FeatureCollection","features":[)" + features + "]}";
}

TEST_F(Prepare, AreasThatCountInhabitantsGoInAsTheyAre) {
    const std::string inside = "[9.99,49.995],[10.01,49.995],[10.01,50.005],[9.99,50.005],[9.99,49.995]";
    m_request.population = {{m_folder.write("zones.geojson", zones({inside, "[10,50],[10,50],[10,50]"})), 2020}};
    const auto prepared = prepare();
    ASSERT_TRUE(prepared) << describe(prepared.error());
    EXPECT_NEAR(prepared->inhabitants, 700, 0.1);
    const auto dataset = geo::VectorDataset::open(m_folder.at("pack/population-2020.fgb"));
    ASSERT_TRUE(dataset) << describe(dataset.error());
    const auto attributes = dataset->attributesOf(dataset->layers()[0].name, 0);
    EXPECT_THAT(attributes, Contains(testing::Pair("key", "9007199254740993")));
    EXPECT_THAT(attributes, Contains(testing::Pair("population", "700")));
    EXPECT_EQ(dataset->layers()[0].features, 1);
}

TEST_F(Prepare, AreasBesideTheCityGiveNoFile) {
    const std::string beside = "[10.1,50],[10.11,50],[10.11,50.01],[10.1,50]";
    m_request.population = {{m_folder.write("zones.geojson", zones({beside})), 2020}};
    const auto prepared = prepare();
    ASSERT_TRUE(prepared) << describe(prepared.error());
    EXPECT_FALSE(fs::exists(m_folder.at("pack/population-2020.fgb")));
    EXPECT_THAT(prepared->remarks.remarks, Contains(HasSubstr("Nobody lives in this territory")));
}

TEST_F(Prepare, AFileThatTellsItsLegendIsBelieved) {
    raster("worldcover.tif", 10, GDT_Byte, 0);
    m_request.landcover = {{m_folder.at("lcz.tif"), 2018}, {m_folder.at("worldcover.tif"), 2021}};
    const auto prepared = prepare();
    ASSERT_TRUE(prepared) << describe(prepared.error());
    const auto pack = geo::readPack(m_request.output, {});
    EXPECT_EQ(pack->assets[0].scheme, "lcz");
    EXPECT_EQ(pack->assets[1].scheme, "worldcover") << "--scheme is for those that do not tell";
}

TEST_F(Prepare, WithoutAnyYearItIsRefused) {
    for (auto* sources : {&m_request.landcover, &m_request.population})
        for (auto& source : *sources) source.year = 0;
    const auto prepared = prepare();
    ASSERT_FALSE(prepared);
    EXPECT_THAT(prepared.error().message, HasSubstr("put the year before a source"));
}

}  // namespace
