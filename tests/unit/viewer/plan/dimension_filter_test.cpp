#include <gtest/gtest.h>

#include "geo/taxonomy/scheme.h"
#include "tests/support/table_source.h"
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

TEST(DrawnClass, WaterIsWaterOnEveryMap) {
    const auto lake = [](const char* surface) {
        geo::ClassEntry entry;
        entry.dimensions[static_cast<size_t>(Dimension::Infrastructure)] = "blue";
        entry.dimensions[static_cast<size_t>(Dimension::Surface)] = surface;
        return geo::dimensionClasses(entry);
    };
    for (const auto dimension : {Dimension::Use, Dimension::Density, Dimension::Surface, Dimension::Tenure}) {
        const auto colours = plan::dimensionColours({}, dimension);
        EXPECT_EQ(plan::drawnClass(lake(""), dimension), colours.size() - 1);
        EXPECT_EQ(colours.size(), geo::dimensionTable(dimension).size() + 1);
        EXPECT_EQ(plan::drawnClass(classes("", ""), dimension), colours.size() - 2) << "unknown, and no water";
    }
    EXPECT_EQ(plan::drawnClass(lake("natural"), Dimension::Surface), geo::dimensionTable(Dimension::Surface).indexOf("natural"));
    EXPECT_EQ(plan::drawnClass(lake(""), Dimension::Infrastructure),
              geo::dimensionTable(Dimension::Infrastructure).indexOf("blue"));
    map::LayerStyle style;
    style.hidden = {"unknown"};
    EXPECT_EQ(plan::dimensionColours(style, Dimension::Use).back().a, 0) << "hidden with what is unknown";
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

TEST(ShownClasses, OfARasterAreThoseOfTheDimensionThatItsCodesBelongTo) {
    support::TableSource source;
    for (const char* use : {"residential", "industrial", "residential"}) {
        geo::ClassEntry entry{use, use, {1, 2, 3, 255}, {}, {}};
        entry.dimensions[static_cast<size_t>(Dimension::Use)] = use;
        source.table->classes.push_back(entry);
    }
    const auto index = [](const char* use) { return *geo::dimensionTable(Dimension::Use).indexOf(use); };
    const std::vector<uint16_t> codes{1, 3};
    map::LayerStyle style;
    EXPECT_EQ(plan::shownClasses(source, style, codes, {}), codes) << "its own";
    style.dimension = "use";
    EXPECT_EQ(plan::shownClasses(source, style, codes, {}), (std::vector<uint16_t>{index("residential")}));
    style.filter = {{"use", {"industrial"}}};
    EXPECT_EQ(plan::shownClasses(source, style, codes, {}), (std::vector<uint16_t>{}));
}

}  // namespace
