#include <gtest/gtest.h>

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
