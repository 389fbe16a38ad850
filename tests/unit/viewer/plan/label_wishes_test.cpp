#include "viewer/plan/label_wishes.h"

#include <gmock/gmock.h>

#include "geo/taxonomy/rank_table.h"
#include "tests/render/fake_source.h"

namespace {

/// Three places, all in one tile, with the ranks of data/ranks/places.json.
class LabelsOfPlaces : public testing::Test {
protected:
    void SetUp() override {
        const auto ranks = geo::loadRanks("places");
        ASSERT_TRUE(ranks);
        const auto rankOf = [&](const char* code) {
            const auto& all = (*ranks)->ranks;
            return static_cast<uint16_t>(std::ranges::find(all, code, &geo::Rank::code) - all.begin() + 1);
        };
        auto source = fake::places({{{0, 0}, rankOf("city"), "Paso Carrasco", 1},
                                    {{9, 9}, rankOf("city"), "Montevideo", 1},
                                    {{5, 5}, rankOf("suburb"), "Pocitos", 1}});
        source->rankTable = **ranks;
        layer.source = source;
        layer.style.labelPx = 12;
    }
    /// Names at a scale on a map of this title, and these other names of its city, the first to be placed first.
    [[nodiscard]] std::vector<std::string> at(double metresPerPixel, std::string title,
                                              std::vector<std::string> others = {}) const {
        map::SceneState map;
        map.title = std::move(title), map.names = std::move(others);
        const std::vector<geo::PointFeature> points{{0.1F, 0.1F, 0}, {0.5F, 0.5F, 1}, {0.7F, 0.7F, 2}};
        std::vector<plan::LabelWish> wishes;
        plan::addLabelWishes({&layer, 1, points, {0, 0, 100, 100}, {}, &map}, metresPerPixel, 1, wishes);
        std::ranges::stable_sort(wishes, std::greater(), &plan::LabelWish::priority);
        std::vector<std::string> names;
        for (const auto& wish : wishes) names.push_back(*wish.text);
        return names;
    }
    map::Layer layer;
};

using testing::ElementsAre;

TEST_F(LabelsOfPlaces, SuburbsAreForNearCitiesForFar) {
    EXPECT_THAT(at(10, ""), ElementsAre("Paso Carrasco", "Montevideo", "Pocitos"));
    EXPECT_THAT(at(100, ""), ElementsAre("Paso Carrasco", "Montevideo"));
}

TEST_F(LabelsOfPlaces, TheOneThatTheMapIsNamedAfterStandsForItsTownsFromAfar) {
    EXPECT_THAT(at(100, "Montevideo"), ElementsAre("Montevideo", "Paso Carrasco"));
    EXPECT_THAT(at(1058, "Montevideo"), ElementsAre("Montevideo"));
    EXPECT_THAT(at(1058, "Bangkok"), ElementsAre());
    EXPECT_THAT(at(1058, "Pocitos District", {"Distrito de Pocitos", "Pocitos"}), ElementsAre("Pocitos"))
        << "by any of its names";
    layer.style.hidden = {"city"};
    EXPECT_THAT(at(1058, "Montevideo"), ElementsAre());
}

}  // namespace
