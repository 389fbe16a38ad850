#include <gtest/gtest.h>

#include "tests/render/fake_source.h"
#include "viewer/export/map_furniture.h"

namespace {

TEST(Attributions, EachCreditIsNamedOnceFromTheTopmostLayer) {
    map::SceneState scene;
    for (const char* credit : {"© A · © B", "© C", "© B", ""}) {
        map::Layer layer;
        auto source = fake::chessboard();
        source->credit = credit;
        layer.source = source;
        layer.status = map::LayerStatus::Ready;
        scene.layers.push_back(layer);
    }
    EXPECT_EQ(exporting::attributionsOf(scene, 10), (std::vector<std::string>{"© B", "© C", "© A"}));
    scene.layers[0].visible = false;
    EXPECT_EQ(exporting::attributionsOf(scene, 10), (std::vector<std::string>{"© B", "© C"}));
}

}  // namespace
