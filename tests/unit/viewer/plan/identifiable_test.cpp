#include "viewer/plan/identifiable.h"

#include <gtest/gtest.h>

#include "geo/taxonomy/scheme.h"
#include "tests/support/table_source.h"

namespace {

geo::ClassEntry entry(const char* code, const char* use) {
    geo::ClassEntry made{code, code, {1, 2, 3, 255}, {}, {}};
    made.dimensions[static_cast<size_t>(geo::Dimension::Use)] = use;
    return made;
}

/// Two classes; as a raster, or as the features of a vector layer.
struct Source final : support::TableSource {
    Source() { table->classes.insert(table->classes.end(), {entry("homes", "residential"), entry("works", "industrial")}); }
};

map::Layer layerOf(const std::shared_ptr<Source>& source) {
    map::Layer layer;
    layer.source = source;
    layer.status = map::LayerStatus::Ready;
    return layer;
}

TEST(Identifiable, CellsOfHiddenClassesAreNot) {
    auto layer = layerOf(std::make_shared<Source>());
    EXPECT_TRUE(plan::identifiable(layer, 1)(1, geo::kNoFeature));
    layer.style.hidden = {"homes"};
    EXPECT_FALSE(plan::identifiable(layer, 1)(1, geo::kNoFeature));
    EXPECT_TRUE(plan::identifiable(layer, 1)(2, geo::kNoFeature));
    layer.style.isolated = "homes";
    EXPECT_TRUE(plan::identifiable(layer, 1)(1, geo::kNoFeature));
    EXPECT_FALSE(plan::identifiable(layer, 1)(2, geo::kNoFeature));
}

TEST(Identifiable, CellsThatAFilterHoldsBackAreNot) {
    auto layer = layerOf(std::make_shared<Source>());
    layer.style.filter["use"] = {"industrial"};
    EXPECT_FALSE(plan::identifiable(layer, 1)(1, geo::kNoFeature));
    EXPECT_TRUE(plan::identifiable(layer, 1)(2, geo::kNoFeature));
}

TEST(Identifiable, FeaturesAreAskedOneByOne) {
    auto source = std::make_shared<Source>();
    source->is = geo::SourceKind::Areas;
    source->objects = std::make_shared<geo::FeatureTable>();
    source->objects->features = 2;
    source->objects->classOf = {1, 1};
    source->objects->dimensionsOf = {geo::dimensionClasses(entry("", "residential")),
                                     geo::dimensionClasses(entry("", "industrial"))};
    auto layer = layerOf(source);
    layer.style.filter["use"] = {"industrial"};
    EXPECT_FALSE(plan::identifiable(layer, 1)(1, 0));
    EXPECT_TRUE(plan::identifiable(layer, 1)(1, 1));
    layer.style.hidden = {"homes"};
    EXPECT_FALSE(plan::identifiable(layer, 1)(1, 1));
}

TEST(Identifiable, RanksHaveTheirScales) {
    auto source = std::make_shared<Source>();
    source->is = geo::SourceKind::Lines;
    source->rankTable.ranks.resize(1);
    source->rankTable.ranks[0].code = "footway";
    source->rankTable.ranks[0].maxMetresPerPixel = 4;
    auto layer = layerOf(source);
    EXPECT_TRUE(plan::identifiable(layer, 4)(1, 0));
    EXPECT_FALSE(plan::identifiable(layer, 5)(1, 0));
    EXPECT_FALSE(plan::identifiable(layer, 4)(0, 0)) << "what belongs to no rank is not drawn";
}

TEST(Identifiable, AreasByValueHaveNoClassesToHide) {
    auto source = std::make_shared<Source>();
    source->is = geo::SourceKind::Areas;
    source->range = geo::ValueRange{};
    source->objects = std::make_shared<geo::FeatureTable>();
    source->objects->valueOf = {1};
    auto layer = layerOf(source);
    layer.style.hidden = {"homes"};
    EXPECT_TRUE(plan::identifiable(layer, 1)(1, 0));
}

// What is hidden is a class of the dimension; the source's own classes, and values that are not shown, have no say.
TEST(Identifiable, LayersColouredByADimensionHideItsClasses) {
    auto features = std::make_shared<Source>();
    features->range = geo::ValueRange{};
    features->objects = std::make_shared<geo::FeatureTable>();
    features->objects->classOf = {1, 1};
    features->objects->valueOf = {1, 2};
    features->objects->dimensionsOf = {geo::dimensionClasses(entry("", "residential")),
                                       geo::dimensionClasses(entry("", "industrial"))};
    for (const auto& source : {features, std::make_shared<Source>()}) {
        auto layer = layerOf(source);
        layer.style.dimension = "use";
        layer.style.hidden = {"industrial"};
        const auto isDrawn = plan::identifiable(layer, 1);
        EXPECT_TRUE(isDrawn(1, source->objects ? 0 : geo::kNoFeature));
        EXPECT_FALSE(isDrawn(source->objects ? 1 : 2, source->objects ? 1 : geo::kNoFeature));
        layer.style.hidden = {"works"};
        EXPECT_TRUE(plan::identifiable(layer, 1)(2, source->objects ? 1 : geo::kNoFeature));
    }
}

}  // namespace
