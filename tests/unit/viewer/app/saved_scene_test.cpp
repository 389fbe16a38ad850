#include "viewer/app/saved_scene.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <limits>

#include "geo/base/paths.h"
#include "viewer/app/session.h"

namespace app {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;

std::vector<std::string> pathsOf(const map::SceneDocument& document) {
    std::vector<std::string> paths;
    for (const auto& layer : document.layers) paths.push_back(layer.spec.path);
    return paths;
}

map::Layer layerOf(const std::string& id, const std::string& path) {
    map::Layer layer;
    layer.id = id, layer.title = "Layer " + id;
    layer.spec.path = path;
    return layer;
}

/// What is saved is what is read: the law of this file.
void expectComesBack(const map::SceneDocument& document) {
    const auto text = map::writeScene(document);
    const auto again = map::parseScene(text, "saved");
    ASSERT_TRUE(again) << geo::describe(again.error());
    EXPECT_EQ(map::writeScene(*again), text);
    EXPECT_EQ(pathsOf(*again), pathsOf(document));
}

TEST(SavedScene, OfEveryMapComesBack) {
    Session session;
    session.showWorld();
    expectComesBack(savedScene(*session.place(), "/home/ana", {0, 0}, 192000).document);
    for (const auto& name : session.places().sceneNames()) {
        ASSERT_TRUE(session.loadScene(name)) << name;
        const auto saved = savedScene(*session.place(), "/home/ana", session.place()->centre, 20);
        expectComesBack(saved.document);
        EXPECT_THAT(saved.leftOut, ElementsAre()) << name;
    }
    ASSERT_TRUE(session.flyToMember("barcelona")) << "a member without a scene";
    expectComesBack(savedScene(*session.place(), "/home/ana", session.place()->centre, 0).document);
}

TEST(SavedScene, KeepsTheWorldAsItIs) {
    Session session;
    session.showWorld();
    const auto& state = session.place()->scene.state();
    const auto saved = savedScene(*session.place(), "/home/ana", {0, 0}, 20000);
    EXPECT_EQ(saved.document.graticule, state.graticule);
    EXPECT_TRUE(saved.document.graticule);
    EXPECT_EQ(saved.document.layers.size(), state.layers.size() - 1) << "all but the members, which every world has";
    EXPECT_THAT(saved.leftOut, ElementsAre());
}

TEST(SavedScene, NamesFilesFromWhereItWillLie) {
    const auto place = Place::city({2, 41}, "City");
    for (const char* path : {"/home/ana/maps/tiles/a.tif", "/home/ana/b.tif", "/home/ana/maps", "demo:montevideo",
                             "https://example.org/c.tif", "/vsizip/{/home/ana/p.zip}/tesserae.fgb"})
        place->scene.add(layerOf("layer", path));
    place->scene.add(layerOf("near", "d.tif"));  // from the folder where the program was started
    const auto saved = savedScene(*place, "/home/ana/maps", {2, 41}, 20);
    EXPECT_THAT(pathsOf(saved.document),
                ElementsAre("tiles/a.tif", "/home/ana/b.tif", ".", "demo:montevideo", "https://example.org/c.tif",
                            "/vsizip/{/home/ana/p.zip}/tesserae.fgb", (fs::current_path() / "d.tif").string()));
    expectComesBack(saved.document);
}

TEST(SavedScene, SaysWhatItCannotHold) {
    const auto place = Place::city({2, 41}, "City");
    place->scene.add(layerOf("streets", "PG:host=example.org password=secret"));
    place->scene.add(layerOf("동구역", "/home/ana/dong.shp"));
    auto wide = layerOf("values", "/home/ana/v.tif");
    wide.style.low = -map::kFarthestValue, wide.style.high = map::kFarthestValue;
    place->scene.add(wide);
    const auto saved = savedScene(*place, "/home/ana", {2, 41}, std::numeric_limits<double>::infinity());
    EXPECT_THAT(saved.leftOut, ElementsAre("Layer streets"));
    EXPECT_THAT(pathsOf(saved.document), ElementsAre("dong.shp", "v.tif"));
    expectComesBack(saved.document);
}

}  // namespace
}  // namespace app
