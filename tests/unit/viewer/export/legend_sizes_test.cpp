#include <gtest/gtest.h>

#include "tests/render/fake_source.h"
#include "viewer/export/map_furniture.h"

namespace {

text::LegendSpec legendWith(std::optional<geo::ValueRange> range) {
    auto scene = std::make_shared<map::SceneState>();
    map::Layer layer;
    layer.title = "Member cities";
    auto source = fake::places({{{0, 0}, 1, "A", 2e7F}, {{9, 9}, 1, "B", 1e6F}});
    source->range = std::move(range);
    layer.source = source;
    layer.status = map::LayerStatus::Ready;
    layer.style.radiusMaxPx = 16;
    scene->layers.push_back(layer);
    exporting::FurnitureSpec spec;
    spec.scene = scene;
    return exporting::legendOf(spec);
}

TEST(LegendSizes, CirclesSayWhatTheyStandFor) {
    const auto legend = legendWith(geo::ValueRange{0, 2e7, 0, 2e7, "inhabitants", geo::Spread::SquareRoot});
    ASSERT_EQ(legend.blocks.size(), 2u);
    const auto& sizes = legend.blocks[1];
    EXPECT_EQ(sizes.title, "Size: inhabitants");
    ASSERT_EQ(sizes.rows.size(), 3u);
    EXPECT_EQ(sizes.rows[2].label, "20 million");
    EXPECT_DOUBLE_EQ(sizes.rows[2].sizePx, 32);
    EXPECT_EQ(sizes.rows[1].label, "5 million");
    EXPECT_DOUBLE_EQ(sizes.rows[1].sizePx, 16) << "a quarter of the area";
}

TEST(LegendSizes, PointsOfOneSizeNeedNone) { EXPECT_EQ(legendWith(std::nullopt).blocks.size(), 1u); }

}  // namespace
