#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "viewer/text/label.h"

namespace text {
// Beside the type, so that GoogleTest's comparison finds it.
bool operator==(const PlacedLabel& a, const PlacedLabel& b) {
    return a.key == b.key && a.topLeft == b.topLeft && a.position == b.position;
}
}  // namespace text

namespace {

using text::LabelCandidate;
using text::PlacedLabel;
using text::placeLabels;

const geo::Extent kViewport{0, 0, 800, 600};

LabelCandidate candidate(uint64_t key, geo::Point anchor, double priority, double radius = 4) {
    return {key, anchor, 60, 14, radius, priority};
}

std::vector<LabelCandidate> crowd(uint32_t seed, int count) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> x(-50, 850), y(-50, 650), width(8, 160), height(8, 40), radius(0, 12);
    std::uniform_int_distribution<int> rank(0, 20);
    std::vector<LabelCandidate> candidates;
    for (int i = 0; i < count; ++i)
        candidates.push_back({static_cast<uint64_t>(i),
                              {x(random), y(random)},
                              width(random),
                              height(random),
                              i % 3 ? radius(random) : 0,
                              static_cast<double>(rank(random))});
    std::shuffle(candidates.begin(), candidates.end(), random);
    return candidates;
}

using ByKey = std::map<uint64_t, LabelCandidate>;
ByKey byKey(const std::vector<LabelCandidate>& candidates) {
    ByKey map;
    for (const auto& c : candidates) map[c.key] = c;
    return map;
}

geo::Extent boxOf(const PlacedLabel& label, const LabelCandidate& c) {
    return {label.topLeft.x, label.topLeft.y, label.topLeft.x + c.widthPx, label.topLeft.y + c.heightPx};
}

bool overlap(const geo::Extent& a, const geo::Extent& b) {
    return a.minX < b.maxX && b.minX < a.maxX && a.minY < b.maxY && b.minY < a.maxY;
}

bool outranks(const LabelCandidate& a, const LabelCandidate& b) {
    return a.priority != b.priority ? a.priority > b.priority : a.key < b.key;
}

TEST(Placement, PrefersUpperRight) {
    const auto placed = placeLabels(std::vector{candidate(1, {400, 300}, 1)}, kViewport);
    ASSERT_EQ(placed.size(), 1u);
    EXPECT_EQ(placed[0].position, 0);
    EXPECT_GT(placed[0].topLeft.x, 400);
    EXPECT_LT(placed[0].topLeft.y + 14, 300);
}

TEST(Placement, NameWithoutSymbolStandsOnItsPlace) {
    const auto placed = placeLabels(std::vector{candidate(1, {400, 300}, 1, 0)}, kViewport);
    ASSERT_EQ(placed.size(), 1u);
    EXPECT_EQ(placed[0].topLeft, (geo::Point{370, 293}));
}

TEST(Placement, TurnsAwayFromTheEdge) {
    const auto placed = placeLabels(std::vector{candidate(1, {795, 300}, 1)}, kViewport);
    ASSERT_EQ(placed.size(), 1u);
    EXPECT_LT(placed[0].topLeft.x + 60, 795);
}

TEST(Placement, SymbolOfHigherPriorityIsAnObstacleEvenWithoutItsLabel) {
    LabelCandidate symbol = candidate(1, {430, 290}, 2, 8);
    symbol.widthPx = 5000;  // its label fits nowhere
    const auto placed = placeLabels(std::vector{symbol, candidate(2, {400, 300}, 1)}, kViewport);
    ASSERT_EQ(placed.size(), 1u);
    EXPECT_NE(placed[0].position, 0);
    symbol.priority = 0;
    EXPECT_EQ(placeLabels(std::vector{symbol, candidate(2, {400, 300}, 1)}, kViewport)[0].position, 0);
}

TEST(Placement, KeepsItsPositionWhileItFits) {
    const std::vector alone{candidate(1, {400, 300}, 1)};
    const std::vector<PlacedLabel> before{{1, {0, 0}, 4}};
    EXPECT_EQ(placeLabels(alone, kViewport, before)[0].position, 4);
    const std::vector atEdge{candidate(1, {20, 300}, 1)};  // no room at the left
    EXPECT_EQ(placeLabels(atEdge, kViewport, before)[0].position, 0);
    const std::vector<PlacedLabel> nonsense{{1, {0, 0}, 99}};
    EXPECT_EQ(placeLabels(alone, kViewport, nonsense)[0].position, 0);
}

TEST(Placement, UnusableCandidatesAreLeftOut) {
    const double nan = std::nan(""), inf = std::numeric_limits<double>::infinity();
    std::vector<LabelCandidate> bad(6, candidate(1, {400, 300}, 1));
    bad[0].anchor.x = nan;
    bad[1].anchor.y = inf;
    bad[2].widthPx = nan;
    bad[3].heightPx = 0;
    bad[4].priority = nan;
    bad[5].symbolRadiusPx = inf;
    EXPECT_TRUE(placeLabels(bad, kViewport).empty());
    EXPECT_TRUE(placeLabels(std::vector{candidate(1, {400, 300}, 1)}, geo::Extent{}).empty());
    EXPECT_TRUE(placeLabels({}, kViewport).empty());
}

TEST(PlacementLaws, LabelsNeitherOverlapNorLeaveTheViewport) {
    for (uint32_t seed = 1; seed <= 20; ++seed) {
        const auto candidates = crowd(seed, 400);
        const auto of = byKey(candidates);
        const auto placed = placeLabels(candidates, kViewport);
        ASSERT_GT(placed.size(), 20u);
        for (size_t i = 0; i < placed.size(); ++i) {
            const auto& c = of.at(placed[i].key);
            const auto box = boxOf(placed[i], c);
            EXPECT_TRUE(box.minX >= 0 && box.minY >= 0 && box.maxX <= 800 && box.maxY <= 600);
            for (size_t k = 0; k < i; ++k) EXPECT_FALSE(overlap(box, boxOf(placed[k], of.at(placed[k].key))));
            for (const auto& other : candidates) {
                if (!outranks(other, c) || other.symbolRadiusPx <= 0) continue;
                const double dx = other.anchor.x - std::clamp(other.anchor.x, box.minX, box.maxX);
                const double dy = other.anchor.y - std::clamp(other.anchor.y, box.minY, box.maxY);
                EXPECT_GE(std::hypot(dx, dy), other.symbolRadiusPx - 1e-9);
            }
        }
    }
}

TEST(PlacementLaws, OrderOfInputDoesNotMatter) {
    auto candidates = crowd(7, 300);
    const auto placed = placeLabels(candidates, kViewport);
    std::reverse(candidates.begin(), candidates.end());
    EXPECT_EQ(placeLabels(candidates, kViewport), placed);
}

TEST(PlacementLaws, LowerPriorityNeverMovesOrRemovesHigher) {
    for (uint32_t seed = 1; seed <= 20; ++seed) {
        auto candidates = crowd(seed, 300);
        std::sort(candidates.begin(), candidates.end(), outranks);
        const auto whole = placeLabels(candidates, kViewport);
        candidates.resize(150);
        const auto higher = placeLabels(candidates, kViewport);
        ASSERT_LE(higher.size(), whole.size());
        EXPECT_TRUE(std::equal(higher.begin(), higher.end(), whole.begin()));
    }
}

TEST(PlacementLaws, PlacingAgainWithTheLastFrameChangesNothing) {
    for (uint32_t seed = 1; seed <= 20; ++seed) {
        const auto candidates = crowd(seed, 300);
        const auto placed = placeLabels(candidates, kViewport);
        EXPECT_EQ(placeLabels(candidates, kViewport, placed), placed);
    }
}

TEST(PlacementLaws, LabelsRideAlongWithASmallMove) {
    auto candidates = crowd(3, 60);
    const auto before = placeLabels(candidates, kViewport);
    for (auto& c : candidates) c.anchor.x += 0.5;
    const auto after = placeLabels(candidates, kViewport, before);
    std::map<uint64_t, int> positions;
    for (const auto& label : before) positions[label.key] = label.position;
    int jumped = 0;
    for (const auto& label : after) jumped += positions.count(label.key) && positions[label.key] != label.position;
    EXPECT_LE(jumped, 2);
}

}  // namespace
