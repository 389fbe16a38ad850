#include "geo/taxonomy/rank_table.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "geo/base/paths.h"
#include "geo/taxonomy/selector.h"

namespace {

TEST(Ranks, EveryFileParsesAndIsSound) {
    size_t files = 0;
    for (const auto& file : std::filesystem::directory_iterator(geo::dataFolder() / "ranks")) {
        const auto ranks = geo::loadRanks(file.path().stem().string());
        ASSERT_TRUE(ranks) << geo::describe(ranks.error());
        std::set<std::string> codes;
        for (const auto& rank : (*ranks)->ranks) {
            EXPECT_TRUE(codes.insert(rank.code).second) << rank.code;
            EXPECT_FALSE(rank.label.empty());
            EXPECT_TRUE(!rank.width.empty() || rank.labelPx > 0) << rank.code << " has neither a width nor a label size";
            for (size_t i = 1; i < rank.width.size(); ++i) EXPECT_GT(rank.width[i].px, rank.width[i - 1].px) << rank.code;
        }
        ++files;
    }
    EXPECT_EQ(files, 3u);
}

/// The rank that draws an object of this key and value.
std::string rankOf(const char* table, const std::string& key, const std::string& value) {
    std::string found;
    for (const auto& rank : (*geo::loadRanks(table))->ranks) {
        const auto lookup = [&](std::string_view asked) {
            return asked == key ? std::optional<std::string_view>(value) : std::nullopt;
        };
        if (geo::matchesAny(geo::parseSelectors(rank.match), lookup)) found = rank.code;
    }
    return found;
}

TEST(Ranks, TakeOpenStreetMapAndMapboxSpellings) {
    EXPECT_EQ(rankOf("transport", "highway", "motorway_link"), "motorway");
    EXPECT_EQ(rankOf("transport", "highway", "unclassified"), "residential");
    EXPECT_EQ(rankOf("transport", "railway", "subway"), "subway");
    EXPECT_EQ(rankOf("transport", "railway", "abandoned"), "");
    EXPECT_EQ(rankOf("transport", "service", "yard"), "siding");
    EXPECT_EQ(rankOf("transport", "class", "main"), "primary");
    EXPECT_EQ(rankOf("transport", "class", "major_rail"), "rail");
    EXPECT_EQ(rankOf("waterways", "waterway", "river"), "river");
    EXPECT_EQ(rankOf("waterways", "waterway", "dam"), "");
    EXPECT_EQ(rankOf("places", "place", "suburb"), "suburb");
    EXPECT_EQ(rankOf("places", "type", "town"), "town");
}

TEST(Ranks, GeneraliseWithTheScale) {
    const auto visible = [](const std::string& code, double metresPerPixel) {
        for (const auto& rank : (*geo::loadRanks("transport"))->ranks)
            if (rank.code == code) return rank.maxMetresPerPixel == 0 || metresPerPixel <= rank.maxMetresPerPixel;
        return false;
    };
    for (const char* code : {"motorway", "trunk", "primary", "secondary"}) EXPECT_TRUE(visible(code, 25)) << code;
    for (const char* code : {"tertiary", "residential", "service", "footway"}) EXPECT_FALSE(visible(code, 25)) << code;
    EXPECT_TRUE(visible("residential", 7));
    EXPECT_FALSE(visible("footway", 3));
    EXPECT_TRUE(visible("footway", 2));
}

TEST(Ranks, WithOthersKeepTheirPlaces) {
    for (const char* id : {"transport", "waterways"}) {
        const auto plain = geo::loadRanks(id), all = geo::loadRanks(id, true);
        ASSERT_TRUE(plain && all);
        ASSERT_EQ((*all)->ranks.size(), (*plain)->ranks.size() + 1);
        EXPECT_EQ((*all)->placeOf(0), -1);
        EXPECT_EQ((*all)->ranks[3].code, (*plain)->ranks[2].code);
        EXPECT_EQ((*all)->placeOf(3), (*plain)->placeOf(2));
        EXPECT_FALSE((*all)->ranks[0].width.empty());
    }
    EXPECT_FALSE(geo::loadRanks("places", true)) << "a place of no rank has no size";
}

TEST(Ranks, RefuseOtherNames) {
    for (const char* id : {"", "nowhere", "../members", "Transport"}) EXPECT_FALSE(geo::loadRanks(id)) << id;
}

TEST(WidthAt, InterpolatesOverTheLogarithmOfTheScale) {
    const std::vector<geo::ScaleStop> stops{{100, 1}, {25, 3}, {1, 10}};
    EXPECT_DOUBLE_EQ(geo::widthAt(stops, 500), 1);
    EXPECT_DOUBLE_EQ(geo::widthAt(stops, 50), 2);
    EXPECT_DOUBLE_EQ(geo::widthAt(stops, 25), 3);
    EXPECT_DOUBLE_EQ(geo::widthAt(stops, 5), 6.5);
    EXPECT_DOUBLE_EQ(geo::widthAt(stops, 0.1), 10);
    EXPECT_DOUBLE_EQ(geo::widthAt({}, 5), 0);
}

}  // namespace
