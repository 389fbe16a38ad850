#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "geo/base/paths.h"
#include "viewer/map/scene.h"

namespace {

using testing::HasSubstr;

std::string complaintAbout(const std::string& json) {
    const auto scene = map::parseScene(json, "test");
    return scene ? "" : scene.error().message;
}
/// A scene of one layer, with this text among the layer's keys.
std::string oneLayer(const std::string& keys) {
    return R"({"layers": [{"id": "a", "source": {"path": "a.tif"}, )" + keys + "}]}";
}
std::string withPath(const std::string& path) { return R"({"layers": [{"id": "a", "source": {"path": ")" + path + R"("}}]})"; }

TEST(SceneFile, ReadsAllThatASceneSays) {
    const auto scene = map::parseScene(R"({
        "version": 1, "title": "Dakar", "view": "city", "centre": [-17.45, 14.7], "widthKm": 12.5, "background": "#bcd2e5",
        "layers": [{"id": "use", "title": "Land use", "visible": false, "opacity": 0.5, "maxMetresPerPixel": 40,
          "source": {"path": "demo:dakar", "draw": "areas", "select": ["landuse", "leisure=park|pitch"], "cellMetres": 250},
          "style": {"colours": {"residential": "#f3e7a0"}, "hidden": ["unknown"], "spread": "square-root"}}]})",
                                       "test");
    ASSERT_TRUE(scene) << geo::describe(scene.error());
    EXPECT_EQ(scene->centre, (geo::LonLat{-17.45, 14.7}));
    EXPECT_EQ(scene->widthKm, 12.5);
    EXPECT_EQ(scene->background.hex(), "#bcd2e5");
    ASSERT_EQ(scene->layers.size(), 1u);
    const auto& layer = scene->layers[0];
    EXPECT_FALSE(layer.visible);
    EXPECT_EQ(layer.spec.drawAs, geo::DrawAs::Areas);
    EXPECT_THAT(layer.spec.select, testing::ElementsAre("landuse", "leisure=park|pitch"));
    EXPECT_EQ(layer.style.colourOf.at("residential").hex(), "#f3e7a0");
    EXPECT_TRUE(layer.style.hidden.contains("unknown"));
    EXPECT_EQ(layer.style.spread, geo::Spread::SquareRoot);
}

TEST(SceneFile, SurvivesWritingAndReading) {
    for (const auto& file : std::filesystem::directory_iterator(geo::dataFolder() / "scenes")) {
        const auto scene = map::readScene(file.path().string());
        ASSERT_TRUE(scene) << geo::describe(scene.error());
        EXPECT_FALSE(scene->layers.empty()) << file.path();
        const auto written = map::writeScene(*scene);
        const auto again = map::parseScene(written, "again");
        ASSERT_TRUE(again) << geo::describe(again.error());
        EXPECT_EQ(map::writeScene(*again), written);
        EXPECT_EQ(again->layers.size(), scene->layers.size());
    }
}

TEST(SceneFile, SaysWhatIsWrongAndWhere) {
    EXPECT_THAT(complaintAbout("{"), HasSubstr("not JSON"));
    EXPECT_THAT(complaintAbout("[]"), HasSubstr("The scene must be an object"));
    EXPECT_THAT(complaintAbout(R"({"layer": []})"), HasSubstr("\"layer\" is not a key"));
    EXPECT_THAT(complaintAbout(oneLayer(R"("style": {"color": "#fff000"})")), HasSubstr("layers[0].style.color"));
    EXPECT_THAT(complaintAbout(oneLayer(R"("style": {"fill": "red"})")), HasSubstr("layers[0].style.fill must be a colour"));
    EXPECT_THAT(complaintAbout(oneLayer(R"("opacity": 2)")), HasSubstr("layers[0].opacity must be a number from 0.0 to 1.0"));
    EXPECT_THAT(complaintAbout(R"({"centre": [0, 91]})"), HasSubstr("centre[1]"));
    EXPECT_THAT(complaintAbout(R"({"view": "moon"})"), HasSubstr("\"city\" or \"world\""));
    EXPECT_THAT(complaintAbout(R"({"version": 2})"), HasSubstr("version"));
    EXPECT_THAT(complaintAbout(R"({"layers": [{"id": "Land Use", "source": {"path": "a"}}]})"), HasSubstr("small letters"));
    EXPECT_THAT(complaintAbout(R"({"layers": [{"id": "a"}]})"), HasSubstr("needs a \"source\""));
    EXPECT_THAT(complaintAbout(R"({"layers": [{"id": "a", "source": {"path": "a"}}, {"id": "a", "source": {"path": "a"}}]})"),
                HasSubstr("used by an earlier layer"));
}

TEST(SceneFile, TakesNoConnectionStrings) {
    for (const char* path :
         {"PG:host=evil", "/vsicurl/http://evil", "MVT:/etc", "<VRTDataset/>", "{}", "GTIFF_DIR:1:a.tif", "../../etc/passwd",
          "a/../../b", "", "a\\u0000b", "/vsizip/{/vsicurl/PG:x}/a", "/vsizip/{/vsizip/{/a.zip}/b}/c", "/vsizip/{/a.zip}/../b",
          "/vsizip/{a.zip}/b", "/vsizip/{https://example.org/a.zip}/b"})
        EXPECT_THAT(complaintAbout(withPath(path)), HasSubstr("layers[0].source.path")) << path;
    for (const char* path :
         {"demo:montevideo", "demo:world-atlas/land-10m.json", "tiles/a.tif", "/home/ana/a.tif", "https://example.org/a.tif",
          "/vsizip/{/home/ana/a.zip}/b.fgb", "/vsizip/{/vsicurl/https://example.org/a.zip}/b.fgb"})
        EXPECT_EQ(complaintAbout(withPath(path)), "") << path;
}

TEST(SceneFile, RefusesHugeAndDeepInput) {
    EXPECT_EQ(map::parseScene(std::string(5 << 20, ' '), "big").error().code, geo::ErrorCode::TooLarge);
    EXPECT_THAT(complaintAbout(std::string(100000, '[')), HasSubstr("too deeply"));
    EXPECT_EQ(complaintAbout(R"({"title": "[[[[[[[[[[[[[[[[[[[[ \" [[[["})"), "") << "brackets in a text are no depth";
}

TEST(SceneFile, TakesRelativePathsFromItsOwnFolder) {
    const auto folder = std::filesystem::temp_directory_path() / "metromosaic-scene-test";
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "s.json") << withPath("tiles/a.tif");
    const auto scene = map::readScene((folder / "s.json").string());
    std::filesystem::remove_all(folder);
    ASSERT_TRUE(scene) << geo::describe(scene.error());
    EXPECT_EQ(scene->layers[0].spec.path, (folder / "tiles/a.tif").string());
    EXPECT_EQ(map::readScene("/nowhere/s.json").error().code, geo::ErrorCode::NotFound);
}

}  // namespace
