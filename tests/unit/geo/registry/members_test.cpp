#include "geo/registry/members.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "geo/base/paths.h"

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const geo::Members& registry() {
    static const auto members = geo::Members::load((geo::dataFolder() / "members.csv").string());
    EXPECT_TRUE(members) << geo::describe(members.error());
    return *members;
}

std::vector<std::string> ids(const std::vector<const geo::Member*>& members) {
    std::vector<std::string> list;
    for (const auto* member : members) list.push_back(member->id);
    return list;
}
std::vector<std::string> search(const std::string& text) {
    geo::MemberFilter filter;
    filter.text = text;
    return ids(registry().search(filter));
}

TEST(Fold, DropsAccentsAndCase) {
    EXPECT_EQ(geo::fold("São Paulo"), "sao paulo");
    EXPECT_EQ(geo::fold("BOGOTÁ"), "bogota");
    EXPECT_EQ(geo::fold("Thành phố Hồ Chí Minh"), "thanh pho ho chi minh");
    EXPECT_EQ(geo::fold("İstanbul"), "istanbul");
    EXPECT_EQ(geo::fold("Diyarbakır"), "diyarbakir");
    EXPECT_EQ(geo::fold("Łódź Tromsø Straße Ærø Đà Nẵng"), "lodz tromso strasse aero da nang");
    EXPECT_EQ(geo::fold("Москва"), geo::fold("МОСКВА"));
    EXPECT_EQ(geo::fold("Αθήνα"), geo::fold("ΑΘΗΝΑ"));
}

TEST(Fold, KeepsScriptsWithoutCase) {
    EXPECT_EQ(geo::fold("서울"), "서울");
    EXPECT_EQ(geo::fold("北京"), "北京");
    EXPECT_EQ(geo::fold("मुंबई"), "मुंबई");
    EXPECT_EQ(geo::fold(""), "");
}

TEST(Fold, TakesArabicAndPersianKeyboardsForOne) {
    EXPECT_EQ(geo::fold("كرج"), geo::fold("کرج"));
    EXPECT_EQ(geo::fold("القاهرة"), geo::fold("القاهره"));
    EXPECT_EQ(geo::fold("أهواز"), geo::fold("اهواز"));
}

TEST(Fold, SurvivesBytesThatAreNoText) {
    EXPECT_FALSE(geo::fold("\xff\xfe"
                           "a")
                     .empty());
}

TEST(Members, AreFoundByAnyName) {
    EXPECT_EQ(search("sao paulo").front(), "sao-paulo");
    EXPECT_THAT(search("서울"), ElementsAre("seoul"));
    EXPECT_EQ(search("تهران").front(), "tehran");
    EXPECT_EQ(search("tehran").front(), "tehran");
    EXPECT_EQ(search("Téhéran").front(), "tehran");
    EXPECT_EQ(search("Bogotá").front(), "bogota");
    EXPECT_EQ(search("seul").front(), "seoul");
    EXPECT_EQ(search("le caire").front(), "cairo");
    EXPECT_EQ(search("MONTEVIDEO").front(), "montevideo");
    EXPECT_THAT(search("no such city"), IsEmpty());
}

TEST(Members, ComeBestMatchFirstThenByPopulation) {
    const auto found = search("b");
    const auto* first = registry().find(found.at(0));
    const auto* second = registry().find(found.at(1));
    ASSERT_TRUE(first && second);
    EXPECT_EQ(geo::fold(first->nameEn)[0], 'b');
    EXPECT_GE(first->population.value_or(0), second->population.value_or(0));
}

TEST(Members, KeepCandidatesApart) {
    geo::MemberFilter filter;
    const size_t members = registry().search(filter).size();
    filter.withCandidates = true;
    EXPECT_EQ(members, 91u);
    EXPECT_EQ(registry().search(filter).size(), 168u);
    for (const auto* member : registry().search({})) EXPECT_FALSE(member->candidate) << member->id;
}

TEST(Members, AreFilteredByRegionCountryAndOffice) {
    geo::MemberFilter filter;
    filter.region = "europe";
    for (const auto* member : registry().search(filter)) EXPECT_EQ(member->region, "Europe");
    filter = {};
    filter.country = "BRA";
    const auto byCode = ids(registry().search(filter));
    filter.country = "Brazil";
    EXPECT_EQ(ids(registry().search(filter)), byCode);
    EXPECT_FALSE(byCode.empty());
    filter = {};
    filter.withOffice = true;
    for (const auto* member : registry().search(filter)) EXPECT_FALSE(member->office.empty());
    EXPECT_THAT(ids(registry().search(filter)), testing::Contains("montevideo"));
    EXPECT_EQ(registry().regions().size(), 5u);
}

TEST(Members, NearAPlaceComeByDistance) {
    geo::MemberFilter filter;
    filter.near = geo::LonLat{-56.16, -34.9};
    EXPECT_EQ(registry().search(filter).front()->id, "montevideo");
}

TEST(Members, KnowWhoSharesTheirTerritory) {
    for (const auto& member : registry().all())
        for (const auto* other : registry().sharing(member)) {
            EXPECT_EQ(other->territory, member.territory);
            EXPECT_NE(other->id, member.id);
            EXPECT_EQ(other->position, member.position);
        }
    const auto* barcelona = registry().find("barcelona");
    ASSERT_TRUE(barcelona);
    EXPECT_FALSE(registry().sharing(*barcelona).empty());
}

const std::string kHeader =
    "id,status,office,name_en,name_native,name_fr,name_es,government,government_level,territory,country_iso3,country_en,region,"
    "lat,lon,"
    "population_metro,population_year,population_source,timezone,utm_epsg,member_source,notes\n";

TEST(Members, SayWhichRowIsWrong) {
    const auto complaint = [](const std::string& row) {
        const auto members = geo::Members::parse(kHeader + row, "test");
        return members ? "" : members.error().message;
    };
    EXPECT_EQ(complaint("a,member,,A,,,,,,a,FRA,France,Europe,48.8,2.3,,,,,,,\n"), "");
    EXPECT_THAT(complaint("a,member,,A,,,,,,a,FRA,France,Europe,98.8,2.3,,,,,,,\n"), HasSubstr("Row 2 (\"a\"): \"98.8\""));
    EXPECT_THAT(complaint("a,maybe,,A,,,,,,a,FRA,France,Europe,48.8,2.3,,,,,,,\n"), HasSubstr("neither member nor candidate"));
    EXPECT_THAT(complaint("a,member,,A,,,,,,a,FRA,France,Europe,,2.3,,,,,,,\n"), HasSubstr("latitude"));
    EXPECT_THAT(complaint("a,member,,A,,,,,,a,FRA,France,Europe,48.8,2.3,many,,,,,,\n"), HasSubstr("population_metro"));
    EXPECT_THAT(complaint("a,member\n"), HasSubstr("Line 2 has 2 fields"));
    EXPECT_THAT(geo::Members::parse("id,name\n", "test").error().message, HasSubstr("no column \"status\""));
    const std::string row = "a,member,,A,,,,,,a,FRA,France,Europe,48.8,2.3,,,,,,,\n";
    EXPECT_THAT(complaint(row + row), HasSubstr("earlier row"));
}

TEST(Members, SearchIgnoresPunctuationAndFindsEachWord) {
    const auto members = geo::Members::parse(
        kHeader + "idf,member,,Île-de-France,,,,Région Île-de-France,region,idf,FRA,France,Europe,48.8,2.3,,,,,,,\n", "test");
    ASSERT_TRUE(members);
    for (const char* text : {"ile de france", "Île-de-France", "region france", "fra"}) {
        geo::MemberFilter filter;
        filter.text = text;
        EXPECT_EQ(members->search(filter).size(), 1u) << text;
    }
}

}  // namespace
