#include "geo/space/crs.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace {

using geo::Crs;
using geo::ErrorCode;

TEST(Crs, KnowsNamesAndCodes) {
    const auto utm = Crs::parse("EPSG:32721");
    ASSERT_TRUE(utm);
    EXPECT_EQ(utm->name(), "WGS 84 / UTM zone 21S");
    EXPECT_EQ(utm->authorityCode(), "EPSG:32721");
    EXPECT_FALSE(utm->isGeographic());
    EXPECT_TRUE(Crs::parse("EPSG:4326")->isGeographic());
    EXPECT_TRUE(Crs::wgs84().isGeographic());
    EXPECT_EQ(Crs::parse("ESRI:54009")->authorityCode(), "ESRI:54009");
}

TEST(Crs, ReadsTheHorizontalPartOfCompoundAndBound) {
    const auto dutch = Crs::parse("EPSG:7415");  // with heights above NAP
    ASSERT_TRUE(dutch);
    EXPECT_EQ(dutch->authorityCode(), "EPSG:28992");
    const auto bound = Crs::parse("+proj=longlat +ellps=bessel +towgs84=598.1,73.7,418.2 +type=crs");
    ASSERT_TRUE(bound);
    EXPECT_TRUE(bound->isGeographic());
    const auto both = Crs::parse("+proj=utm +zone=32 +ellps=GRS80 +towgs84=1,2,3 +geoidgrids=egm96_15.gtx");
    ASSERT_TRUE(both);
    EXPECT_FALSE(both->isGeographic());
}

TEST(Crs, TakesProjStringsAsPeopleWriteThem) {
    const auto crs = Crs::parse("+proj=utm +zone=21 +south +datum=WGS84");
    ASSERT_TRUE(crs);
    EXPECT_EQ(crs->name(), "+proj=utm +zone=21 +south +datum=WGS84");
    EXPECT_TRUE(Crs::parse(crs->definition()));
}

TEST(Crs, TakesWktThatQuotesAProjString) {
    const auto crs = Crs::parse(R"(PROJCS["WGS 84 / Pseudo-Mercator",GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,)"
                                R"(298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],)"
                                R"(PROJECTION["Mercator_1SP"],PARAMETER["central_meridian",0],PARAMETER["scale_factor",1],)"
                                R"(PARAMETER["false_easting",0],PARAMETER["false_northing",0],UNIT["metre",1],)"
                                R"(EXTENSION["PROJ4","+proj=merc +a=6378137 +b=6378137 +units=m +wktext +no_defs"]])");
    ASSERT_TRUE(crs);
    EXPECT_EQ(crs->name(), "WGS 84 / Pseudo-Mercator");
}

TEST(Crs, RefusesWhatHasNoPlaceOnTheGround) {
    for (const char* nowhere : {"EPSG:5773", "EPSG:4978", R"(LOCAL_CS["plan",UNIT["metre",1]])"}) {
        const auto crs = Crs::parse(nowhere);
        ASSERT_FALSE(crs) << nowhere;
        EXPECT_EQ(crs.error().code, ErrorCode::NoCrs);
        EXPECT_NE(crs.error().message.find("assign the true one"), std::string::npos);
    }
}

TEST(Crs, RefusesNonsense) {
    const std::string endless(100000, '[');
    for (const char* nonsense :
         {"", "Montevideo!", "EPSG:99999999", "+proj=nope", "PROJCS[", "+proj=laea +lat_0=99", endless.c_str()}) {
        const auto crs = Crs::parse(nonsense);
        ASSERT_FALSE(crs);
        EXPECT_EQ(crs.error().code, ErrorCode::NoCrs);
        EXPECT_LE(crs.error().subject.size(), 80u);
    }
}

TEST(Crs, EqualDefinitionsAreEqual) {
    EXPECT_EQ(Crs::cityEqualArea({-56.1882, -34.9033}), Crs::cityEqualArea({-56.1882, -34.9033}));
    EXPECT_FALSE(Crs::cityEqualArea({-56.1882, -34.9033}) == Crs::cityEqualArea({71.43, 51.13}));
}

TEST(Crs, WritesEsriWkt) {
    const auto wkt = Crs::cityEqualArea({-56.1882, -34.9033}).esriWkt();
    EXPECT_NE(wkt.find("Lambert_Azimuthal_Equal_Area"), std::string::npos);
    EXPECT_NE(wkt.find("-56.1882"), std::string::npos);
}

TEST(Crs, IsSafeFromManyThreads) {
    const auto shared = Crs::equalEarth();
    std::vector<int> read(4);
    {
        std::vector<std::jthread> threads;
        for (auto& count : read)
            threads.emplace_back([&] {
                for (int i = 0; i < 10; ++i) count += Crs::parse(shared.definition()).has_value() && !shared.esriWkt().empty();
            });
    }
    EXPECT_EQ(read, (std::vector{10, 10, 10, 10}));
}

}  // namespace
