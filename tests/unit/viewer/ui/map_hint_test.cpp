#include "viewer/ui/map_hint.h"

#include <gtest/gtest.h>

namespace {

class Source final : public geo::LayerSource {
public:
    explicit Source(geo::Extent extent) : m_extent(extent) {}
    [[nodiscard]] geo::SourceKind kind() const override { return geo::SourceKind::Values; }
    [[nodiscard]] geo::Extent extent() const override { return m_extent; }
    [[nodiscard]] geo::Result<geo::TileContent> read(const geo::TileScheme&, const geo::TileId&, std::stop_token) const override {
        return geo::TileContent{geo::EmptyContent{}};
    }
    [[nodiscard]] std::vector<geo::Identified> identify(geo::Point, double, const geo::IsDrawn&) const override { return {}; }
    [[nodiscard]] const std::string& attribution() const override { return m_attribution; }
    [[nodiscard]] geo::Diagnostics diagnostics() const override { return {}; }

private:
    geo::Extent m_extent;
    std::string m_attribution;
};

class MapHint : public testing::Test {
protected:
    MapHint() {
        map::Layer layer;
        layer.source = std::make_shared<Source>(geo::Extent{0, 0, 100000, 100000});
        layer.status = map::LayerStatus::Ready;
        scene.layers = {layer};
        view.camera = {{0, 0}, 10, 0};
        view.widthPx = 1000, view.heightPx = 1000;
    }
    [[nodiscard]] std::string_view hint(bool anything = false, bool complete = true) const {
        return ui::mapHint(scene, view, complete, anything);
    }
    map::SceneState scene;
    map::ViewState view;
};

TEST_F(MapHint, SaysThatNothingLiesHereOnlyWhenAllIsThere) {
    EXPECT_EQ(hint(), "Nothing of the layers lies here. F shows everything.");
    EXPECT_EQ(hint(true), "");
    EXPECT_EQ(hint(false, false), "");
    scene.layers[0].status = map::LayerStatus::Loading;
    EXPECT_EQ(hint(), "");
}

TEST_F(MapHint, DoesNotSendPeopleToAViewTheyHave) {
    view.camera.metresPerPixel = 1000;
    EXPECT_EQ(hint(), "The layers hold nothing that could be drawn.");
}

TEST_F(MapHint, SaysThatAllThereIsIsASpeck) {
    view.camera.metresPerPixel = 20000;
    EXPECT_EQ(hint(true), "The layers are a speck from so far. F shows everything.");
    view.camera.metresPerPixel = 2000;
    EXPECT_EQ(hint(true), "");
}

TEST_F(MapHint, SaysThatTheScaleIsToBlame) {
    scene.layers[0].maxMetresPerPixel = 5;
    EXPECT_EQ(hint(), "No layer is drawn at this scale.");
}

TEST_F(MapHint, IsSilentWhereAPersonWantedItSo) {
    scene.layers[0].visible = false;
    EXPECT_EQ(hint(), "");
    scene.layers.clear();
    EXPECT_EQ(hint(), "");
}

}  // namespace
