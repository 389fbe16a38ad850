#include "viewer/app/answers.h"

#include <gmock/gmock.h>

#include "geo/taxonomy/rank_table.h"
#include "tests/render/fake_source.h"

namespace app {
namespace {

using testing::ElementsAre;

map::Layer layerOf(std::shared_ptr<fake::Source> source, const std::string& title) {
    map::Layer layer;
    layer.id = layer.title = title;
    layer.source = std::move(source);
    return layer;
}

map::Layer roads() { return layerOf(fake::network({}, **geo::loadRanks("transport")), "Roads"); }

geo::Identified piece(const std::string& title, std::vector<geo::Attribute> attributes) {
    return {title, std::move(attributes), {{{0, 0}, {1, 1}}}};
}

std::vector<std::string> written(const geo::Identified& thing) {
    std::vector<std::string> all;
    for (const auto& attribute : thing.attributes) all.push_back(attribute.name + "=" + attribute.value);
    return all;
}

TEST(Answers, PiecesOfOneStreetAreOneEntry) {
    const auto answer =
        answerOf(roads(), {piece("José Ellauri", {{"class", "Tertiary road"}, {"lanes", "2"}, {"rank", "11"}}),
                           piece("Pereyra", {{"class", "Street"}}),
                           piece("José Ellauri", {{"class", "Tertiary road"}, {"lanes", "3"}, {"bridge", "yes"}})});
    ASSERT_EQ(answer.found.size(), 2u);
    EXPECT_EQ(answer.found[0].title, "José Ellauri");
    EXPECT_EQ(answer.found[0].outline.size(), 2u) << "all of it is outlined";
    EXPECT_THAT(written(answer.found[0]), ElementsAre("class=Tertiary road", "lanes=2; 3", "bridge=yes"));
}

TEST(Answers, AreasOfOneNameThatDifferStayTwo) {
    const auto layer = layerOf(fake::circles(), "Blocks");
    EXPECT_EQ(answerOf(layer, {piece("Built", {{"floors", "2"}}), piece("Built", {{"floors", "9"}})}).found.size(), 2u);
    EXPECT_EQ(answerOf(layer, {piece("Built", {{"floors", "2"}}), piece("Built", {{"floors", "2"}})}).found.size(), 1u);
}

TEST(Answers, WhatOnlyComputersReadGoesLastOrAway) {
    const auto answer = answerOf(roads(), {piece("A", {{"@id", "way/1"},
                                                       {"@user", "x"},
                                                       {"osm_id", "7"},
                                                       {"@timestamp", "2020"},
                                                       {"@changeset", "3"},
                                                       {"@uid", "4"},
                                                       {"rank", "12"},
                                                       {"surface", "asphalt"}})});
    EXPECT_THAT(written(answer.found[0]), ElementsAre("surface=asphalt", "@id=way/1", "osm_id=7"));
}

TEST(Answers, AreasThatFillComeBeforeLines) {
    auto outlines = layerOf(fake::circles(), "Outlines");
    outlines.style.colourOf = {{"1", {0, 0, 0, 0}}, {"2", {0, 0, 0, 0}}, {"3", {0, 0, 0, 0}}};
    std::vector layers{outlines, roads(), layerOf(fake::circles(), "Blocks"), layerOf(fake::chessboard(), "Land cover"),
                       layerOf(fake::places({}), "Stops")};
    std::ranges::stable_sort(layers, {}, turnOf);
    std::vector<std::string> titles;
    for (const auto& layer : layers) titles.push_back(layer.title);
    EXPECT_THAT(titles, ElementsAre("Stops", "Blocks", "Roads", "Outlines", "Land cover"));
}

TEST(Answers, InWordsNameTheSourcesOnce) {
    ui::IdentifiedInLayer blocks{"a", "Blocks", "© OpenStreetMap contributors · Made with Natural Earth", {}};
    blocks.found.push_back({"Residential", {{"floors", "2"}}, {}, {"A block of homes."}});
    ui::IdentifiedInLayer streets{"b", "Roads", "© OpenStreetMap contributors", {}};
    streets.found.push_back(piece("José Ellauri", {}));
    EXPECT_THAT(inWords({blocks, streets}),
                ElementsAre("Blocks: Residential", "  A block of homes.", "  floors: 2", "Roads: José Ellauri",
                            "© OpenStreetMap contributors · Made with Natural Earth"));
    EXPECT_THAT(inWords(std::vector<ui::IdentifiedInLayer>{}), ElementsAre("No layer has anything here."));
}

}  // namespace
}  // namespace app
