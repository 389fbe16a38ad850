#include "geo/prepare/atlas.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "geo/base/paths.h"
#include "geo/pack/read_pack.h"
#include "tests/pack/sample_pack.h"
#include "tests/support/scratch_folder.h"

namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;

const geo::Members& registry() {
    static const auto members = geo::Members::load((geo::dataFolder() / "members.csv").string());
    return *members;
}

std::vector<std::string> idsOf(const std::vector<geo::AtlasCity>& cities) {
    std::vector<std::string> ids;
    for (const auto& one : cities) ids.push_back(one.city.id);
    std::ranges::sort(ids);
    return ids;
}

TEST(AtlasPlan, HasTheMembersWhoseOwnFilesAreThere) {
    const support::ScratchFolder folder("plan");
    for (const char* name : {"berlin.tif", "seoul.tif", "nowhere.tif", "world.tif"}) folder.write(name, "x");
    geo::PrepareRequest pattern;
    pattern.output = "atlas";
    pattern.landcover = {{folder.at("{id}.tif"), 2018}};
    pattern.population = {{folder.at("world.tif"), 2020}};
    const auto plan = geo::planAtlas(pattern, 0, registry());
    ASSERT_TRUE(plan) << describe(plan.error());
    const auto& cities = *plan;
    ASSERT_THAT(idsOf(cities), ElementsAre("berlin", "seoul"));
    EXPECT_THAT(cities[0].request.landcover, ElementsAre(geo::SourceArgument{folder.at(cities[0].city.id + ".tif"), 2018}));
    EXPECT_THAT(cities[0].request.population, ElementsAre(geo::SourceArgument{folder.at("world.tif"), 2020}));
    EXPECT_EQ(cities[0].request.output, "atlas/" + cities[0].city.id);
}

TEST(AtlasPlan, ATerritoryForAllMakesSourcesOfTheWholeEarthEnough) {
    geo::PrepareRequest pattern;
    pattern.landcover = {{"worldcover:2021", 0}};
    EXPECT_TRUE(geo::planAtlas(pattern, 0, registry())->empty());
    const auto cities = *geo::planAtlas(pattern, 30, registry());
    size_t members = 0;
    for (const auto& member : registry().all()) members += !member.candidate;
    EXPECT_EQ(cities.size(), members);
    const auto& box = *cities[0].request.box;
    EXPECT_NEAR((box.north - box.south) * 111.32, 30, 0.01);
}

TEST(AtlasPlan, AFileThatAllShareHasToBeThere) {
    geo::PrepareRequest pattern;
    pattern.landcover = {{"no-such-file.tif", 2018}};
    const auto plan = geo::planAtlas(pattern, 30, registry());
    ASSERT_FALSE(plan);
    EXPECT_EQ(plan.error().subject, "no-such-file.tif");
}

TEST(AtlasPlan, TheIdStandsWhereverItIsAskedFor) {
    const support::ScratchFolder folder("plan-twice");
    fs::create_directories(folder.path() / "berlin");
    folder.write("berlin/berlin.tif", "x");
    geo::PrepareRequest pattern;
    pattern.landcover = {{folder.at("{id}/{id}.tif"), 2018}};
    EXPECT_THAT(idsOf(*geo::planAtlas(pattern, 0, registry())), ElementsAre("berlin"));
}

TEST(AtlasPlan, ItsFingerprintKnowsAllThatGoesIntoAPack) {
    geo::PrepareRequest pattern;
    pattern.osm = {{"{id}.osm.pbf", 2020}};
    const auto plain = geo::fingerprintOf(pattern, 0);
    EXPECT_NE(geo::fingerprintOf(pattern, 10), plain);
    pattern.attribution = {"© Somebody"};
    const auto credited = geo::fingerprintOf(pattern, 0);
    EXPECT_NE(credited, plain);
    pattern.osm[0].year = 2021;
    EXPECT_NE(geo::fingerprintOf(pattern, 0), credited);
}

TEST(BoxAround, IsASquareOnTheGroundAlsoNearTheAntimeridianAndThePole) {
    const auto suva = geo::boxAround({179.99, -18.1}, 30);
    EXPECT_GT(suva.west, suva.east) << "across the antimeridian";
    EXPECT_NEAR((suva.north - suva.south) * 111.32, 30, 0.01);
    const auto pole = geo::boxAround({0, 89.99}, 30);
    EXPECT_LE(pole.north, 90);
}

/// Packs of a sample city, some of which fail.
class AtlasMaking : public testing::Test {
protected:
    std::vector<geo::AtlasCity> cities() const {
        std::vector<geo::AtlasCity> all;
        for (const char* id : {"a", "b", "c"}) {
            geo::AtlasCity one;
            one.city.id = one.city.title = id;
            one.request.output = m_folder.at(id);
            all.push_back(one);
        }
        return all;
    }
    geo::Result<geo::AtlasOutcome> make(const std::string& fingerprint) {
        m_asked.clear();
        return geo::makeAtlas(m_folder.path(), cities(), fingerprint,
                              [this](const geo::AtlasCity& one) -> geo::Result<void> {
                                  m_asked.push_back(one.city.id);
                                  if (one.city.id == m_failing) return geo::fail(m_how, "It fails.", "b");
                                  const auto made = sample::write(one.request.output, {4, 4, 16});
                                  return made ? geo::Result<void>() : geo::Failure(made.error());
                              },
                              {});
    }

    support::ScratchFolder m_folder{"atlas"};
    std::vector<std::string> m_asked;
    std::string m_failing;
    geo::ErrorCode m_how = geo::ErrorCode::Unreadable;
};

TEST_F(AtlasMaking, AFailureNamesItsCityAndTheOthersGoOn) {
    m_failing = "b";
    const auto outcome = make("1");
    ASSERT_TRUE(outcome) << describe(outcome.error());
    EXPECT_EQ(outcome->made, 2u);
    ASSERT_EQ(outcome->failures.size(), 1u);
    EXPECT_EQ(outcome->failures[0].first, "b");
    const auto atlas = geo::readPackOrAtlas(m_folder.path().string(), {});
    ASSERT_TRUE(atlas) << describe(atlas.error());
    ASSERT_TRUE(std::holds_alternative<geo::Atlas>(*atlas));
    EXPECT_EQ(std::get<geo::Atlas>(*atlas).packs.size(), 2u);

    m_failing.clear();
    const auto again = make("1");
    ASSERT_TRUE(again);
    EXPECT_THAT(m_asked, ElementsAre("b")) << "only what is missing";
    EXPECT_EQ(again->kept, 2u);
}

TEST_F(AtlasMaking, OtherThingsInTheFolderAreNoMatter) {
    for (const char* name : {"aaa", "notes.txt", "zzz"}) m_folder.write(name, "x");
    const auto outcome = make("1");
    ASSERT_TRUE(outcome) << describe(outcome.error());
    EXPECT_EQ(outcome->made, 3u);
}

TEST_F(AtlasMaking, GoesOnWhereItWasInterrupted) {
    m_failing = "b", m_how = geo::ErrorCode::Cancelled;
    EXPECT_FALSE(make("1"));
    m_failing.clear();
    ASSERT_TRUE(make("1"));
    EXPECT_THAT(m_asked, ElementsAre("b", "c"));
    ASSERT_TRUE(make("1"));
    EXPECT_THAT(m_asked, ElementsAre("a", "b", "c")) << "a finished atlas is made anew";
}

TEST_F(AtlasMaking, OtherSourcesMakeAllPacksAnew) {
    m_failing = "b", m_how = geo::ErrorCode::Cancelled;
    EXPECT_FALSE(make("1"));
    m_failing.clear();
    ASSERT_TRUE(make("2"));
    EXPECT_THAT(m_asked, ElementsAre("a", "b", "c"));
}

TEST_F(AtlasMaking, APackThatWasTakenAwayIsMadeAgain) {
    m_failing = "c", m_how = geo::ErrorCode::Cancelled;
    EXPECT_FALSE(make("1"));
    fs::remove_all(m_folder.at("a"));
    m_failing.clear();
    ASSERT_TRUE(make("1"));
    EXPECT_THAT(m_asked, ElementsAre("a", "c"));
}

}  // namespace
