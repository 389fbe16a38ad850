#include "geo/prepare/named_sources.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "geo/base/paths.h"
#include "geo/base/text_file.h"
#include "geo/prepare/source_tiles.h"
#include "geo/taxonomy/scheme.h"

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr geo::GeographicExtent kMontevideo{-56.338, -34.958, -55.986, -34.814}, kSaoPaulo{-46.9, -24.0, -46.3, -23.3};

TEST(SourceTiles, AreNamedByTheirSouthWestCorner) {
    EXPECT_THAT(geo::degreeTiles(kMontevideo, 3), ElementsAre("S36W057"));
    // The two examples of the WorldCover manual.
    EXPECT_THAT(geo::degreeTiles({37.5, -46.5, 37.6, -46.4}, 3), ElementsAre("S48E036"));
    EXPECT_THAT(geo::degreeTiles({174.8, -41.3, 174.9, -41.2}, 3), ElementsAre("S42E174"));
}

TEST(SourceTiles, OfABoxOverFourAreAllNamed) {
    EXPECT_THAT(geo::degreeTiles({-0.5, -0.5, 0.5, 0.5}, 3), ElementsAre("N00W003", "S03W003", "N00E000", "S03E000"));
}

TEST(SourceTiles, EndWhereTheBoxEnds) { EXPECT_THAT(geo::degreeTiles({0, 0, 3, 3}, 3), ElementsAre("N00E000")); }

TEST(SourceTiles, GoOnBeyondTheAntimeridian) {
    EXPECT_THAT(geo::degreeTiles({179, -18, -179, -17}, 3), ElementsAre("S18E177", "S18W180"));
}

TEST(SourceTiles, OfTheGhslLieWhereItsIndexSays) {
    // Belgium lies in R4_C19 (top 6 000 000), Iceland's east in C18; R5_C10 begins at -9 041 000.
    const auto brussels = geo::ghslTiles({4.3, 50.8, 4.4, 50.9});
    ASSERT_TRUE(brussels) << geo::describe(brussels.error());
    EXPECT_THAT(*brussels, ElementsAre("R4_C19"));
    const auto saoPaulo = geo::ghslTiles(kSaoPaulo);
    ASSERT_TRUE(saoPaulo);
    EXPECT_THAT(*saoPaulo, ElementsAre("R12_C14"));
}

TEST(NamedSources, WorldCoverGivesTheTileAndItsCredit) {
    const auto source = geo::findNamedSource("worldcover:2021", "landcover", kMontevideo);
    ASSERT_TRUE(source) << geo::describe(source.error());
    EXPECT_THAT(source->files, ElementsAre("https://esa-worldcover.s3.eu-central-1.amazonaws.com/v200/2021/map/"
                                           "ESA_WorldCover_10m_2021_v200_S36W057_Map.tif"));
    EXPECT_EQ(source->scheme, "worldcover");
    EXPECT_EQ(source->date, "2021");
    EXPECT_THAT(source->attribution, HasSubstr("ESA WorldCover project 2021"));
}

TEST(NamedSources, TheNewestVersionIsMeantWhereNoneIsNamed) {
    EXPECT_EQ(geo::findNamedSource("worldcover", "landcover", kMontevideo)->name, "worldcover:2021");
    EXPECT_EQ(geo::findNamedSource("ghs-pop", "population", kSaoPaulo)->name, "ghs-pop:2020");
}

TEST(NamedSources, AnEpochIsPutIntoTheAddress) {
    const auto source = geo::findNamedSource("ghs-pop:1990", "population", kSaoPaulo);
    ASSERT_TRUE(source) << geo::describe(source.error());
    ASSERT_EQ(source->files.size(), 1u);
    EXPECT_THAT(source->files[0], testing::EndsWith("GHS_POP_E1990_GLOBE_R2023A_54009_100_V1_0_R12_C14.tif"));
    EXPECT_THAT(source->files[0], Not(HasSubstr("{")));
    EXPECT_EQ(source->date, "1990");
}

TEST(NamedSources, ByCountryNeedACountry) {
    const auto source = geo::findNamedSource("worldpop:2020", "population", kMontevideo, "URY");
    ASSERT_TRUE(source) << geo::describe(source.error());
    EXPECT_THAT(source->files[0], testing::EndsWith("/URY/ury_ppp_2020_constrained.tif"));
    const auto nowhere = geo::findNamedSource("worldpop:2020", "population", kMontevideo);
    ASSERT_FALSE(nowhere);
    EXPECT_THAT(nowhere.error().message, HasSubstr("by country"));
}

TEST(NamedSources, UnknownNamesAndVersionsSayWhichAreKnown) {
    const auto name = geo::findNamedSource("landsat:2021", "landcover", kMontevideo);
    ASSERT_FALSE(name);
    EXPECT_THAT(name.error().message, HasSubstr("worldcover:2021"));
    const auto version = geo::findNamedSource("ghs-pop:1991", "population", kMontevideo);
    ASSERT_FALSE(version);
    EXPECT_THAT(version.error().message, HasSubstr("no such version"));
    const auto role = geo::findNamedSource("ghs-pop:2020", "landcover", kMontevideo);
    ASSERT_FALSE(role);
    EXPECT_THAT(role.error().message, HasSubstr("--population"));
}

TEST(NamedSources, AreToldFromPathsAndUrls) {
    EXPECT_TRUE(*geo::isNamedSource("worldcover:2021"));
    EXPECT_TRUE(*geo::isNamedSource("worldcover"));
    EXPECT_FALSE(*geo::isNamedSource("worldcover.tif"));
    EXPECT_FALSE(*geo::isNamedSource("https://example.org/worldcover.tif"));
    EXPECT_FALSE(*geo::isNamedSource("demo:montevideo"));
}

TEST(NamedSources, WithoutANetworkTheAdviceNamesTheFileToFetch) {
    const auto source = geo::findNamedSource("ghs-pop:2020", "population", kSaoPaulo);
    ASSERT_TRUE(source);
    const auto advice = geo::adviceWithoutNetwork(*source);
    EXPECT_THAT(advice, HasSubstr("fetch https://"));
    EXPECT_THAT(advice, HasSubstr("_R12_C14.zip elsewhere"));
    EXPECT_THAT(advice, HasSubstr("--population FILE"));
}

TEST(NamedSources, NameSchemesThatExistAndUnitsOfCounts) {
    const auto csv = geo::readTextFile((geo::dataFolder() / "sources/sources.csv").string(), 1 << 20);
    ASSERT_TRUE(csv);
    for (const auto* text : {"worldcover:2021", "worldcover:2020"}) {
        const auto source = geo::findNamedSource(*csv, "table", text, "landcover", kMontevideo, "URY");
        ASSERT_TRUE(source) << geo::describe(source.error());
        EXPECT_TRUE(geo::loadScheme(source->scheme)) << source->scheme;
    }
    for (const auto* text : {"ghs-built-s:2020"}) {
        const auto source = geo::findNamedSource(*csv, "table", text, "builtup", kMontevideo, "URY");
        ASSERT_TRUE(source) << geo::describe(source.error());
        EXPECT_FALSE(source->unit.empty());
    }
}

TEST(NamedSources, ATableWithoutAColumnIsRefused) {
    const auto source = geo::findNamedSource("name,version\nx,1\n", "mine.csv", "x:1", "landcover", kMontevideo, "");
    ASSERT_FALSE(source);
    EXPECT_EQ(source.error().code, geo::ErrorCode::Malformed);
    EXPECT_THAT(source.error().message, HasSubstr("\"role\""));
}

}  // namespace
