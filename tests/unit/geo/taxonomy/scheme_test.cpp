#include "geo/taxonomy/scheme.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>

#include "geo/base/csv.h"
#include "geo/base/paths.h"
#include "geo/base/text_file.h"

namespace {

using geo::Dimension;
constexpr std::array kAllDimensions{Dimension::Density, Dimension::Use,    Dimension::Settlement,
                                    Dimension::Surface, Dimension::Tenure, Dimension::Infrastructure};

TEST(Dimensions, KeepTheirOrderAndNames) {
    EXPECT_THAT(geo::classIds(Dimension::Density), testing::ElementsAre("high", "medium", "low", "unknown"));
    EXPECT_THAT(geo::classIds(Dimension::Use),
                testing::ElementsAre("residential", "industrial", "commercial", "recreational", "unknown"));
    EXPECT_THAT(geo::classIds(Dimension::Settlement), testing::ElementsAre("urban", "agricultural", "rural", "unknown"));
    EXPECT_THAT(geo::classIds(Dimension::Surface), testing::ElementsAre("natural", "man-made", "unknown"));
    EXPECT_THAT(geo::classIds(Dimension::Tenure), testing::ElementsAre("formal", "informal", "unknown"));
    EXPECT_THAT(geo::classIds(Dimension::Infrastructure), testing::ElementsAre("green", "blue", "grey", "unknown"));
    for (const auto dimension : kAllDimensions) EXPECT_EQ(geo::parseDimension(geo::dimensionId(dimension)), dimension);
    EXPECT_FALSE(geo::parseDimension("colour"));
}

TEST(Dimensions, TablesFollowTheClassIds) {
    for (const auto dimension : kAllDimensions) {
        const auto& table = geo::dimensionTable(dimension);
        const auto ids = geo::classIds(dimension);
        ASSERT_EQ(table.size(), ids.size() + 1);
        EXPECT_EQ(table.classes[0].colour.a, 0);
        for (size_t i = 0; i < ids.size(); ++i) {
            EXPECT_EQ(table.classes[i + 1].code, ids[i]);
            EXPECT_EQ(table.indexOf(ids[i]), i + 1);
            EXPECT_FALSE(table.classes[i + 1].label.empty());
        }
    }
    EXPECT_EQ(geo::dimensionTable(Dimension::Tenure).classes[2].colour.hex(), "#f47c08");
}

TEST(Schemes, AllLoadWithEveryRow) {
    const auto ids = geo::schemeIds();
    EXPECT_THAT(ids, testing::IsSupersetOf({"corine", "lcz", "osm", "urban_atlas", "worldcover"}));
    const std::map<std::string, size_t> rows{{"worldcover", 11}, {"urban_atlas", 34}, {"corine", 44}, {"corine_gridcode", 44},
                                             {"nlcd", 16},       {"lcz", 17},         {"osm", 346},   {"ghs_smod", 9}};
    for (const auto& id : ids) {
        const auto scheme = geo::loadScheme(id);
        ASSERT_TRUE(scheme) << geo::describe(scheme.error());
        EXPECT_EQ((*scheme)->table.name, id);
        EXPECT_NE((*scheme)->table.title, id) << "a scheme needs a title for people";
        if (rows.contains(id)) {
            EXPECT_EQ((*scheme)->table.size(), rows.at(id) + 1) << id;
        }
        for (size_t i = 1; i < (*scheme)->table.size(); ++i) {
            const auto& entry = (*scheme)->table.classes[i];
            EXPECT_FALSE(entry.label.empty()) << id << " " << entry.code;
            EXPECT_EQ((*scheme)->indexOfCode.at(entry.code), i);
        }
    }
    EXPECT_EQ(*geo::loadScheme("osm"), *geo::loadScheme("osm")) << "loaded once";
}

TEST(Schemes, TakeThePublishedColours) {
    EXPECT_EQ((*geo::loadScheme("corine"))->table.classes[1].colour.hex(), "#e6004d");
    EXPECT_EQ((*geo::loadScheme("corine_gridcode"))->table.classes[1].colour.hex(), "#e6004d");
    EXPECT_EQ((*geo::loadScheme("lcz"))->table.classes[17].colour.hex(), "#6a6aff");
    EXPECT_TRUE((*geo::loadScheme("ghs_pop"))->quantity);
    EXPECT_TRUE((*geo::loadScheme("osm"))->tags);
}

TEST(Schemes, CallClimateZonesGreyWhereMostOfThemIsSealed) {
    const auto lcz = geo::loadScheme("lcz");
    ASSERT_TRUE(lcz);
    for (const auto& zone : (*lcz)->table.classes)
        EXPECT_EQ(zone.dimensions[static_cast<size_t>(geo::Dimension::Surface)] == "man-made",
                  zone.dimensions[static_cast<size_t>(geo::Dimension::Infrastructure)] == "grey")
            << zone.label << ": both say that artificial surface prevails";
}

TEST(Schemes, RefuseOtherNames) {
    for (const char* id : {"", "nowhere", "../members", "osm.csv", "osm/"}) {
        const auto scheme = geo::loadScheme(id);
        ASSERT_FALSE(scheme) << id;
        EXPECT_EQ(scheme.error().code, geo::ErrorCode::NotFound);
    }
}

// A colour for a class that is not there is a spelling mistake.
TEST(Palette, NamesOnlyKnownClassesAndParses) {
    const auto text = geo::readTextFile((geo::dataFolder() / "palettes.csv").string(), 1 << 20);
    ASSERT_TRUE(text);
    const auto table = geo::parseCsv(*text, "palettes.csv");
    ASSERT_TRUE(table) << geo::describe(table.error());
    for (const auto& row : table->rows) {
        const auto scheme = geo::loadScheme(row[*table->column("scheme")]);
        ASSERT_TRUE(scheme) << row[0];
        EXPECT_TRUE((*scheme)->indexOfCode.contains(row[*table->column("code")])) << row[0] << " " << row[1];
        EXPECT_TRUE(geo::Colour::parse(row[*table->column("hex")])) << row[2];
    }
}

TEST(CategoricalColours, StayApartForAWhile) {
    for (size_t i = 0; i < 40; ++i)
        for (size_t j = 0; j < i; ++j) EXPECT_NE(geo::categoricalColour(i), geo::categoricalColour(j)) << i << " " << j;
}

std::string recognise(std::string_view says, std::vector<int64_t> codes) { return geo::recogniseScheme(says, codes); }

TEST(Recognise, ByWordsAndCodesTogether) {
    EXPECT_EQ(recognise("berlin_lcz_100m.tif", {1, 2, 5, 6, 8, 11, 14, 17}), "lcz");
    EXPECT_EQ(recognise("shanghai_lcz_100m.tif", {1, 2, 10, 101, 104, 107, -1}), "lcz");
    EXPECT_EQ(recognise("sydney_global_lcz_3band.tif lcz_filter", {0, 3, 6, 11, 17}), "lcz");
    EXPECT_EQ(recognise("esa_worldcover_10m_2021_v200_s36w057_map.tif", {10, 30, 50, 80}), "worldcover");
    EXPECT_EQ(recognise("u2018_clc2018_v2020_20u1.tif", {111, 112, 211, 512}), "corine");
    EXPECT_EQ(recognise("bern_valais_g100_clc00.tif", {1, 2, 12, 24, 41, 255}), "corine_gridcode");
    EXPECT_EQ(recognise("nlcd_2021_land_cover_l48.img", {11, 21, 24}), "nlcd");
    EXPECT_EQ(recognise("ghs_smod_e2020_globe_r2023a.tif", {10, 11, 12, 13, 21, 30}), "ghs_smod");
}

TEST(Recognise, ByCodesOnlyWhereNothingElseHasThem) {
    EXPECT_EQ(recognise("map.tif", {111, 112, 121, 211, 231, 242, 311, 512}), "corine");
    EXPECT_EQ(recognise("a.tif", {11100, 11210, 12100, 14100}), "urban_atlas");
    EXPECT_EQ(recognise("a.tif", {2, 3, 5, 6, 8, 101, 102, 104}), "lcz");
    EXPECT_EQ(recognise("a.tif", {10, 11, 12, 13, 21, 22, 23, 30}), "ghs_smod");
}

TEST(Recognise, NeverGuesses) {
    EXPECT_EQ(recognise("landuse.tif", {1, 2, 3, 4, 5}), "");
    EXPECT_EQ(recognise("map.tif", {10, 20, 30, 40, 50, 60}), "") << "WorldCover and GlobeLand30 share these";
    EXPECT_EQ(recognise("lcz_probability.tif", {0, 12, 55, 87, 100}), "") << "the word is there, the codes are not";
    EXPECT_EQ(recognise("berlin_lcz.tif", {}), "");
    EXPECT_EQ(recognise("exclude.tif conclusion", {0, 1, 2, 3}), "") << "clue stands inside other words";
    EXPECT_EQ(recognise("lcz.tif", {0, 255}), "");
}

TEST(Recognise, NotMadeOfWhatTheNameSays) {
    EXPECT_EQ(recognise("vaud_g100_clc00_V18_5.tif", {1, 2}), "") << "urban and other, made from CORINE";
    EXPECT_EQ(recognise("clc_level1.tif", {1, 2, 3, 4, 5}), "") << "CORINE regrouped: no landscape is built-up alone";
    EXPECT_EQ(recognise("lcz_mask.tif", {0, 1}), "");
    EXPECT_EQ(recognise("lcz_of_a_block.tif", {2, 5}), "lcz") << "few codes, but not a short list of one's own";
}

TEST(Recognise, ByThePublishedColours) {
    const auto corine = geo::loadScheme("corine_gridcode");
    ASSERT_TRUE(corine);
    std::map<int64_t, geo::Colour> colours;
    for (const int64_t code : {1, 2, 3, 11, 12, 23, 24, 41})
        colours[code] = (*corine)->table.classes[*(*corine)->table.indexOf(std::to_string(code))].colour;
    EXPECT_EQ(geo::recogniseColours(colours), "corine_gridcode");
    colours[99] = {1, 2, 3, 255};
    EXPECT_EQ(geo::recogniseColours(colours), "") << "a code that the scheme lacks";
    for (auto& [code, colour] : colours) colour = {10, 20, 30, 255};
    EXPECT_EQ(geo::recogniseColours(colours), "");
}

TEST(NormaliseCode, BringsLczLettersToNumbers) {
    EXPECT_EQ(geo::normaliseCode("lcz", 101), 11);
    EXPECT_EQ(geo::normaliseCode("lcz", 107), 17);
    EXPECT_EQ(geo::normaliseCode("lcz", 10), 10);
    EXPECT_EQ(geo::normaliseCode("corine", 44), 44);
}

}  // namespace
