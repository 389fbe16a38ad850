#include "viewer/plan/confidence.h"

#include <gtest/gtest.h>

#include "geo/taxonomy/colour_difference.h"
#include "geo/taxonomy/scheme.h"
#include "tests/render/fake_source.h"
#include "viewer/plan/style_tables.h"

namespace plan {
namespace {

constexpr auto kUse = geo::Dimension::Use;
constexpr size_t kAt = static_cast<size_t>(kUse);

TEST(Confidence, HasThreeStepsOfWhichThePalestIsTheLeastSure) {
    EXPECT_EQ(&sureStep(100), &sureSteps()[0]);
    EXPECT_EQ(&sureStep(75), &sureSteps()[0]);
    EXPECT_EQ(&sureStep(74), &sureSteps()[1]);
    EXPECT_EQ(&sureStep(50), &sureSteps()[1]);
    EXPECT_EQ(&sureStep(49), &sureSteps()[2]);
    EXPECT_EQ(&sureStep(0), &sureSteps()[2]);
    const geo::Colour red{222, 51, 5, 255};
    EXPECT_EQ(paler(red, sureSteps()[0]), red);
}

TEST(Confidence, StepsOfAClassAndClassesOfAStepAreToldApart) {
    for (int d = 0; d < geo::kDimensions; ++d) {
        const auto& table = geo::dimensionTable(static_cast<geo::Dimension>(d));
        for (size_t i = 1; i + 1 < table.size(); ++i) {
            const auto colour = table.classes[i].colour;
            for (size_t step = 1; step < sureSteps().size(); ++step) {
                EXPECT_GE(geo::colourDifference(paler(colour, sureSteps()[step]), paler(colour, sureSteps()[step - 1])), 4)
                    << table.classes[i].code;
                for (size_t other = 1; other < i; ++other)
                    EXPECT_GE(geo::colourDifference(paler(colour, sureSteps()[step]),
                                                    paler(table.classes[other].colour, sureSteps()[step])),
                              8)
                        << table.classes[i].code << " and " << table.classes[other].code;
            }
        }
    }
}

TEST(Confidence, IsThatOfTheDimensionWhichColoursTheMap) {
    const auto& use = geo::dimensionTable(kUse);
    const auto known = static_cast<uint8_t>(*use.indexOf("industrial")), unknown = static_cast<uint8_t>(use.size() - 1);
    geo::FeatureTable table;
    table.features = 4;
    for (const auto index : {known, known, known, unknown}) {
        geo::DimensionClasses classes{};
        classes.fill(1);
        classes[kAt] = index;
        table.dimensionsOf.push_back(classes);
    }
    for (const uint8_t percent : {90, 60, 10, 0}) {
        geo::DimensionConfidence confidence{};
        confidence.fill(100);
        confidence[kAt] = percent;
        table.confidenceOf.push_back(confidence);
    }
    const geo::Colour industrial{122, 74, 159, 255}, hatched{232, 230, 226, 0};
    std::vector<geo::Colour> colours{industrial, industrial, industrial, hatched};
    makeUnsurePaler(colours, table, kUse);
    EXPECT_EQ(colours[0], industrial);
    EXPECT_EQ(colours[1], paler(industrial, sureSteps()[1]));
    EXPECT_EQ(colours[2], paler(industrial, sureSteps()[2]));
    EXPECT_EQ(colours[3], hatched) << "unknown says already that nothing is known";
    const auto paled = colours;
    makeUnsurePaler(colours, table, geo::Dimension::Density);
    EXPECT_EQ(colours, paled) << "sure of its density";
}

TEST(Confidence, IsShownWhereItIsToldAndADimensionColours) {
    const auto source = fake::circles();
    auto table = std::make_shared<geo::FeatureTable>(*source->featureTable);
    table->dimensionsOf.resize(table->features);
    source->featureTable = table;
    map::LayerStyle style;
    style.dimension = "use";
    style.confidence = true;
    EXPECT_FALSE(showsConfidence(*source, style)) << "it is not told";
    table->confidenceOf.resize(table->features);
    EXPECT_TRUE(showsConfidence(*source, style));
    style.dimension.clear();
    EXPECT_FALSE(showsConfidence(*source, style));
    style.dimension = "use";
    style.confidence = false;
    EXPECT_FALSE(showsConfidence(*source, style));
}

}  // namespace
}  // namespace plan
