#include <gtest/gtest.h>

#include <array>

#include "geo/taxonomy/scheme.h"
#include "tests/render/fake_source.h"
#include "viewer/export/map_furniture.h"
#include "viewer/plan/style_tables.h"

namespace {

exporting::FurnitureSpec mapWith(std::optional<geo::ValueRange> range) {
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
    return spec;
}

text::LegendSpec legendWith(std::optional<geo::ValueRange> range) { return exporting::legendOf(mapWith(std::move(range))); }

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

TEST(LegendSizes, CirclesAreAsLargeAsOnTheMapHoweverLargeTheLettersAre) {
    auto spec = mapWith(geo::ValueRange{0, 2e7, 0, 2e7, "inhabitants", geo::Spread::SquareRoot});
    spec.area = {0, 0, 1920, 1080};
    spec.view.pixelRatio = 2;
    for (const double magnification : {1.0, 1.5})
        for (const double enlarged : {0.85, 1.0, 1.25}) {
            spec.view.magnification = magnification, spec.enlarged = enlarged;
            const auto page = exporting::legendPage(spec);
            EXPECT_DOUBLE_EQ(page.legend.blocks[1].rows[2].sizePx * page.ratio, 32 * spec.view.symbolRatio());
        }
}

TEST(LegendSizes, PointsOfOneSizeNeedNone) { EXPECT_EQ(legendWith(std::nullopt).blocks.size(), 1u); }

std::vector<std::string> labelsOf(const text::LegendSpec& legend) {
    std::vector<std::string> labels;
    for (const auto& block : legend.blocks)
        for (const auto& row : block.rows) labels.push_back(row.label);
    return labels;
}

TEST(Legend, IsFirstAboutTheMosaicElseAboutWhatFillsAreas) {
    const auto& table = geo::dimensionTable(geo::Dimension::Use);
    auto tesserae = fake::circles();
    auto features = std::make_shared<geo::FeatureTable>(*tesserae->featureTable);
    geo::DimensionClasses own{};
    own[static_cast<size_t>(geo::Dimension::Use)] = static_cast<uint16_t>(*table.indexOf("industrial"));
    features->dimensionsOf.assign(features->classOf.size(), own);
    tesserae->featureTable = features;
    auto scene = std::make_shared<map::SceneState>();
    const auto add = [&](const char* title, std::shared_ptr<const geo::LayerSource> source) -> map::Layer& {
        map::Layer layer;
        layer.title = title;
        layer.source = std::move(source);
        layer.status = map::LayerStatus::Ready;
        return scene->layers.emplace_back(layer);
    };
    add("Land cover", fake::chessboard(200));
    add("Blocks", tesserae).style.dimension = "use";
    add("Wards", fake::circles());
    add("Streets", fake::places({{{0, 0}, 1, "A", 1}}));
    exporting::FurnitureSpec spec;
    spec.scene = scene;
    const auto subject = [&] {
        std::string titles;
        for (const auto& block : exporting::legendOf(spec).blocks)
            if (block.subject) titles += block.title;
        return titles;
    };
    EXPECT_EQ(subject(), "Blocks: land use");
    EXPECT_EQ(exporting::legendOf(spec).blocks.size(), 4u);
    features->confidenceOf.resize(features->features);
    scene->layers[1].style.confidence = true;
    const auto legend = exporting::legendOf(spec);
    ASSERT_EQ(legend.blocks.size(), 5u);
    EXPECT_EQ(legend.blocks[3].title, "How sure the class is") << "below the classes that it is about";
    EXPECT_EQ(legend.blocks[3].rows.size(), 3u);
    scene->layers[1].visible = false;
    EXPECT_EQ(subject(), "Wards");
    scene->layers[2].visible = false;
    EXPECT_EQ(subject(), "Land cover");
}

TEST(LegendOfADimension, ListsOnlyWhatThePictureShows) {
    const auto& table = geo::dimensionTable(geo::Dimension::Use);
    const auto classes = [&](const char* code) {
        geo::DimensionClasses own{};
        own[static_cast<size_t>(geo::Dimension::Use)] = static_cast<uint8_t>(*table.indexOf(code));
        return own;
    };
    auto source = fake::circles();
    auto features = std::make_shared<geo::FeatureTable>(*source->featureTable);
    features->dimensionsOf.assign(features->classOf.size(), classes("industrial"));
    source->featureTable = features;
    map::Layer layer;
    layer.title = "Blocks";
    layer.source = source;
    layer.status = map::LayerStatus::Ready;
    layer.style.dimension = "use";
    auto scene = std::make_shared<map::SceneState>();
    scene->layers.push_back(layer);
    exporting::FurnitureSpec spec;
    spec.scene = scene;
    EXPECT_GT(labelsOf(exporting::legendOf(spec)).size(), 4u) << "all of them, where nothing is said of the view";
    spec.classesShown = [&](const map::Layer& asked) {
        const std::array inView{classes("residential"), classes("industrial")};
        return plan::shownClasses(*asked.source, asked.style, {}, inView);
    };
    const auto label = [&](const char* code) { return table.classes[*table.indexOf(code)].label; };
    EXPECT_EQ(labelsOf(exporting::legendOf(spec)), (std::vector{label("residential"), label("industrial")}));
    scene->layers[0].style.filter = {{"use", {"residential"}}};
    EXPECT_EQ(labelsOf(exporting::legendOf(spec)), (std::vector<std::string>{"Blocks: " + label("residential")}));
}

}  // namespace
