#include "viewer/plan/legend_words.h"

#include <gtest/gtest.h>

#include "tests/support/table_source.h"

namespace {

using Labels = std::array<std::string, 3>;

Labels labelsOf(geo::ValueRange range, map::LayerStyle style = {}) {
    support::TableSource source;
    source.is = geo::SourceKind::Values;
    source.range = std::move(range);
    return plan::rampLabels(source, plan::rampTable(source, style));
}

TEST(RampLabels, AnEndWithValuesBeyondItSaysSo) {
    EXPECT_EQ(labelsOf({0, 31000, 0, 105489, "", geo::Spread::SquareRoot}), (Labels{"0", "7\u202F750", "≥\u202F31\u202F000"}));
    EXPECT_EQ(labelsOf({5, 95, 1, 95, ""}), (Labels{"≤\u202F5", "50", "95"}));
    EXPECT_EQ(labelsOf({5, 95, 5, 95, ""}), (Labels{"5", "50", "95"}));
}

TEST(RampLabels, EndsThatAStyleSetsAreMeasuredAgainstTheDataToo) {
    map::LayerStyle style;
    style.low = -10, style.high = 50;
    EXPECT_EQ(labelsOf({5, 95, 1, 100, ""}, style), (Labels{"−10", "20", "≥\u202F50"}));
    style.low = 1, style.high = 100;
    EXPECT_EQ(labelsOf({5, 95, 1, 100, "", geo::Spread::Logarithmic}, style), (Labels{"1", "10", "100"}))
        << "rounding of the ramp's own numbers is no value beyond";
    EXPECT_EQ(labelsOf({3.1, 31000, 2.9, 31000, "", geo::Spread::Logarithmic}).front(), "≤\u202F3.1");
}

std::string words(std::map<std::string, std::set<std::string>> filter, bool crosswalk = true) {
    support::TableSource source;
    source.objects = std::make_shared<geo::FeatureTable>();
    if (crosswalk) source.objects->dimensionsOf.resize(1);
    map::LayerStyle style;
    style.filter = std::move(filter);
    return plan::filterWords(source, style);
}

TEST(FilterWords, NameWhatIsDrawn) {
    EXPECT_EQ(words({}), "");
    EXPECT_EQ(words({{"density", {"low"}}}), "only low density");
    EXPECT_EQ(words({{"use", {"industrial", "residential"}}, {"tenure", {"informal"}}}),
              "only residential or industrial, and informal tenure");
    EXPECT_EQ(words({{"density", {"low", "medium", "unknown"}}}), "only medium or low density or density unknown");
    EXPECT_EQ(words({{"density", {}}}), "only classes of an empty filter");
}

TEST(FilterWords, AreNoneWhereNothingCanBeFiltered) {
    EXPECT_EQ(words({{"density", {"low"}}}, false), "");
    support::TableSource raster;
    raster.table->classes.push_back({"1", "Built", {}, {}, ""});
    map::LayerStyle style;
    style.filter = {{"density", {"low"}}};
    EXPECT_EQ(plan::filterWords(raster, style), "");
    raster.table->classes.back().dimensions[0] = "high";
    EXPECT_EQ(plan::filterWords(raster, style), "only low density");
}

}  // namespace
