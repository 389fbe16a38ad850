#include "viewer/map/scene.h"

#include <gtest/gtest.h>

namespace {

using map::Layer;
using map::Scene;

Layer named(const std::string& id) {
    Layer layer;
    layer.id = id;
    return layer;
}

std::vector<std::string> idsOf(const Scene& scene) {
    std::vector<std::string> ids;
    for (const auto& layer : scene.state().layers) ids.push_back(layer.id);
    return ids;
}

TEST(Scene, FrozenStateDoesNotChange) {
    Scene scene;
    scene.add(named("roads"));
    const auto frame = scene.freeze();
    const auto revision = frame->revision;
    scene.edit("roads", [](Layer& layer) { layer.opacity = 0.5; });
    scene.add(named("parks"));
    scene.setBackground({1, 2, 3, 255});
    EXPECT_EQ(frame->layers.size(), 1u);
    EXPECT_EQ(frame->layers[0].opacity, 1);
    EXPECT_EQ(frame->revision, revision);
    EXPECT_EQ(scene.find("roads")->opacity, 0.5);
    EXPECT_GT(scene.state().revision, revision);
}

TEST(Scene, FreezingWithoutAChangeIsTheSameState) {
    Scene scene;
    scene.add(named("roads"));
    EXPECT_EQ(scene.freeze(), scene.freeze());
    const auto before = scene.freeze();
    EXPECT_FALSE(scene.edit("nobody", [](Layer&) { FAIL(); }));
    EXPECT_FALSE(scene.remove("nobody"));
    EXPECT_FALSE(scene.move("nobody", 0));
    EXPECT_EQ(scene.freeze(), before);
}

TEST(Scene, NobodyWatchingMeansNoCopy) {
    Scene scene;
    scene.add(named("roads"));
    const auto* state = &scene.state();
    scene.edit("roads", [](Layer& layer) { layer.visible = false; });
    EXPECT_EQ(&scene.state(), state);
}

TEST(Scene, IdsAreMadeUnique) {
    Scene scene;
    EXPECT_EQ(scene.add(named("roads")), "roads");
    EXPECT_EQ(scene.add(named("roads")), "roads-2");
    EXPECT_EQ(scene.add(named("roads")), "roads-3");
    EXPECT_EQ(scene.add(named("")), "layer");
    EXPECT_EQ(scene.add(named("")), "layer-2");
    scene.remove("roads-2");
    EXPECT_EQ(scene.add(named("roads")), "roads-2");
}

TEST(Scene, MovesLayersWithinBounds) {
    Scene scene;
    for (const char* id : {"a", "b", "c", "d"}) scene.add(named(id));
    using Ids = std::vector<std::string>;
    EXPECT_TRUE(scene.move("a", 2));
    EXPECT_EQ(idsOf(scene), (Ids{"b", "c", "a", "d"}));
    EXPECT_TRUE(scene.move("d", 0));
    EXPECT_EQ(idsOf(scene), (Ids{"d", "b", "c", "a"}));
    EXPECT_TRUE(scene.move("d", 99));
    EXPECT_EQ(idsOf(scene), (Ids{"b", "c", "a", "d"}));
    EXPECT_TRUE(scene.move("a", -5));
    EXPECT_EQ(idsOf(scene), (Ids{"a", "b", "c", "d"}));
}

TEST(Scene, EveryChangeRaisesTheRevision) {
    Scene scene;
    uint64_t last = scene.state().revision;
    const auto rose = [&] { return std::exchange(last, scene.state().revision) < scene.state().revision; };
    scene.add(named("roads"));
    EXPECT_TRUE(rose());
    scene.setCrs(geo::Crs::equalEarth(), "World");
    EXPECT_TRUE(rose());
    scene.move("roads", 0);
    EXPECT_TRUE(rose());
    scene.remove("roads");
    EXPECT_TRUE(rose());
}

TEST(Scene, NoTwoScenesHaveAStateOfTheSameRevision) {
    Scene city, world;
    city.add(named("roads"));
    world.add(named("countries"));
    EXPECT_NE(city.state().revision, world.state().revision) << "who compares revisions would see no change of place";
}

TEST(Scene, CrsKeyChangesWithTheCrs) {
    Scene scene;
    scene.setCrs(geo::Crs::equalEarth(), "World");
    const std::string world = scene.state().crsKey;
    scene.setCrs(geo::Crs::cityEqualArea({-56.1882, -34.9033}), "Montevideo");
    EXPECT_NE(scene.state().crsKey, world);
    EXPECT_EQ(scene.state().title, "Montevideo");
}

}  // namespace
