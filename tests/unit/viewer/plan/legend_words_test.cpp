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

}  // namespace
