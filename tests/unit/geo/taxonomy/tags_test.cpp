#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "geo/taxonomy/scheme.h"

namespace {

using geo::Dimension;
using Tags = std::vector<geo::Tag>;

std::string classify(const Tags& tags, Dimension dimension) {
    const auto osm = geo::loadScheme("osm");
    EXPECT_TRUE(osm);
    return geo::dimensionTable(dimension).classes[geo::classifyTags(**osm, tags, dimension)].code;
}
std::string mostSpecific(const Tags& tags) {
    const auto& osm = **geo::loadScheme("osm");
    return osm.table.classes[geo::mostSpecificTag(osm, tags)].code;
}

TEST(Tags, SayWhatTheCrosswalkSays) {
    EXPECT_EQ(classify({{"landuse", "residential"}}, Dimension::Use), "residential");
    EXPECT_EQ(classify({{"landuse", "industrial"}}, Dimension::Use), "industrial");
    EXPECT_EQ(classify({{"natural", "water"}}, Dimension::Infrastructure), "blue");
    EXPECT_EQ(classify({{"leisure", "park"}}, Dimension::Infrastructure), "green");
    EXPECT_EQ(classify({{"landuse", "farmland"}}, Dimension::Settlement), "agricultural");
}

TEST(Tags, ThatSayNothingStayUnknown) {
    EXPECT_EQ(classify({}, Dimension::Use), "unknown");
    EXPECT_EQ(classify({{"name", "Parque Batlle"}}, Dimension::Use), "unknown");
    EXPECT_EQ(classify({{"landuse", "residential"}}, Dimension::Tenure), "unknown") << "the absence of a tag is not formality";
    EXPECT_EQ(classify({{"building", "no"}, {"landuse", "retail"}}, Dimension::Use), "commercial");
}

TEST(Tags, AddUpAndTheMoreSpecificKeyWins) {
    const Tags irregular{{"landuse", "residential"}, {"residential", "irregular_settlement"}};
    EXPECT_EQ(classify(irregular, Dimension::Use), "residential");
    EXPECT_EQ(classify(irregular, Dimension::Tenure), "informal");
    EXPECT_EQ(classify(irregular, Dimension::Density), "high");
    EXPECT_EQ(classify({{"landuse", "residential"}, {"building", "industrial"}}, Dimension::Use), "industrial");
    EXPECT_EQ(classify({{"shop", "bakery"}, {"highway", "raceway"}}, Dimension::Use), "commercial") << "shop=* takes any value";
    EXPECT_EQ(classify({{"landuse", "retail;residential"}}, Dimension::Use), "commercial") << "the first of several values";
}

TEST(Tags, SurfaceRefinesOnlyTheSurface) {
    const Tags pitch{{"leisure", "pitch"}, {"surface", "artificial_turf"}};
    EXPECT_EQ(classify(pitch, Dimension::Surface), "man-made");
    EXPECT_EQ(classify(pitch, Dimension::Use), "recreational");
}

TEST(Tags, InformalPathsAreNoSettlements) {
    EXPECT_EQ(classify({{"highway", "path"}, {"informal", "yes"}}, Dimension::Tenure), "unknown");
    EXPECT_EQ(classify({{"landuse", "residential"}, {"informal", "yes"}}, Dimension::Tenure), "informal");
}

TEST(Tags, WhatLiesBelowTheGroundIsNotSeen) {
    EXPECT_EQ(classify({{"waterway", "river"}, {"tunnel", "culvert"}}, Dimension::Infrastructure), "unknown");
    EXPECT_EQ(classify({{"highway", "primary"}, {"tunnel", "no"}}, Dimension::Infrastructure), "grey");
    EXPECT_EQ(classify({{"highway", "primary"}, {"layer", "-1"}}, Dimension::Surface), "unknown");
    EXPECT_EQ(classify({{"amenity", "marketplace"}, {"covered", "yes"}}, Dimension::Use), "commercial");
}

TEST(Tags, LifecyclePrefixesAreNotPresentObjects) {
    EXPECT_EQ(classify({{"disused:landuse", "industrial"}}, Dimension::Use), "unknown");
    EXPECT_EQ(mostSpecific({{"was:building", "yes"}}), "");
}

TEST(Tags, MostSpecificRow) {
    EXPECT_EQ(mostSpecific({{"landuse", "residential"}, {"name", "Cerro"}}), "landuse=residential");
    EXPECT_EQ(mostSpecific({{"landuse", "forest"}, {"natural", "wood"}}), "natural=wood");
    EXPECT_EQ(mostSpecific({{"shop", "bakery"}}), "shop=*");
    EXPECT_EQ(mostSpecific({{"name", "x"}}), "");
}

}  // namespace
