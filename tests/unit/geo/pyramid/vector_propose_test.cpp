#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "geo/io/gdal_session.h"
#include "geo/pyramid/explain_text.h"
#include "geo/pyramid/vector_layer.h"
#include "geo/pyramid/vector_propose_look.h"

namespace geo {
namespace {

namespace fs = std::filesystem;

class VectorPropose : public testing::Test {
protected:
    void SetUp() override {
        startGdal();
        m_folder = fs::temp_directory_path() / ("metromosaic-propose-" + std::to_string(::getpid()) + "-" +
                                                testing::UnitTest::GetInstance()->current_test_info()->name());
        fs::create_directories(m_folder);
    }
    void TearDown() override { fs::remove_all(m_folder); }

    // Squares of `side` degrees, 0.01 degrees apart, one for each set of properties.
    std::string squares(const std::string& name, double side, const std::vector<nlohmann::json>& properties) {
        nlohmann::json features = nlohmann::json::array();
        for (size_t i = 0; i < properties.size(); ++i) {
            const double lon = -56.2 + 0.01 * static_cast<double>(i % 4), lat = -34.9 + 0.01 * static_cast<double>(i / 4);
            const nlohmann::json ring{{lon, lat}, {lon + side, lat}, {lon + side, lat + side}, {lon, lat + side}, {lon, lat}};
            features.push_back({{"type", "Feature"},
                                {"properties", properties[i]},
                                {"geometry", {{"type", "Polygon"}, {"coordinates", nlohmann::json::array({ring})}}}});
        }
        const auto path = m_folder / name;
        std::ofstream(path) << nlohmann::json{{"type", "FeatureCollection"}, {"features", features}};
        return path.string();
    }
    static std::vector<LayerProposal> propose(const std::string& path) {
        SourceSpec wanted;
        wanted.path = path;
        auto proposals = proposeVectorLayers(wanted, {});
        return proposals ? *proposals : std::vector<LayerProposal>{};
    }

    fs::path m_folder;
};

std::vector<nlohmann::json> numbered(size_t count, const nlohmann::json& more = nlohmann::json::object()) {
    std::vector<nlohmann::json> all(count, more);
    for (size_t i = 0; i < count; ++i) all[i]["nombre"] = "Barrio " + std::to_string(i);
    return all;
}

TEST_F(VectorPropose, DistrictsAreAGroundWithNames) {
    const auto all = propose(squares("barrios.geojson", 0.01, numbered(8)));
    ASSERT_EQ(all.size(), 2u);
    EXPECT_TRUE(all[0].look.covers);
    EXPECT_FALSE(all[0].look.fill);
    EXPECT_EQ(all[1].spec.drawAs, DrawAs::Points);
    EXPECT_EQ(all[1].spec.labelField, "nombre");
    EXPECT_EQ(all[1].look.radiusPx, 0);
    EXPECT_LT(all[0].height, all[1].height);
    EXPECT_NEAR(all[0].objectKm2, 1.0165, 0.01);  // 0.01 x 0.01 degrees at 34.9 S
}

TEST_F(VectorPropose, CreditsInTheDataAreThoseOfTheMap) {
    const auto credit = [&](const std::vector<nlohmann::json>& properties) {
        SourceSpec spec;
        spec.path = squares("credits.geojson", 0.01, properties);
        const auto layer = openVectorLayer(spec, Crs::cityEqualArea({-56.2, -34.9}), {}, {});
        return layer ? (*layer)->attribution() : describe(layer.error());
    };
    const nlohmann::json derived{{"attribution", "© OpenStreetMap contributors; Made with Natural Earth"}};
    EXPECT_EQ(credit({derived, derived}), "© OpenStreetMap contributors · Made with Natural Earth");
    EXPECT_EQ(credit({derived, {{"attribution", "another"}}}), "Source: credits.geojson") << "of one feature, not of the layer";
    EXPECT_EQ(credit(numbered(3)), "Source: credits.geojson");
}

TEST_F(VectorPropose, TheLandOfMontevideoNamesItsSources) {
    SourceSpec spec;
    spec.path = METROMOSAIC_SOURCE_DIR "/data/demo/montevideo-land.geojson";
    const auto layer = openVectorLayer(spec, Crs::cityEqualArea({-56.2, -34.9}), {}, {});
    ASSERT_TRUE(layer);
    EXPECT_EQ((*layer)->attribution(), "© OpenStreetMap contributors · Made with Natural Earth");
}

TEST_F(VectorPropose, WhatNamesSomethingLargerIsNoName) {
    const auto all =
        propose(squares("zeis.geojson", 0.001, std::vector<nlohmann::json>(8, {{"DISTRITO", "SE"}, {"NOME", "ZEIS"}})));
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all[0].spec.labelField, "");
    EXPECT_FALSE(all[0].look.covers) << "small things apart from each other";
}

TEST_F(VectorPropose, PublishersColourBeatsAGuess) {
    const auto all =
        propose(squares("05_Parques.geojson", 0.001, std::vector<nlohmann::json>(8, {{"COLOR", "#6CA296"}, {"TIPO", "a"}})));
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all[0].title, "Parques");
    EXPECT_EQ(all[0].look.fill, Colour::parse("#6CA296"));
    EXPECT_EQ(all[0].spec.classField, "");
}

TEST_F(VectorPropose, GradesGoFromLightToDark) {
    std::vector<nlohmann::json> rows;
    for (int i = 0; i < 12; ++i) rows.push_back({{"GRAU_RISCO", "r" + std::to_string(1 + i % 4)}});
    const auto all = propose(squares("risco.geojson", 0.002, rows));
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all[0].spec.classField, "GRAU_RISCO");
    ASSERT_EQ(all[0].look.colourOf.size(), 4u);
    EXPECT_GT(all[0].look.colourOf.at("r1").g, all[0].look.colourOf.at("r4").g);
}

TEST_F(VectorPropose, CountsAreDividedByAreaUnlessMostAreZero) {
    auto counted = numbered(8, {{"population", 120}}), unknown = numbered(8, {{"population", 0}});
    EXPECT_EQ(propose(squares("counted.geojson", 0.01, counted)).front().spec.perArea, "km2");
    unknown[0]["population"] = 500;
    EXPECT_EQ(propose(squares("unknown.geojson", 0.01, unknown)).front().spec.valueField, "");
}

TEST_F(VectorPropose, ExplainsInAParagraphAndInJson) {
    const auto explained =
        explainVector(squares("slumClusters.geojson", 0.001, std::vector<nlohmann::json>(5, {{"no", 1}})), 1000);
    ASSERT_TRUE(explained);
    EXPECT_NE(explained->text.find("of 5 polygons"), std::string::npos) << explained->text;
    EXPECT_NE(explained->text.find("Slum clusters"), std::string::npos);
    const auto json = nlohmann::json::parse(explained->json);
    EXPECT_EQ(json["shown_as"].size(), 1u);
    EXPECT_NE(json["summary"].get<std::string>().find("34."), std::string::npos);
}

TEST(LiesBelow, ByHeightThenLargeUnderSmall) {
    const LayerProposal ground{"", {}, {}, 5, 1}, large{"", {}, {}, 15, 9}, small{"", {}, {}, 15, 0.1};
    EXPECT_TRUE(liesBelow(ground, large));
    EXPECT_TRUE(liesBelow(large, small));
    EXPECT_FALSE(liesBelow(small, large));
}

TEST(ColourOfSubject, KnowsWaterAndGreenAndIsSilentElse) {
    const auto water = colourOfSubject("Area Protecao Mananciais"), green = colourOfSubject("Parques Municipais");
    ASSERT_TRUE(water && green);
    EXPECT_GT(water->b, water->r);
    EXPECT_GT(green->g, green->b);
    EXPECT_FALSE(colourOfSubject("Apartments of Parkville 2020"));
    EXPECT_FALSE(colourOfSubject("Districts"));
}

TEST(ExplainText, SaysPlacesCountsAndLines) {
    EXPECT_EQ(grouped(1234567), "1,234,567");
    EXPECT_EQ(grouped(999), "999");
    EXPECT_EQ(grouped(-1000), "-1,000");
    EXPECT_EQ(whereOnEarth({-56.25, -34.95, -56.15, -34.85}), "9.1 x 11 km around 34.900 S, 56.200 W");
    EXPECT_EQ(paragraph("one two three", 7), "one two\nthree\n");
    EXPECT_EQ(paragraph("ä ö", 3), "ä ö\n") << "characters count, not bytes";
}

TEST_F(VectorPropose, eachKindOfGeometryIsALayer) {
    const auto path = (m_folder / "plan.geojson").string();
    std::ofstream(path) << R"({"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"use":"park"},"geometry":{"type":"GeometryCollection","geometries":[
            {"type":"Polygon","coordinates":[[[-56.2,-34.9],[-56.1,-34.9],[-56.1,-34.8],[-56.2,-34.9]]]},
            {"type":"LineString","coordinates":[[-56.2,-34.9],[-56.1,-34.8]]}]}},
        {"type":"Feature","properties":{"use":"axis"},"geometry":{"type":"LineString","coordinates":[[-56.3,-34.9],[-56.2,-34.8]]}},
        {"type":"Feature","properties":{"use":"stop"},"geometry":{"type":"MultiPoint","coordinates":[[-56.3,-34.9],[-56.2,-34.8]]}}]})";
    const auto proposals = propose(path);
    ASSERT_EQ(proposals.size(), 3u);
    const std::vector<std::pair<std::string, size_t>> expected{{"Plan, areas", 1}, {"Plan, lines", 2}, {"Plan, points", 1}};
    for (size_t i = 0; i < expected.size(); ++i) {
        EXPECT_EQ(proposals[i].title, expected[i].first) << "lines upon areas, points upon lines";
        const auto layer = openVectorLayer(proposals[i].spec, Crs::cityEqualArea({-56.2, -34.9}), {}, {});
        ASSERT_TRUE(layer) << describe(layer.error());
        EXPECT_EQ((*layer)->features()->features, expected[i].second);
        EXPECT_TRUE((*layer)->diagnostics().remarks.empty());
    }
}

}  // namespace
}  // namespace geo
