#include "viewer/app/layer_roles.h"

#include <gtest/gtest.h>

#include <map>

#include "geo/taxonomy/colour_difference.h"
#include "viewer/app/layer_looks.h"

namespace app {
namespace {

geo::LayerProposal area(const char* title, double objectKm2, geo::Colour published = {128, 128, 128, 255}) {
    geo::LayerProposal proposal{title, {}, {}, 15, objectKm2};
    proposal.look.fill = published;
    return proposal;
}

/// A plan as it is published: several partitions of the city, regions far beyond it, and small things.
std::vector<geo::LayerProposal> plan() {
    return {area("Mananciais", 2916, {0x9f, 0xc6, 0xe4, 255}),
            area("Zona Urbana", 986, {0xa0, 0xa0, 0xa0, 255}),
            area("Zona Rural", 283, {0x92, 0x49, 0x00, 255}),
            area("Macroarea Contencao", 197, {0x6c, 0xa2, 0x96, 255}),
            area("Macroarea Estruturacao", 136, {0x7f, 0x00, 0x00, 255}),
            area("Macroarea Consolidada", 95, {0x9a, 0x59, 0x59, 255}),
            area("Macroarea Qualificacao", 47, {0xd2, 0x63, 0x1d, 255}),
            area("Macroarea Controle", 12, {0xc0, 0xd3, 0xa7, 255}),
            area("APA Estadual", 252, {0xae, 0xcf, 0x9b, 255}),
            area("APA Capivari", 66, {0xae, 0xcf, 0x9b, 255}),
            area("Parques municipais", 4, {0x6c, 0xa2, 0x96, 255}),
            area("Parques novos", 5, {0x6c, 0xa2, 0x96, 255}),
            area("ZEIS 1", 1.5, {0xe8, 0x8b, 0x3c, 255}),
            area("ZEIS 5", 0.1, {0xff, 0x7e, 0x00, 255}),
            {"Linha", {}, {}, 75, 0}};
}

std::map<std::string, AreaRole> rolesOf(std::vector<geo::LayerProposal> proposals) {
    std::map<std::string, AreaRole> roles;
    for (const auto& layer : staged(std::move(proposals))) roles[layer.proposal.title] = layer.role;
    return roles;
}

TEST(LayerRoles, OnePartitionIsTheGroundAndOtherLargeAreasAreOutlines) {
    auto roles = rolesOf(plan());
    for (const char* title : {"Macroarea Contencao", "Macroarea Estruturacao", "Macroarea Controle"})
        EXPECT_EQ(roles[title], AreaRole::Tint) << title;
    for (const char* title : {"Mananciais", "Zona Urbana", "Zona Rural", "APA Estadual", "APA Capivari"})
        EXPECT_EQ(roles[title], AreaRole::Outline) << title;
    for (const char* title : {"Parques municipais", "ZEIS 1", "ZEIS 5", "Linha"}) EXPECT_EQ(roles[title], AreaRole::Own) << title;
}

TEST(LayerRoles, TheGroundLiesBelowThenFillsThenOutlinesThenLines) {
    int last = -1;
    for (const auto& layer : staged(plan())) {
        const int place = layer.proposal.title == "Linha" ? 3
                          : layer.role == AreaRole::Tint  ? 0
                          : layer.role == AreaRole::Own   ? 1
                                                          : 2;
        EXPECT_GE(place, last) << layer.proposal.title;
        last = place;
    }
}

TEST(LayerRoles, OfSeveralDivisionsTheFinestIsTheGroundAndTheOthersAreOutlines) {
    std::vector<geo::LayerProposal> divisions{area("Sections", 0.3), area("Districts", 9), area("Quarters", 1.2)};
    for (auto& proposal : divisions) proposal.look.covers = true, proposal.look.fill.reset(), proposal.height = 5;
    const auto layers = staged(divisions);
    ASSERT_EQ(layers.size(), 3u);
    EXPECT_EQ(layers[0].proposal.title, "Sections");
    EXPECT_EQ(layers[0].role, AreaRole::Own);
    EXPECT_EQ(layers[1].proposal.title, "Quarters");
    EXPECT_EQ(layers[2].proposal.title, "Districts");
    EXPECT_EQ(layers[1].role, AreaRole::Outline);
    EXPECT_GT(layers[1].outlinePx, layers[0].outlinePx);
    EXPECT_GT(layers[2].outlinePx, layers[1].outlinePx);
    divisions.push_back({"Population", {}, {}, 15, 1});
    divisions.back().spec.valueField = "people";
    for (const auto& layer : staged(divisions)) EXPECT_EQ(layer.role == AreaRole::Outline, layer.proposal.title != "Population");
    EXPECT_EQ(staged(divisions).front().proposal.title, "Population");
    LayerLooks looks({});
    EXPECT_EQ(looks.layerOf(layers[0]).style.fill.a, 255);
    EXPECT_LT(looks.layerOf(layers[2]).style.fill.a, 20);
}

TEST(LayerRoles, AFewLayersAndOneSeriesStayAsTheyAre) {
    for (const auto& [title, role] : rolesOf({area("Wards", 28), area("Slums", 0.1), area("Parks", 3)}))
        EXPECT_EQ(role, AreaRole::Own) << title;
    for (const auto& [title, role] :
         rolesOf({area("Parques a", 50), area("Parques b", 7), area("Parques c", 4), area("Parques d", 1)}))
        EXPECT_EQ(role, AreaRole::Own) << title;
    auto classed = plan();
    for (auto& proposal : classed) proposal.spec.classField = "use";
    for (const auto& [title, role] : rolesOf(classed)) EXPECT_EQ(role, AreaRole::Own) << title;
}

TEST(LayerRoles, NoTwoFillsOfAPlanAreConfused) {
    LayerLooks looks({});
    std::vector<std::pair<std::string, geo::Colour>> fills, tints, outlines;
    for (const auto& layer : staged(plan())) {
        const auto made = looks.layerOf(layer);
        if (layer.proposal.height >= 60) continue;
        auto& list = layer.role == AreaRole::Tint ? tints : layer.role == AreaRole::Outline ? outlines : fills;
        list.emplace_back(made.title, layer.role == AreaRole::Outline ? made.style.outline : made.style.fill);
        if (layer.role == AreaRole::Outline) {
            EXPECT_LT(made.style.fill.a, 20) << "what lies below keeps its colours";
        }
        if (layer.role == AreaRole::Tint) {
            EXPECT_GT(geo::toCieLab(made.style.fill).l, 72) << "quiet";
        }
    }
    const auto apart = [](const auto& list, double least) {
        for (size_t i = 0; i < list.size(); ++i)
            for (size_t j = 0; j < i; ++j)
                EXPECT_GE(geo::colourDifference(list[i].second, list[j].second), least)
                    << list[i].first << " and " << list[j].first;
    };
    apart(tints, 9);
    apart(outlines, 12);
    apart(fills, 14);
    fills.insert(fills.end(), tints.begin(), tints.end());
    apart(fills, 9);
}

}  // namespace
}  // namespace app
