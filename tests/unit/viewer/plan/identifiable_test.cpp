#include "viewer/plan/identifiable.h"

#include <gtest/gtest.h>

#include "geo/taxonomy/scheme.h"

namespace {

geo::ClassEntry entry(const char* code, const char* use) {
    geo::ClassEntry made{code, code, {1, 2, 3, 255}, {}, {}};
    made.dimensions[static_cast<size_t>(geo::Dimension::Use)] = use;
    return made;
}

/// Two classes; as a raster, or as the features of a vector layer.
class Source final : public geo::LayerSource {
public:
    std::shared_ptr<geo::ClassTable> table = std::make_shared<geo::ClassTable>();
    std::shared_ptr<geo::FeatureTable> objects;
    geo::RankTable rankTable;
    geo::SourceKind is = geo::SourceKind::Classes;
    std::optional<geo::ValueRange> range;

    Source() { table->classes.insert(table->classes.end(), {entry("homes", "residential"), entry("works", "industrial")}); }
    [[nodiscard]] geo::SourceKind kind() const override { return is; }
    [[nodiscard]] geo::Extent extent() const override { return {}; }
    [[nodiscard]] geo::Result<geo::TileContent> read(const geo::TileScheme&, const geo::TileId&, std::stop_token) const override {
        return geo::TileContent{geo::EmptyContent{}};
    }
    [[nodiscard]] std::shared_ptr<const geo::ClassTable> classes() const override { return table; }
    [[nodiscard]] std::optional<geo::ValueRange> valueRange() const override { return range; }
    [[nodiscard]] const geo::RankTable* ranks() const override { return rankTable.ranks.empty() ? nullptr : &rankTable; }
    [[nodiscard]] std::shared_ptr<const geo::FeatureTable> features() const override { return objects; }
    [[nodiscard]] std::vector<geo::Identified> identify(geo::Point, double, const geo::IsDrawn&) const override { return {}; }
    [[nodiscard]] const std::string& attribution() const override { return m_attribution; }
    [[nodiscard]] geo::Diagnostics diagnostics() const override { return {}; }

private:
    std::string m_attribution;
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

}  // namespace
