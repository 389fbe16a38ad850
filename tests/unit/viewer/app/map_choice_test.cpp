#include "viewer/app/map_choice.h"

#include <gtest/gtest.h>

namespace app {
namespace {

geo::Members members() {
    return *geo::Members::parse(
        "id,status,office,name_en,name_native,name_fr,name_es,government,government_level,territory,country_iso3,country_en,"
        "region,lat,"
        "lon,population_metro,population_year,population_source,timezone,utm_epsg,member_source,notes\n"
        "montevideo,member,,Montevideo,,,,,,montevideo,URY,Uruguay,Latin America & Caribbean,-34.9033,-56.1882,,,,,,,\n",
        "test");
}

TEST(ChooseMap, takesTheNearestMembersPlane) {
    const auto registry = members();
    const auto choice = chooseMap({-56.3, -34.95, -56.0, -34.7}, &registry, "file");
    EXPECT_FALSE(choice.world);
    EXPECT_EQ(choice.memberId, "montevideo");
    EXPECT_EQ(choice.title, "Montevideo");
    EXPECT_DOUBLE_EQ(choice.centre.lonDeg, -56.1882);
}

TEST(ChooseMap, callsThePlaceAsTheDataDo) {
    const auto registry = members();
    const geo::GeographicExtent box{-56.3, -34.95, -56.0, -34.7};
    const auto own = chooseMap(box, &registry, "file", "Departamento de Montevideo");
    EXPECT_EQ(own.title, "Departamento de Montevideo");
    EXPECT_EQ(own.memberId, "montevideo");
    const auto neighbour = chooseMap(box, &registry, "file", "Canelones");
    EXPECT_EQ(neighbour.title, "Canelones");
    EXPECT_TRUE(neighbour.memberId.empty()) << "whose centre is near, but has another name";
    EXPECT_DOUBLE_EQ(neighbour.centre.lonDeg, -56.15);
}

TEST(ChooseMap, centresOnTheFileWhereNoMemberIsNear) {
    const auto registry = members();
    const auto choice = chooseMap({13, 52, 14, 53}, &registry, "berlin");
    EXPECT_FALSE(choice.world);
    EXPECT_EQ(choice.title, "berlin");
    EXPECT_TRUE(choice.memberId.empty());
    EXPECT_DOUBLE_EQ(choice.centre.lonDeg, 13.5);
}

TEST(ChooseMap, takesTheWorldForWideFiles) {
    EXPECT_TRUE(chooseMap({-180, -90, 180, 90}, nullptr, "w").world);
    EXPECT_TRUE(chooseMap({-10, 30, 40, 70}, nullptr, "europe").world);
    EXPECT_FALSE(chooseMap({20, 68, 50, 72}, nullptr, "a narrow strip of the far north").world);
}

TEST(LiesNear, worksAcrossTheAntimeridian) {
    const geo::GeographicExtent fiji{176, -20, -178, -15};
    EXPECT_TRUE(liesNear(fiji, {179.9, -18}, 1000));
    EXPECT_TRUE(liesNear(fiji, {-179.9, -18}, 1000));
    EXPECT_TRUE(liesNear(fiji, {-177, -18}, 150000));
    EXPECT_FALSE(liesNear(fiji, {-170, -18}, 300000));
    EXPECT_FALSE(liesNear(fiji, {0, -18}, 300000));
}

TEST(United, goesTheShorterWayRound) {
    const std::vector<geo::GeographicExtent> apart{{170, -10, 175, 0}, {-175, -20, -170, 5}};
    const auto both = united(apart);
    EXPECT_DOUBLE_EQ(both.west, 170);
    EXPECT_DOUBLE_EQ(both.east, -170);
    EXPECT_DOUBLE_EQ(both.south, -20);
    EXPECT_DOUBLE_EQ(both.north, 5);
    const std::vector<geo::GeographicExtent> nested{{-10, 0, 50, 10}, {0, 2, 1, 3}};
    EXPECT_DOUBLE_EQ(united(nested).west, -10);
    EXPECT_DOUBLE_EQ(united(nested).east, 50);
}

}  // namespace
}  // namespace app
