#include <gtest/gtest.h>

#include "viewer/ui/legend_math.h"

TEST(Legend, RampValueIsTheInverseOfItsPosition) {
    for (const auto spread : {geo::Spread::Linear, geo::Spread::SquareRoot, geo::Spread::Logarithmic}) {
        for (const double t : {0.1, 0.5, 0.9}) {
            EXPECT_NEAR(geo::rampPosition(ui::rampValue(t, 2, 500, spread), 2, 500, spread), t, 1e-6);
        }
    }
}

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
