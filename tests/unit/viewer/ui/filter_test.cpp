#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "geo/taxonomy/scheme.h"
#include "tests/support/table_source.h"
#include "viewer/ui/filter_facts.h"

namespace {

using Words = std::vector<std::string>;

geo::ClassEntry entry(const char* use, const char* surface) {
    geo::ClassEntry made{use, use, {1, 2, 3, 255}, {}, {}};
    made.dimensions[static_cast<size_t>(geo::Dimension::Use)] = use;
    made.dimensions[static_cast<size_t>(geo::Dimension::Surface)] = surface;
    return made;
}

using Source = support::TableSource;

map::Layer objects() {
    auto source = std::make_shared<Source>();
    source->objects = std::make_shared<geo::FeatureTable>();
    for (const auto* use : {"residential", "residential", "industrial", ""})
        source->objects->dimensionsOf.push_back(geo::dimensionClasses(entry(use, "man-made")));
    map::Layer layer;
    layer.source = source;
    return layer;
}

Words idsOf(const ui::FilterDimension& dimension) {
    Words ids;
    for (const auto& choice : dimension.choices) ids.push_back(choice.id);
    return ids;
}

TEST(FilterFacts, OnlyDimensionsThatTellThingsApartAreOffered) {
    const auto facts = ui::filterFacts(objects());
    ASSERT_EQ(facts.dimensions.size(), 1u) << "all surfaces are man-made";
    EXPECT_EQ(facts.dimensions[0].title, "Land use");
    EXPECT_EQ(idsOf(facts.dimensions[0]), (Words{"residential", "industrial", "unknown"}));
    EXPECT_EQ(facts.dimensions[0].choices[0].colour, geo::dimensionTable(geo::Dimension::Use).classes[1].colour);
    EXPECT_FALSE(facts.restricted());
    EXPECT_EQ(ui::filterSummary(facts), "4 objects");
}

TEST(FilterFacts, SayHowMuchIsDrawn) {
    auto layer = objects();
    layer.style.filter["use"] = {"residential"};
    const auto facts = ui::filterFacts(layer);
    EXPECT_TRUE(facts.restricted());
    EXPECT_TRUE(facts.dimensions[0].choices[0].on);
    EXPECT_FALSE(facts.dimensions[0].choices[1].on);
    EXPECT_EQ(ui::filterSummary(facts), "2 of 4 objects");
}

TEST(FilterFacts, OfARasterItsClassesAreCounted) {
    auto source = std::make_shared<Source>();
    source->table->classes.insert(source->table->classes.end(),
                                  {entry("residential", "man-made"), entry("recreational", "natural"), entry("", "")});
    map::Layer layer;
    layer.source = source;
    layer.style.filter["surface"] = {"natural"};
    const auto facts = ui::filterFacts(layer);
    EXPECT_EQ(facts.dimensions.size(), 2u);
    EXPECT_EQ(ui::filterSummary(facts), "2 of 3 classes") << "a class without a crosswalk always passes";
}

TEST(FilterFacts, WhatIsColouredByValueHasNoFilter) {
    auto layer = objects();
    auto source = std::make_shared<Source>();
    source->objects = std::make_shared<geo::FeatureTable>(*layer.source->features());
    source->range = geo::ValueRange{};
    layer.source = source;
    EXPECT_TRUE(ui::filterFacts(layer).dimensions.empty());
}

TEST(FilterCommand, AddsTakesAwayAndFrees) {
    auto layer = objects();
    const auto after = [&](const char* id) { return ui::filterCommand("a", ui::filterFacts(layer).dimensions[0], id); };
    EXPECT_EQ(after("industrial"), (Words{"layer.filter", "a", "use", "industrial"}));
    layer.style.filter["use"] = {"industrial"};
    EXPECT_EQ(after("residential"), (Words{"layer.filter", "a", "use", "residential", "industrial"}));
    EXPECT_EQ(after("industrial"), (Words{"layer.filter", "a", "use"})) << "the last one taken away";
    layer.style.filter["use"] = {"industrial", "residential"};
    EXPECT_EQ(after("unknown"), (Words{"layer.filter", "a", "use"})) << "all of them is no filter";
}

}  // namespace
