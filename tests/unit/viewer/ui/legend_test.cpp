#include <gtest/gtest.h>

#include "tests/support/table_source.h"
#include "viewer/ui/legend_math.h"

TEST(Legend, DroppingALayerIntoAGapOfTheList) {
    // Four layers; row 0 is the top one, index 3 in the scene.
    EXPECT_EQ(ui::sceneIndexAfterDrop(4, 3, 0), 3);  // bottom to top
    EXPECT_EQ(ui::sceneIndexAfterDrop(4, 0, 4), 0);  // top to bottom
    EXPECT_EQ(ui::sceneIndexAfterDrop(4, 1, 3), 1);  // one down
    EXPECT_EQ(ui::sceneIndexAfterDrop(4, 2, 1), 2);  // one up
}

TEST(Legend, ALayerThatIsNotReadySaysSo) {
    map::Layer layer;
    EXPECT_EQ(ui::layerSummary(layer), "Loading …");
    layer.status = map::LayerStatus::Failed;
    EXPECT_EQ(ui::layerSummary(layer), "Could not be opened");
    EXPECT_EQ(ui::legendRows(layer), 0u);
}

namespace {

struct Unfolding : testing::Test {
    /// Topmost last, as in a scene.
    map::Layer& add(const std::string& id, geo::SourceKind kind, size_t classes) {
        auto source = std::make_shared<support::TableSource>();
        source->is = kind;
        for (size_t i = 1; i <= classes; ++i) source->table->classes.push_back({std::to_string(i), "Class", {}, {}, ""});
        if (classes == 0) source->range = geo::ValueRange{0, 36, 0, 36, "addresses per ha", geo::Spread::Linear};
        map::Layer layer;
        layer.id = id;
        layer.status = map::LayerStatus::Ready;
        layer.source = source;
        return layers.emplace_back(layer);
    }
    [[nodiscard]] std::string at(double metresPerPixel) const { return ui::legendToUnfold(layers, metresPerPixel); }

    std::vector<map::Layer> layers;
};

}  // namespace

TEST_F(Unfolding, WhatFillsTheGroundAtThisScale) {
    add("address-density", geo::SourceKind::Values, 0).minMetresPerPixel = 2.5;
    add("land-use", geo::SourceKind::Areas, 5).style.hidden = {"5"};
    add("buildings", geo::SourceKind::Areas, 5).maxMetresPerPixel = 6;
    add("roads", geo::SourceKind::Lines, 5);
    EXPECT_EQ(at(36), "address-density") << "no building is drawn, and land use lies over it in places";
    EXPECT_EQ(at(1), "buildings");
    layers[0].visible = layers[2].visible = false;
    EXPECT_EQ(at(36), "land-use");
}

TEST_F(Unfolding, TheTopmostWhereNothingFillsTheGround) {
    add("roads", geo::SourceKind::Lines, 3);
    add("stations", geo::SourceKind::Points, 2);
    EXPECT_EQ(at(10), "stations");
    layers[1].legend = false;
    EXPECT_EQ(at(10), "roads");
    layers[0].visible = false;
    EXPECT_EQ(at(10), "");
}

TEST(Legend, AListMovesNoMoreThanNeeded) {
    EXPECT_EQ(ui::scrollToShow(100, 300, 400), 0) << "in sight already";
    EXPECT_EQ(ui::scrollToShow(300, 500, 400), 100);
    EXPECT_EQ(ui::scrollToShow(300, 900, 400), 300) << "too long: its begin";
}
