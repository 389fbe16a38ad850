#include "geo/prepare/found_source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/scratch_folder.h"

namespace {

using geo::SourceRole;
using testing::HasSubstr;

constexpr geo::GeographicExtent kBox{-56.3, -35, -56, -34.8};

TEST(FoundSource, APathIsAFileAndIsCalledAsIt) {
    const support::ScratchFolder folder("found");
    const auto path = folder.write("pop 2015.tif", "x");
    const auto source = geo::findSource({path, 2015}, SourceRole::Population, kBox, "URY");
    ASSERT_TRUE(source);
    EXPECT_EQ(source->path, path);
    EXPECT_EQ(source->title, "pop 2015.tif");
    EXPECT_EQ(source->year, 2015);
    EXPECT_FALSE(source->isNamed());
    const auto absent = geo::findSource({folder.at("absent.tif"), 2015}, SourceRole::Builtup, kBox, "URY");
    ASSERT_FALSE(absent);
    EXPECT_EQ(absent.error().code, geo::ErrorCode::NotFound);
    EXPECT_EQ(absent.error().subject, folder.at("absent.tif"));
}

TEST(FoundSource, TheYearOfANamedSourceIsItsOwn) {
    EXPECT_EQ(*geo::yearOf({"worldcover:2020", 0}, SourceRole::Landcover), 2020);
    EXPECT_EQ(*geo::yearOf({"ghs-pop:1990", 0}, SourceRole::Population), 1990);
    EXPECT_EQ(*geo::yearOf({"worldpop", 0}, SourceRole::Population), 2020);
    EXPECT_EQ(*geo::yearOf({"mine.tif", 1999}, SourceRole::Population), 1999);
    EXPECT_EQ(*geo::yearOf({"mine.tif", 0}, SourceRole::Population), 0);
}

TEST(FoundSource, AWrongNameIsAnsweredWithWhatIsKnown) {
    const auto version = geo::yearOf({"worldcover:1999", 0}, SourceRole::Landcover);
    ASSERT_FALSE(version);
    EXPECT_THAT(version.error().message, HasSubstr("no such version"));
    const auto role = geo::yearOf({"worldcover:2021", 0}, SourceRole::Population);
    ASSERT_FALSE(role);
    EXPECT_THAT(role.error().message, HasSubstr("--landcover"));
}

TEST(FoundSource, AMissingNetworkSaysWhatToDoInstead) {
    geo::FoundSource named;
    named.advice = "ESA WorldCover 2021 could not be reached; fetch it elsewhere.";
    const auto error =
        geo::advised({geo::ErrorCode::Network, "This address did not answer.", "https://x/y.tif", "timeout"}, named);
    EXPECT_EQ(error.message, named.advice);
    EXPECT_EQ(error.cause, "timeout");
    const auto other = geo::advised({geo::ErrorCode::Unsupported, "No classes.", "x", ""}, named);
    EXPECT_EQ(other.message, "No classes.");
    const auto ofFile = geo::advised({geo::ErrorCode::Network, "This address did not answer.", "x", ""}, {});
    EXPECT_EQ(ofFile.message, "This address did not answer.");
}

}  // namespace
