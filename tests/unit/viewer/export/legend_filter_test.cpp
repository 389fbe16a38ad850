#include <gtest/gtest.h>

#include <array>

#include "geo/taxonomy/scheme.h"
#include "tests/render/fake_source.h"
#include "viewer/export/map_furniture.h"
#include "viewer/plan/style_tables.h"

namespace {

geo::DimensionClasses classes(const char* density, const char* use) {
    geo::ClassEntry entry;
    entry.dimensions[static_cast<size_t>(geo::Dimension::Density)] = density;
    entry.dimensions[static_cast<size_t>(geo::Dimension::Use)] = use;
    return geo::dimensionClasses(entry);
}

/// Blocks coloured by use, with these in view.
class FilteredLegend : public testing::Test {
protected:
    FilteredLegend() : m_scene(std::make_shared<map::SceneState>()) {
        auto source = fake::circles();
        auto features = std::make_shared<geo::FeatureTable>(*source->featureTable);
        features->dimensionsOf.assign(features->classOf.size(), classes("low", "industrial"));
        source->featureTable = features;
        map::Layer layer;
        layer.title = "Blocks";
        layer.source = source;
        layer.status = map::LayerStatus::Ready;
        layer.style.dimension = "use";
        m_scene->layers.push_back(layer);
    }
    map::Layer& layer() { return m_scene->layers[0]; }
    std::vector<text::LegendBlock> blocks(bool onlyShown = true) {
        exporting::FurnitureSpec spec;
        spec.scene = m_scene;
        if (onlyShown)
            spec.classesShown = [](const map::Layer& asked) {
                const std::array inView{classes("low", "residential"), classes("low", "industrial"),
                                        classes("high", "industrial")};
                return plan::shownClasses(*asked.source, asked.style, {}, inView);
            };
        return exporting::legendOf(spec).blocks;
    }

private:
    std::shared_ptr<map::SceneState> m_scene;
};

TEST_F(FilteredLegend, SaysWhatOfTheLayerIsDrawn) {
    EXPECT_EQ(blocks().at(0).note, "");
    layer().style.filter = {{"density", {"low"}}};
    ASSERT_EQ(blocks().size(), 1u);
    EXPECT_EQ(blocks()[0].title, "Blocks: land use");
    EXPECT_EQ(blocks()[0].note, "only low density");
    EXPECT_EQ(blocks()[0].rows.size(), 2u);
}

TEST_F(FilteredLegend, SaysSoBesideOneClassToo) {
    layer().style.filter = {{"density", {"high"}}};
    ASSERT_EQ(blocks().size(), 1u);
    EXPECT_EQ(blocks()[0].title, "Blocks: land use");
    EXPECT_EQ(blocks()[0].note, "only high density");
    ASSERT_EQ(blocks()[0].rows.size(), 1u);
    EXPECT_EQ(blocks()[0].rows[0].label, "Industrial");
}

TEST_F(FilteredLegend, AClassThatIsShownAloneIsNotSaidTwice) {
    layer().style.filter = {{"use", {"industrial"}}};
    ASSERT_EQ(blocks().size(), 1u);
    EXPECT_EQ(blocks()[0].title + blocks()[0].note, "");
    EXPECT_EQ(blocks()[0].rows.at(0).label, "Blocks: Industrial");
    EXPECT_EQ(blocks(false).at(0).note, "only industrial") << "a legend of all classes does not show it";
}

TEST_F(FilteredLegend, ExplainsAMapThatTheFilterEmpties) {
    layer().style.filter = {{"density", {"medium"}}};
    ASSERT_EQ(blocks().size(), 1u);
    EXPECT_EQ(blocks()[0].note, "only medium density: none here");
    EXPECT_TRUE(blocks()[0].rows.empty());
}

TEST_F(FilteredLegend, KeysHaveTheOpacityOfTheLayer) {
    layer().opacity = 0.3;
    for (const auto& row : blocks().at(0).rows) EXPECT_EQ(row.opacity, 0.3) << row.label;
    layer().source = fake::gradient();
    const auto ramp = blocks().at(0).ramp;
    ASSERT_FALSE(ramp.empty());
    for (const auto& colour : ramp) EXPECT_EQ(colour.a, 77);
}

}  // namespace
