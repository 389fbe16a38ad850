#include "viewer/ui/formats.h"

#include <gtest/gtest.h>

TEST(Formats, PositionsNameTheirHemisphere) {
    EXPECT_EQ(ui::formatLonLat({-56.1645, -34.9011}), "34.9011° S  56.1645° W");
    EXPECT_EQ(ui::formatLonLat({126.978, 37.5665}), "37.5665° N  126.9780° E");
}

TEST(Formats, ScalesKeepThreeDigits) {
    EXPECT_EQ(ui::formatScale(0.0254 / 96 * 1000), "1 : 1\u202f000");
    EXPECT_EQ(ui::formatScale(12.3456), "1 : 46\u202f700");
    EXPECT_EQ(ui::formatScale(0), "1 : –");
}

TEST(Formats, ZoomIsThatOfWebMaps) {
    EXPECT_EQ(ui::formatZoom(156543.03392804097), "0.0");
    EXPECT_EQ(ui::formatZoom(156543.03392804097 / 4096), "12.0");
}

TEST(Formats, PopulationsReadLikeASentence) {
    EXPECT_EQ(ui::formatPopulation(20901000), "20.9 million");
    EXPECT_EQ(ui::formatPopulation(1752000), "1.75 million");
    EXPECT_EQ(ui::formatPopulation(834000), "834\u202f000");
}

TEST(Formats, GroupsOfThree) {
    EXPECT_EQ(ui::grouped(0), "0");
    EXPECT_EQ(ui::grouped(999), "999");
    EXPECT_EQ(ui::grouped(-1234567), "-1\u202f234\u202f567");
}
