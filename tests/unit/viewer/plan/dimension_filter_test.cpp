#include <gtest/gtest.h>

#include "geo/taxonomy/scheme.h"
#include "viewer/plan/style_tables.h"

namespace {

using geo::Dimension;
using geo::DimensionClasses;

DimensionClasses classes(const char* use, const char* surface) {
    geo::ClassEntry entry;
    entry.dimensions[static_cast<size_t>(Dimension::Use)] = use;
    entry.dimensions[static_cast<size_t>(Dimension::Surface)] = surface;
    return geo::dimensionClasses(entry);
}

map::LayerStyle filtered(std::map<std::string, std::set<std::string>> filter) {
    map::LayerStyle style;
    style.filter = std::move(filter);
    return style;
}

TEST(DimensionFilter, WithoutOneEverythingPasses) {
    const plan::DimensionFilter filter{map::LayerStyle{}};
    EXPECT_FALSE(filter.active());
    EXPECT_TRUE(filter.passes(classes("", "")));
}

TEST(DimensionFilter, TwoDimensionsHoldTogether) {
    const plan::DimensionFilter filter(filtered({{"use", {"residential", "commercial"}}, {"surface", {"man-made"}}}));
    EXPECT_TRUE(filter.passes(classes("residential", "man-made")));
    EXPECT_TRUE(filter.passes(classes("commercial", "man-made")));
    EXPECT_FALSE(filter.passes(classes("residential", "natural")));
    EXPECT_FALSE(filter.passes(classes("industrial", "man-made")));
}

TEST(DimensionFilter, UnknownPassesOnlyWhereItIsAskedFor) {
    EXPECT_FALSE(plan::DimensionFilter(filtered({{"use", {"residential"}}})).passes(classes("", "natural")));
    EXPECT_TRUE(plan::DimensionFilter(filtered({{"use", {"unknown"}}})).passes(classes("", "natural")));
}

TEST(DimensionFilter, FeaturesHeldBackBecomeNothing) {
    geo::FeatureTable table;
    table.features = 3;
    table.classOf = {1, 2, 3};
    table.dimensionsOf = {classes("residential", "natural"), classes("industrial", "natural"),
                          classes("residential", "man-made")};
    const auto style = filtered({{"use", {"residential"}}, {"surface", {"natural"}}});
    EXPECT_EQ(plan::drawnClasses(table, style, {}), (std::vector<uint16_t>{1, 0, 0}));
    EXPECT_EQ(plan::drawnClasses(table, map::LayerStyle{}, {}), table.classOf);
}

TEST(DimensionFilter, AnyDimensionGivesTheClassesThatAreDrawn) {
    geo::FeatureTable table;
    table.features = 2;
    table.classOf = {1, 2};
    table.dimensionsOf = {classes("residential", "natural"), classes("industrial", "man-made")};
    const auto surface = plan::drawnClasses(table, map::LayerStyle{}, geo::Dimension::Surface);
    const auto& names = geo::dimensionTable(geo::Dimension::Surface);
    EXPECT_EQ(surface, (std::vector<uint16_t>{*names.indexOf("natural"), *names.indexOf("man-made")}));
    const auto held = plan::drawnClasses(table, filtered({{"use", {"residential"}}}), geo::Dimension::Surface);
    EXPECT_EQ(held, (std::vector<uint16_t>{surface[0], 0}));
}

TEST(OutlineSeen, FadesWhereAreasBecomeSmall) {
    map::LayerStyle style;
    EXPECT_EQ(plan::outlineSeen(style, 1), 0);  // none by itself
    style.outlinePx = 1;
    EXPECT_EQ(plan::outlineSeen(style, 1000), 1);
    style.outlineMaxMetresPerPixel = 16;
    EXPECT_EQ(plan::outlineSeen(style, 8), 1);
    EXPECT_DOUBLE_EQ(plan::outlineSeen(style, 12), 0.5);
    EXPECT_EQ(plan::outlineSeen(style, 20), 0);
}

TEST(DimensionFilter, TablesWithoutACrosswalkAreLeftAlone) {
    geo::FeatureTable table;
    table.features = 2;
    table.classOf = {1, 2};
    EXPECT_EQ(plan::drawnClasses(table, filtered({{"use", {"residential"}}}), {}), table.classOf);
}

}  // namespace
