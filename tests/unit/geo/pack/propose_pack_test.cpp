#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "geo/pack/read_pack.h"
#include "geo/pack/stac_item.h"
#include "geo/taxonomy/scheme.h"
#include "tests/pack/sample_pack.h"

namespace {

namespace fs = std::filesystem;

class ProposePack : public testing::Test {
protected:
    void SetUp() override {
        m_folder = fs::temp_directory_path() / ("metromosaic-propose-pack-" + std::to_string(getpid()));
        fs::create_directories(m_folder);
        const auto pack = sample::write(m_folder / "a", {8, 6, 700});
        ASSERT_TRUE(pack) << geo::describe(pack.error());
        geo::Diagnostics remarks;
        auto layers = geo::proposePackLayers(*pack, remarks, {});
        ASSERT_TRUE(layers) << geo::describe(layers.error());
        ASSERT_TRUE(remarks.remarks.empty() && remarks.gaps.empty());
        m_layers = std::move(*layers);
    }
    void TearDown() override { fs::remove_all(m_folder); }
    const geo::LayerProposal& layer(const std::string& title) const {
        const auto found = std::ranges::find(m_layers, title, &geo::LayerProposal::title);
        EXPECT_NE(found, m_layers.end()) << title;
        return found == m_layers.end() ? m_layers.front() : *found;
    }
    std::shared_ptr<const geo::LayerSource> open(const std::string& title) const {
        auto source = geo::openLayer(layer(title).spec, geo::Crs::cityEqualArea(sample::kCentre), {}, {});
        EXPECT_TRUE(source) << geo::describe(source.error());
        return source ? *source : nullptr;
    }
    fs::path m_folder;
    std::vector<geo::LayerProposal> m_layers;
};

TEST_F(ProposePack, LayersLieAsOnAMap) {
    std::vector<std::string> titles;
    for (const auto& one : m_layers) titles.push_back(one.title);
    EXPECT_EQ(titles, (std::vector<std::string>{"Land cover 2021", "Inhabitants 2020", "Mosaic", "Green", "Water", "Streets",
                                                "Districts", "Districts, names", "Places"}));
    EXPECT_FALSE(layer("Land cover 2021").look.visible);
    EXPECT_TRUE(layer("Mosaic").look.visible);
    EXPECT_EQ(layer("Mosaic").look.dimension, "use");
    for (const auto& one : m_layers) EXPECT_TRUE(one.spec.guest) << one.title;
}

TEST_F(ProposePack, FilesThatAreMissingOrCutAreGaps) {
    fs::remove(m_folder / "a" / "landcover.tif");
    fs::remove(m_folder / "a" / "thumbnail.png");
    fs::resize_file(m_folder / "a" / "tesserae.fgb", 2000);
    const auto pack = geo::readPack((m_folder / "a").string(), {});
    ASSERT_TRUE(pack) << geo::describe(pack.error());
    ASSERT_EQ(pack->remarks.gaps.size(), 1u);
    EXPECT_EQ(pack->remarks.gaps[0].message,
              "The pack lacks the file ./landcover.tif of its asset landcover; fetch the pack again.");
    geo::Diagnostics remarks;
    auto layers = geo::proposePackLayers(*pack, remarks, {});
    ASSERT_TRUE(layers) << "the rest is shown";
    size_t gapsInAll = remarks.gaps.size();
    for (const auto& one : *layers) gapsInAll += !geo::openLayer(one.spec, geo::Crs::cityEqualArea(sample::kCentre), {}, {});
    EXPECT_EQ(gapsInAll, 1u) << "the tesserae, however much of the file is left";
}

TEST_F(ProposePack, WhatIsMissingIsToldInTextAndJson) {
    fs::remove(m_folder / "a" / "landcover.tif");
    const auto pack = geo::readPack((m_folder / "a").string(), {});
    ASSERT_TRUE(pack) << geo::describe(pack.error());
    const auto explained = geo::explainPack(*pack);
    const std::string said = "The pack lacks the file ./landcover.tif of its asset landcover; fetch the pack again.";
    EXPECT_NE(explained.text.find("Missing      " + said + "\n"), std::string::npos) << explained.text;
    EXPECT_NE(explained.json.find("\"gaps\": [\n    \"" + said), std::string::npos) << explained.json;
    ASSERT_EQ(explained.gaps.size(), 1u);
    EXPECT_EQ(explained.gaps[0].subject, pack->source);
}

TEST_F(ProposePack, AFileCutAmongItsFeaturesDoesNotOpenAndIsAGap) {
    const auto file = m_folder / "a" / "tesserae.fgb";
    EXPECT_TRUE(geo::explainPack(*geo::readPack((m_folder / "a").string(), {})).gaps.empty());
    fs::resize_file(file, fs::file_size(file) * 3 / 4);
    const auto gaps = geo::explainPack(*geo::readPack((m_folder / "a").string(), {})).gaps;
    ASSERT_EQ(gaps.size(), 1u);
    EXPECT_EQ(gaps[0].message, "Part of the asset tesserae is damaged or cut; fetch the pack again.");
    const auto opened = geo::openLayer(layer("Mosaic").spec, geo::Crs::cityEqualArea(sample::kCentre), {}, {});
    ASSERT_FALSE(opened);
    EXPECT_NE(opened.error().message.find("damaged"), std::string::npos) << opened.error().message;
}

TEST_F(ProposePack, ItsCityIsThereToBeNamedFromAfar) {
    const auto places = open("Places");
    ASSERT_TRUE(places);
    const auto& ranks = places->ranks()->ranks;
    const geo::TileScheme scheme;
    for (int level = 0; level <= geo::TileScheme::kMaxLevel; ++level) {
        if (scheme.resolution(level) < 1000) break;
        const auto tile = places->read(scheme, scheme.at(places->extent().centre(), level), {});
        ASSERT_TRUE(tile);
        const auto* points = std::get_if<geo::PointContent>(&tile->data);
        ASSERT_TRUE(points) << scheme.resolution(level);
        for (const auto& point : points->points) EXPECT_EQ(places->features()->classOf[point.feature], ranks.size());
    }
}

TEST_F(ProposePack, EveryLayerOpens) {
    for (const auto& one : m_layers) EXPECT_TRUE(open(one.title)) << one.title;
    EXPECT_EQ(open("Mosaic")->attribution(), "© OpenStreetMap contributors");
    EXPECT_EQ(open("Streets")->kind(), geo::SourceKind::Lines);
    EXPECT_TRUE(open("Streets")->ranks());
    EXPECT_TRUE(open("Places")->ranks());
    EXPECT_EQ(open("Places")->features()->features, 2u);
    EXPECT_EQ(open("Inhabitants 2020")->valueRange()->unit, "inhabitants per km²");
}

TEST_F(ProposePack, LinesWithoutARankAreDrawnAsOthers) {
    const auto streets = open("Streets");
    EXPECT_EQ(streets->features()->features, 9u);
    ASSERT_EQ(streets->ranks()->ranks[0].code, "other");
    EXPECT_EQ(std::ranges::count(streets->features()->classOf, uint16_t{1}), 1) << "the one street without a rank";
}

TEST_F(ProposePack, CommandsCallLayersByTheirAssets) {
    EXPECT_EQ(layer("Streets").id, "grey");
    EXPECT_EQ(layer("Districts, names").id, "districts-names");
}

TEST_F(ProposePack, OneStoreKnowsAllDimensionsOfATessera) {
    const auto mosaic = open("Mosaic");
    const auto table = mosaic->features();
    ASSERT_EQ(table->dimensionsOf.size(), 48u);
    const auto& density = geo::dimensionTable(geo::Dimension::Density);
    size_t high = 0;
    for (const auto& classes : table->dimensionsOf) high += density.classes[classes[0]].code == "high";
    EXPECT_GT(high, 0u);
    EXPECT_LT(high, 48u);
}

TEST_F(ProposePack, ATesseraSpeaksInSentences) {
    const auto found = open("Mosaic")->identify({50, 50}, 1);
    ASSERT_EQ(found.size(), 1u);
    ASSERT_EQ(found[0].sentences.size(), 8u);
    EXPECT_EQ(found[0].sentences[0], "Street block of 1 ha, 218 inhabitants and 84 addresses.");
    EXPECT_EQ(found[0].sentences[1], "Density: high density, 80 % sure; 84 addresses per ha. 72 % of the block says high.");
    EXPECT_EQ(found[0].sentences[7], "Sources: OpenStreetMap, made-up land cover.");
    ASSERT_EQ(found[0].attributes.size(), 1u);
    EXPECT_EQ(found[0].attributes[0].name, "id");
}

TEST(StrangersItem, ClassesComeBeforePicturesAndBands) {
    const char* text = R"({"type":"Feature","stac_version":"1.0.0","id":"S2A_21HWB","bbox":[-57,-35,-56,-34],
      "geometry":{"type":"Polygon","coordinates":[[[-57,-35],[-56,-35],[-56,-34],[-57,-34],[-57,-35]]]},
      "properties":{"datetime":"2024-03-01T13:40:00Z","proj:epsg":32721},
      "links":[{"rel":"self","href":"https://earth-search.example/v1/items/S2A"},{"rel":"root","href":"../../x"}],
      "assets":{
        "red":{"href":"https://example.com/B04.tif","type":"image/tiff; application=geotiff; profile=cloud-optimized","roles":["data","reflectance"]},
        "red-jp2":{"href":"s3://sentinel/B04.jp2","type":"image/jp2","roles":["data"]},
        "visual":{"href":"https://example.com/TCI.tif","type":"image/tiff; application=geotiff","roles":["visual"]},
        "scl":{"href":"https://example.com/SCL.tif","type":"image/tiff; application=geotiff","roles":["data"],
               "classification:classes":[{"value":4,"name":"vegetation","title":"Vegetation","color_hint":"00A000"}]},
        "thumbnail":{"href":"https://example.com/t.jpg","type":"image/jpeg","roles":["thumbnail"]},
        "granule_metadata":{"href":"https://example.com/m.xml","type":"application/xml","roles":["metadata"]}}})";
    const auto pack = geo::parseItem(text, {geo::PackOrigin::Kind::Web, "https://earth-search.example/v1/items/", {}}, "item");
    ASSERT_TRUE(pack) << geo::describe(pack.error());
    EXPECT_EQ(pack->assets.size(), 5u);
    EXPECT_EQ(pack->remarks.remarks.size(), 1u);
    EXPECT_EQ(pack->territory.size(), 1u);
    const auto scl = std::ranges::find(pack->assets, "scl", &geo::PackAsset::key);
    EXPECT_EQ(scl->epsg, 32721);
    ASSERT_EQ(scl->bands.size(), 1u);
    EXPECT_EQ(scl->bands[0].classes[0].description, "Vegetation");
    EXPECT_EQ(scl->bands[0].classes[0].colour, geo::Colour::parse("00a000"));
}

}  // namespace
