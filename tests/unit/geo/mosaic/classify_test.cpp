#include "geo/mosaic/classify.h"

#include <gtest/gtest.h>

#include <initializer_list>

#include "geo/taxonomy/scheme.h"

namespace {

using geo::Dimension;
using geo::EvidenceTable;
using geo::kNotCovered;
using geo::Verdict;

struct Given {
    const char* measure;
    float value;
    const char* label = nullptr;
};

EvidenceTable tessera(std::initializer_list<Given> given) {
    EvidenceTable evidence(1);
    for (const auto& [measure, value, label] : given)
        label ? evidence.add({measure, {value}, {1}, {"", label}}) : evidence.add(measure, {value});
    return evidence;
}

/// By the program's own rules.
Verdict verdict(std::initializer_list<Given> given, Dimension dimension) {
    const auto book = geo::loadRules();
    EXPECT_TRUE(book) << describe(book.error());
    return geo::classify(tessera(given), *book)[0][static_cast<size_t>(dimension)];
}
std::string classOf(std::initializer_list<Given> given, Dimension dimension) {
    return geo::dimensionTable(dimension).classes[verdict(given, dimension).classIndex].code;
}

TEST(Classify, LeavesUnknownWhatNoSourceSays) {
    for (int d = 0; d < geo::kDimensions; ++d) {
        const auto v = verdict({}, static_cast<Dimension>(d));
        EXPECT_EQ(v.classIndex, geo::dimensionTable(static_cast<Dimension>(d)).size() - 1);
        EXPECT_EQ(v.rule, Verdict::kNoRule);
        EXPECT_EQ(v.confidence, 0);
        EXPECT_TRUE(v.evidence.empty());
    }
    EXPECT_EQ(classOf({{"population.per_km2", kNotCovered}, {"addresses.per_ha", kNotCovered}}, Dimension::Density), "unknown");
}

TEST(Classify, TakesDensityFromPopulationByTheLimitsOfTheDegreeOfUrbanisation) {
    EXPECT_EQ(classOf({{"population.per_km2", 1500}}, Dimension::Density), "high");
    EXPECT_EQ(classOf({{"population.per_km2", 1499}}, Dimension::Density), "medium");
    EXPECT_EQ(classOf({{"population.per_km2", 300}}, Dimension::Density), "medium");
    EXPECT_EQ(classOf({{"population.per_km2", 299}}, Dimension::Density), "low");
    EXPECT_EQ(classOf({{"population.per_km2", 0}}, Dimension::Density), "unknown");
    EXPECT_EQ(classOf({{"population.per_km2", 400}, {"addresses.per_ha", 90}}, Dimension::Density), "medium")
        << "addresses are asked only where nobody counted people";
}

TEST(Classify, NeverCallsAddressesInhabitants) {
    const auto v = verdict({{"addresses.per_ha", 34}}, Dimension::Density);
    EXPECT_TRUE(v.inferred);
    EXPECT_EQ(v.evidence, "inferred: 34 addresses/ha (addresses and not inhabitants)");
    EXPECT_EQ(classOf({{"addresses.per_ha", 0}}, Dimension::Density), "unknown");
}

TEST(Classify, SaysTheTagThatDecided) {
    const auto v = verdict({{"osm.use.residential", 0.83f, "landuse=residential"}, {"osm.use.industrial", 0.1f}}, Dimension::Use);
    EXPECT_EQ(v.evidence, "OSM landuse=residential on 83 %");
    EXPECT_FALSE(v.inferred);
    EXPECT_NEAR(v.confidence, 0.95 * 0.83, 1e-6);
}

TEST(Classify, GivesTheLargestShareThePlace) {
    EXPECT_EQ(classOf({{"osm.use.residential", 0.41f}, {"osm.use.commercial", 0.42f}}, Dimension::Use), "commercial");
    EXPECT_EQ(classOf({{"osm.use.residential", 0.41f}, {"osm.use.other", 0.5f}}, Dimension::Use), "unknown")
        << "the campus in the block is larger than the homes";
    EXPECT_EQ(classOf({{"osm.use.residential", 0.45f}, {"osm.use.cover", 1}}, Dimension::Use), "residential")
        << "cover is no class";
}

TEST(Classify, CallsACampusNoneOfTheFourUsesRatherThanHomes) {
    const auto v = verdict({{"osm.use.other", 0.9f},
                            {"osm.other.public", 0.9f, "amenity=university"},
                            {"addresses.per_ha", 8},
                            {"osm.frontage.any", 1},
                            {"osm.frontage.local", 1}},
                           Dimension::Use);
    EXPECT_EQ(geo::dimensionTable(Dimension::Use).classes[v.classIndex].code, "unknown");
    EXPECT_NE(v.evidence.find("amenity=university on 90 %: serves the public"), std::string::npos) << v.evidence;
}

TEST(Classify, InfersHomesWhereAddressesStandAlongStreets) {
    const auto v = verdict({{"addresses.per_ha", 30}, {"osm.frontage.any", 0.9f}, {"osm.use.other", 0}}, Dimension::Use);
    EXPECT_EQ(geo::dimensionTable(Dimension::Use).classes[v.classIndex].code, "residential");
    EXPECT_TRUE(v.inferred);
    EXPECT_LT(v.confidence, 0.5);
    EXPECT_EQ(classOf({{"addresses.per_ha", 30}, {"osm.frontage.any", 0.9f}, {"osm.use.other", kNotCovered}}, Dimension::Use),
              "unknown")
        << "whether it is a campus is not known";
}

TEST(Classify, RaisesAndLowersTheConfidenceAsOthersAgreeAndDisagree) {
    const geo::Rule osm{
        "a", Dimension::Use, 1, geo::RuleKind::Stated, "osm", {{"x", geo::Condition::Test::More, 0}}, 0.6f, "", "A", "r", "s"};
    auto sameSpeaker = osm, agrees = osm, disagrees = osm;
    sameSpeaker.id = "b", sameSpeaker.classIndex = 2;
    agrees.id = "c", agrees.speaker = "cover", agrees.confidence = 0.5f, agrees.evidence = "C";
    disagrees.id = "d", disagrees.speaker = "lcz", disagrees.classIndex = 2, disagrees.confidence = 0.4f,
    disagrees.evidence = "D";
    const auto evidence = tessera({{"x", 1}});
    const auto use = static_cast<size_t>(Dimension::Use);
    const auto alone = geo::classify(evidence, {{osm, sameSpeaker}})[0][use];
    EXPECT_FLOAT_EQ(alone.confidence, 0.6f) << "a source is heard once";
    EXPECT_EQ(alone.evidence, "A");
    const auto agreed = geo::classify(evidence, {{osm, agrees}})[0][use];
    EXPECT_FLOAT_EQ(agreed.confidence, 0.6f + 0.4f * 0.25f);
    EXPECT_EQ(agreed.evidence, "A; C");
    const auto disputed = geo::classify(evidence, {{osm, disagrees}})[0][use];
    EXPECT_FLOAT_EQ(disputed.confidence, 0.6f * 0.8f);
    EXPECT_EQ(disputed.evidence, "A; but D");
    EXPECT_EQ(disputed.classIndex, 1) << "the first in the order decides";
}

TEST(Classify, LooksForFarmlandBeforeTheDegreeOfUrbanisation) {
    EXPECT_EQ(classOf({{"osm.settlement.agricultural", 0.8f}, {"degurba.l1", 3}}, Dimension::Settlement), "agricultural");
    EXPECT_EQ(classOf({{"degurba.l1", 3}, {"landcover.settlement.rural", 0.9f}}, Dimension::Settlement), "urban");
    EXPECT_EQ(classOf({{"degurba.l1", 2}}, Dimension::Settlement), "urban");
    EXPECT_EQ(classOf({{"degurba.l1", 1}}, Dimension::Settlement), "rural");
    EXPECT_EQ(classOf({{"landcover.settlement.rural", 0.9f}}, Dimension::Settlement), "rural");
}

TEST(Classify, CallsATownOfTowersUrbanThoughItHasFewAddresses) {
    const auto d = Dimension::Settlement;
    EXPECT_EQ(classOf({{"addresses.per_ha_around", 0.3f}, {"osm.streets.km_per_km2_around", 6}}, d), "urban");
    EXPECT_EQ(
        classOf({{"addresses.per_ha_around", 0.3f}, {"osm.streets.km_per_km2_around", 4}, {"osm.built.share_around", 0.08f}}, d),
        "urban");
    EXPECT_EQ(
        classOf({{"addresses.per_ha_around", 0.3f}, {"osm.streets.km_per_km2_around", 3}, {"osm.built.share_around", 0.01f}}, d),
        "rural");
    EXPECT_EQ(classOf({{"addresses.per_ha_around", 1.6f}, {"osm.streets.km_per_km2_around", 3}}, d), "urban")
        << "160 addresses per km² of two people each";
    EXPECT_EQ(classOf({{"addresses.per_ha_around", 1}, {"osm.streets.km_per_km2_around", 3}}, d), "unknown");
    EXPECT_NE(verdict({{"addresses.per_ha_around", 0.3f}, {"osm.streets.km_per_km2_around", 6}}, d)
                  .evidence.find("but inferred: only 0.3 addresses/ha"),
              std::string::npos);
}

TEST(Classify, CallsAWoodRuralWhereNoTownSurroundsIt) {
    const auto d = Dimension::Settlement;
    EXPECT_EQ(classOf({{"osm.other.nature", 0.9f, "natural=wood"}, {"osm.streets.km_per_km2_around", 3}}, d), "rural");
    EXPECT_EQ(classOf({{"osm.other.nature", 0.9f, "natural=wood"}, {"osm.streets.km_per_km2_around", 9}}, d), "urban");
}

TEST(Classify, AsksWhatSurroundsAClimateZone) {
    const auto d = Dimension::Settlement;
    EXPECT_EQ(classOf({{"lcz.settlement.urban", 0}, {"lcz.urban.share_around", 0.6f}, {"lcz.sparse.share_around", 0}}, d),
              "urban")
        << "a park in town";
    EXPECT_EQ(classOf({{"lcz.settlement.urban", 0}, {"lcz.urban.share_around", 0}, {"lcz.sparse.share_around", 0}}, d), "rural");
    EXPECT_EQ(classOf({{"lcz.settlement.urban", 1}, {"lcz.urban.share_around", 0.02f}, {"lcz.sparse.share_around", 0}}, d),
              "rural")
        << "one zone of houses in the woods is no town";
    EXPECT_EQ(classOf({{"lcz.settlement.urban", 0}, {"lcz.urban.share_around", 0}, {"lcz.sparse.share_around", 0.5f}}, d),
              "unknown")
        << "scattered houses may be either";
    EXPECT_EQ(classOf({{"degurba.l1", 1}, {"lcz.urban.share_around", 0.6f}}, d), "rural") << "who counted people knows better";
}

TEST(Classify, TakesGreenAmidBuildingsForRecreationWhereNobodySurveyedAddresses) {
    const auto use = [](float built, float roof, float school) {
        return classOf({{"osm.infrastructure.green", 0.8f, "landuse=grass"},
                        {"osm.built.share_around", built},
                        {"osm.building.cover", roof},
                        {"osm.other.public", school},
                        {"osm.other.transport", 0},
                        {"osm.other.military", 0},
                        {"osm.other.agriculture", 0},
                        {"osm.other.water", 0}},
                       Dimension::Use);
    };
    EXPECT_EQ(use(0.1f, 0.01f, 0), "recreational");
    EXPECT_EQ(use(0.02f, 0, 0), "unknown") << "beyond the fabric";
    EXPECT_EQ(use(0.1f, 0.15f, 0), "unknown") << "gardens of homes";
    EXPECT_EQ(use(0.1f, 0.01f, 0.4f), "unknown") << "a school's ground";
}

TEST(Classify, NeverCallsTenureFormalForLackOfATag) {
    EXPECT_EQ(classOf({{"osm.use.residential", 1}, {"osm.tenure.informal", 0}}, Dimension::Tenure), "unknown");
    EXPECT_EQ(classOf({{"tenure.informal", 0}, {"tenure.complete", 0}, {"osm.use.residential", 1}}, Dimension::Tenure),
              "unknown");
    EXPECT_EQ(classOf({{"tenure.informal", 0}, {"tenure.complete", 1}, {"osm.use.residential", 1}}, Dimension::Tenure), "formal");
    EXPECT_EQ(classOf({{"tenure.informal", 0.7f}, {"tenure.complete", 1}}, Dimension::Tenure), "informal");
    const auto form = verdict({{"lcz.tenure.informal", 1}}, Dimension::Tenure);
    EXPECT_TRUE(form.inferred);
    EXPECT_LE(form.confidence, 0.25f) << "a form and not a title";
}

TEST(Classify, IsTheSameEveryTime) {
    const auto book = geo::loadRules();
    ASSERT_TRUE(book);
    const auto evidence =
        tessera({{"osm.use.residential", 0.5f}, {"addresses.per_ha", 12}, {"osm.frontage.any", 1}, {"osm.use.other", 0.1f}});
    const auto once = geo::classify(evidence, *book), again = geo::classify(evidence, *book);
    for (size_t d = 0; d < once[0].size(); ++d) {
        EXPECT_EQ(once[0][d].evidence, again[0][d].evidence);
        EXPECT_EQ(once[0][d].confidence, again[0][d].confidence);
    }
}

}  // namespace
