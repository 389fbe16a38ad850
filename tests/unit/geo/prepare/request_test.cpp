#include "geo/prepare/request.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "geo/base/paths.h"

namespace {

using geo::SourceArgument;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr geo::GeographicExtent kAstana{71.2, 51.0, 71.7, 51.3};

const geo::Members& registry() {
    static const auto members = geo::Members::load((geo::dataFolder() / "members.csv").string());
    return *members;
}

TEST(SourceArguments, MayBeginWithTheirYear) {
    EXPECT_EQ(geo::parseSourceArgument("2015=pop.tif"), (SourceArgument{"pop.tif", 2015}));
    EXPECT_EQ(geo::parseSourceArgument("pop=2015.tif"), (SourceArgument{"pop=2015.tif", 0}));
    EXPECT_EQ(geo::parseSourceArgument("https://example.org/a.tif?y=2015"),
              (SourceArgument{"https://example.org/a.tif?y=2015", 0}));
    EXPECT_FALSE(geo::parseSourceArgument(""));
    EXPECT_FALSE(geo::parseSourceArgument("2015="));
    EXPECT_FALSE(geo::parseSourceArgument("3000=pop.tif"));
}

TEST(SourceArguments, NamesWithoutAVersionStandForEveryEpoch) {
    EXPECT_THAT(*geo::forEpochs({{"ghs-pop", 0}, {"ghs-pop:1990", 0}, {"mine.tif", 2001}}, {2010, 2020}),
                ElementsAre(SourceArgument{"ghs-pop:2010", 2010}, SourceArgument{"ghs-pop:2020", 2020},
                            SourceArgument{"ghs-pop:1990", 0}, SourceArgument{"mine.tif", 2001}));
    EXPECT_THAT(*geo::forEpochs({{"ghs-pop", 0}}, {}), ElementsAre(SourceArgument{"ghs-pop", 0}));
}

TEST(ChooseCity, TakesIdsAndNamesInAnyScript) {
    const auto byId = geo::chooseCity("montevideo", std::nullopt, registry());
    ASSERT_TRUE(byId) << geo::describe(byId.error());
    EXPECT_TRUE(byId->registered);
    EXPECT_EQ(byId->iso3, "URY");
    EXPECT_EQ(geo::chooseCity("sao paulo", std::nullopt, registry())->title, "São Paulo");
    EXPECT_EQ(geo::chooseCity("القاهرة", std::nullopt, registry())->id, "cairo");
}

TEST(ChooseCity, TakesAnyPlaceWithABox) {
    const auto city = geo::chooseCity("Åstana Qalasy", kAstana, registry());
    ASSERT_TRUE(city) << geo::describe(city.error());
    EXPECT_EQ(city->id, "astana-qalasy");
    EXPECT_FALSE(city->registered);
    EXPECT_NEAR(city->centre.lonDeg, 71.45, 1e-9);
}

TEST(ChooseCity, SaysWhatIsNearWithoutOne) {
    const auto near = geo::chooseCity("montevid", std::nullopt, registry());
    ASSERT_FALSE(near);
    EXPECT_THAT(near.error().message, HasSubstr("montevideo"));
    const auto nowhere = geo::chooseCity("Atlantis", std::nullopt, registry());
    ASSERT_FALSE(nowhere);
    EXPECT_THAT(nowhere.error().message, HasSubstr("--bbox"));
    const auto unnamable = geo::chooseCity("北京市外", kAstana, registry());
    ASSERT_FALSE(unnamable);
    EXPECT_EQ(unnamable.error().code, geo::ErrorCode::Malformed);
}

TEST(AsciiId, NeverLeavesAFolder) {
    EXPECT_EQ(geo::hyphenated("../../etc/passwd", geo::Letters::Ascii), "etc-passwd");
    EXPECT_EQ(geo::hyphenated("São Paulo (SP)", geo::Letters::Ascii), "sao-paulo-sp");
    EXPECT_EQ(geo::hyphenated("...", geo::Letters::Ascii), "");
}

TEST(DemonstrationSources, AreThoseOfCitiesThatHaveTiles) {
    EXPECT_TRUE(geo::demonstrationSources({"nairobi", "Nairobi", {}, {}, true}).empty());
    if (!geo::resolveDemoPath("demo:montevideo")) GTEST_SKIP() << "The demonstration data are not installed.";
    EXPECT_THAT(geo::demonstrationSources({"montevideo", "Montevideo", {}, {}, true}),
                ElementsAre(SourceArgument{"demo:montevideo", 2017}));
}

}  // namespace
