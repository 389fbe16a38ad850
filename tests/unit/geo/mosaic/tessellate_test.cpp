#include "geo/mosaic/tessellate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "tests/unit/geo/mosaic/mosaic_checks.h"

namespace {

using geo::Barrier;
using geo::BarrierKind;
using geo::Point;
using geo::Rings;
using geo::Tessellation;
using geo::TesseraKind;
using mosaic_checks::box;
using mosaic_checks::circle;
using mosaic_checks::extentOf;
using mosaic_checks::troubleWith;

Barrier line(BarrierKind kind, std::vector<Point> points) { return {kind, std::move(points)}; }
Barrier road(std::vector<Point> points) { return {BarrierKind::Road, std::move(points)}; }

geo::Result<Tessellation> attempt(const std::vector<Rings>& territory, const std::vector<Barrier>& barriers,
                                  const std::vector<Rings>& water = {}, const geo::TessellationRules& rules = {}) {
    return geo::tessellate(territory, barriers, water, rules, {}, {});
}

Tessellation of(const std::vector<Rings>& territory, const std::vector<Barrier>& barriers, const std::vector<Rings>& water = {}) {
    auto done = attempt(territory, barriers, water);
    if (!done) ADD_FAILURE() << describe(done.error());
    return done ? std::move(*done) : Tessellation{};
}

size_t count(const Tessellation& t, TesseraKind kind) {
    return static_cast<size_t>(
        std::count_if(t.tesserae.begin(), t.tesserae.end(), [&](const auto& x) { return x.kind == kind; }));
}

std::vector<double> areas(const Tessellation& t) {
    std::vector<double> sorted;
    for (const auto& tessera : t.tesserae) sorted.push_back(tessera.areaM2);
    std::sort(sorted.begin(), sorted.end());
    return sorted;
}

const std::vector<Rings> kSquare{box(0, 0, 400, 400)};

TEST(Tessellate, TwoStreetsThatCrossMakeFourBlocks) {
    const auto t = of(kSquare, {road({{200, -50}, {200, 450}}), road({{-50, 100}, {450, 100}})});
    EXPECT_THAT(areas(t), testing::ElementsAre(20000, 20000, 60000, 60000));
    EXPECT_EQ(troubleWith(t, 160000), "");
    EXPECT_TRUE(t.remarks.remarks.empty());
}

TEST(Tessellate, WithoutBarriersTheTerritoryIsOneBlock) {
    const auto t = of(kSquare, {});
    ASSERT_EQ(t.tesserae.size(), 1u);
    EXPECT_EQ(t.tesserae[0].rings, kSquare[0]);
    EXPECT_EQ(t.tesserae[0].areaM2, 160000);
}

TEST(Tessellate, CulDeSacsDivideNothing) {
    const auto t =
        of(kSquare, {road({{200, 0}, {200, 300}}), road({{200, 100}, {300, 100}, {350, 150}}), road({{50, 50}, {60, 60}})});
    ASSERT_EQ(t.tesserae.size(), 1u);
    EXPECT_EQ(t.tesserae[0].rings[0].size(), 5u) << "the street's mouth stays a vertex, the street does not";
}

TEST(Tessellate, PiecesOfAStreetThatATilingCutApartMeetAgain) {
    EXPECT_EQ(of(kSquare, {road({{0, 200}, {199.8, 200}}), road({{200.1, 200.1}, {400, 200}})}).tesserae.size(), 2u);
    EXPECT_EQ(of(kSquare, {road({{0, 200}, {199.8, 200}}), road({{200.6, 200}, {400, 200}})}).tesserae.size(), 1u);
}

TEST(Tessellate, AStreetThatStopsShortOfTheOutlineIsLedOnToIt) {
    EXPECT_EQ(of(kSquare, {road({{0.4, 200}, {399.7, 200}})}).tesserae.size(), 2u);
}

TEST(Tessellate, AStreetDrawnTwiceInTheBufferOfTwoTilesIsOne) {
    const auto t = of(kSquare, {road({{0, 200}, {230, 200}}), road({{170, 200.2}, {400, 200.1}})});
    EXPECT_EQ(t.tesserae.size(), 2u);
    EXPECT_EQ(troubleWith(t, 160000), "");
}

TEST(Tessellate, ARingThatDoesNotQuiteCloseIsClosed) {
    auto ring = circle({200, 200}, 100, 32);
    ring.push_back({299.8, 199.9});
    EXPECT_EQ(of(kSquare, {road(ring)}).tesserae.size(), 2u);
}

TEST(Tessellate, AMedianGoesToTheBlocksThatItLiesBefore) {
    const std::vector<Rings> territory{box(0, 0, 1200, 412)};
    const auto t = of(territory, {road({{0, 200}, {1200, 200}}), road({{1200, 212}, {0, 212}}), road({{300, 212}, {300, 412}}),
                                  road({{600, 212}, {600, 412}}), road({{900, 212}, {900, 412}}), road({{450, 0}, {450, 200}}),
                                  road({{750, 0}, {750, 200}})});
    EXPECT_EQ(t.tesserae.size(), 7u);
    EXPECT_EQ(troubleWith(t, 1200 * 412), "");
    for (const auto& tessera : t.tesserae) EXPECT_LE(extentOf(tessera).width(), 451) << "no tail along the avenue";
}

TEST(Tessellate, AllOfAMedianGoesToOneSideOfTheAvenue) {
    std::vector<Barrier> barriers{road({{0, 200}, {1200, 200}}), road({{0, 215}, {1200, 215}})};
    for (int i = 1; i < 8; ++i)
        barriers.push_back(road({{i * 150.0 + (i % 4 < 2 ? 20 : -20), 0}, {i * 150.0, 200}, {i * 150.0, 415}}));
    const auto t = of({box(0, 0, 1200, 415)}, barriers);
    EXPECT_EQ(t.tesserae.size(), 16u);
    for (const auto& tessera : t.tesserae) EXPECT_TRUE(extentOf(tessera).minY == 0 || extentOf(tessera).minY == 215);
}

TEST(Tessellate, AWideMedianIsNoBlockButRowsOfHousesAre) {
    const std::vector<Rings> territory{box(0, 0, 600, 427)};
    const auto street = [](double y) { return road({{0, y}, {600, y}}); };
    EXPECT_EQ(of(territory, {street(200), street(227)}).tesserae.size(), 2u);
    EXPECT_EQ(of(territory, {street(200), street(227), street(254), street(281)}).tesserae.size(), 5u);
    // Too short to tell from a block.
    EXPECT_EQ(
        of(territory, {street(200), street(227), road({{100, 0}, {100, 427}}), road({{220, 0}, {220, 427}})}).tesserae.size(),
        8u);
}

TEST(Tessellate, AMedianCutByCrossStreetsLeavesNoIslands) {
    std::vector<Barrier> barriers{road({{0, 200}, {1200, 200}}), road({{0, 215}, {1200, 215}})};
    for (double x = 150; x < 1200; x += 150) barriers.push_back(road({{x, 0}, {x, 415}}));
    const auto t = of({box(0, 0, 1200, 415)}, barriers);
    EXPECT_EQ(t.tesserae.size(), 16u);
    for (const auto& tessera : t.tesserae) EXPECT_GE(tessera.areaM2, 30000);
}

TEST(Tessellate, TheMiddleOfARoundaboutBelongsToABlockBesideIt) {
    auto ring = circle({200, 200}, 30, 24);
    ring.push_back(ring.front());
    const auto t = of(kSquare, {road(ring), road({{230, 200}, {400, 200}}), road({{170, 200}, {0, 200}}),
                                road({{200, 230}, {200, 400}}), road({{200, 170}, {200, 0}})});
    EXPECT_EQ(t.tesserae.size(), 4u);
    EXPECT_EQ(troubleWith(t, 160000), "");
}

TEST(Tessellate, AGreenInTheMiddleOfASquareStays) {
    auto green = box(150, 150, 220, 220)[0];
    green.push_back(green.front());
    const auto t = of(kSquare, {road(green), road({{220, 185}, {400, 185}}), road({{0, 185}, {150, 185}})});
    EXPECT_EQ(t.tesserae.size(), 3u);
    EXPECT_THAT(areas(t), testing::Contains(4900));
}

TEST(Tessellate, TheTriangleOfASlipRoadIsNoBlock) {
    const auto t = of(kSquare, {road({{0, 200}, {400, 200}}), road({{200, 200}, {200, 400}}), road({{200, 225}, {225, 200}})});
    EXPECT_EQ(t.tesserae.size(), 3u);
    EXPECT_EQ(troubleWith(t, 160000), "");
}

TEST(Tessellate, TwoTracksLeaveNoStrip) {
    const auto t =
        of(kSquare, {line(BarrierKind::Railway, {{0, 200}, {400, 210}}), line(BarrierKind::Railway, {{0, 204}, {400, 214}})});
    EXPECT_EQ(t.tesserae.size(), 2u);
    EXPECT_EQ(troubleWith(t, 160000), "");
}

TEST(Tessellate, ARailwayYardIsOneTesseraAndNotAStripPerTrack) {
    std::vector<Barrier> tracks;
    for (int i = 0; i < 13; ++i) {
        const double y = 170 + 5 * i;
        tracks.push_back(line(BarrierKind::Railway, {{0, 200}, {60, y}, {340, y}, {400, 200}}));
    }
    const auto t = of(kSquare, tracks);
    EXPECT_LE(t.tesserae.size(), 4u);
    for (const auto& tessera : t.tesserae) EXPECT_GT(tessera.areaM2, 5000);
    EXPECT_EQ(troubleWith(t, 160000), "");
}

TEST(Tessellate, NothingMergesAcrossALimit) {
    // 8 m between the limit and the street: too thin for a block, and its longest neighbour is beyond the limit.
    const auto t = of(kSquare, {line(BarrierKind::Limit, {{0, 200}, {400, 200}}), road({{0, 208}, {400, 208}}),
                                road({{200, 208}, {200, 400}})});
    EXPECT_THAT(areas(t), testing::ElementsAre(40000, 40000, 80000));
    for (const auto& tessera : t.tesserae)
        for (const auto p : tessera.rings[0]) EXPECT_TRUE(extentOf(tessera).minY >= 200 || p.y <= 200);
}

TEST(Tessellate, BlocksEndAtAClaimButSliversMergeAcrossIt) {
    const auto t = of(kSquare, {line(BarrierKind::Claim, {{0, 200}, {400, 200}}), road({{0, 208}, {400, 208}}),
                                road({{200, 208}, {200, 400}})});
    EXPECT_THAT(areas(t), testing::ElementsAre(38400, 38400, 83200)) << "8 m between claim and street are no block";
    EXPECT_THAT(areas(of(kSquare, {line(BarrierKind::Claim, {{0, 100}, {400, 100}})})), testing::ElementsAre(40000, 120000));
}

TEST(Tessellate, ASliverBetweenLimitsStaysUnlessItIsOneLineDrawnTwice) {
    const auto limit = [](double y) { return line(BarrierKind::Limit, {{0, y}, {400, y}}); };
    EXPECT_EQ(of(kSquare, {limit(200), limit(204)}).tesserae.size(), 3u);
    EXPECT_EQ(of(kSquare, {limit(200), limit(200.2)}).tesserae.size(), 2u);
}

TEST(Tessellate, ALakeIsATesseraAndAHoleInItsBlock) {
    const auto t = of(kSquare, {}, {box(100, 100, 200, 150)});
    ASSERT_EQ(t.tesserae.size(), 2u);
    EXPECT_EQ(count(t, TesseraKind::Water), 1u);
    EXPECT_THAT(areas(t), testing::ElementsAre(5000, 155000));
    EXPECT_EQ(troubleWith(t, 160000), "");
}

TEST(Tessellate, APuddleBelongsToTheLandAroundIt) {
    const auto t = of(kSquare, {}, {box(100, 100, 120, 120)});
    EXPECT_THAT(areas(t), testing::ElementsAre(160000));
    EXPECT_EQ(count(t, TesseraKind::Water), 0u);
}

TEST(Tessellate, BridgesDoNotCutARiverButLimitsDo) {
    const std::vector<Rings> river{box(-10, 180, 410, 220)};
    const auto bridge = [](double x) { return road({{x, 0}, {x, 400}}); };
    const auto t = of(kSquare, {bridge(100), bridge(250)}, river);
    EXPECT_EQ(count(t, TesseraKind::Water), 1u);
    EXPECT_EQ(t.tesserae.size(), 7u);
    EXPECT_EQ(troubleWith(t, 160000), "");
    const auto divided = of(kSquare, {bridge(100), line(BarrierKind::Limit, {{250, 0}, {250, 400}})}, river);
    EXPECT_EQ(count(divided, TesseraKind::Water), 2u);
}

TEST(Tessellate, ABankAlongAQuayIsLandAndNeverWater) {
    const auto t = of(kSquare, {road({{0, 226}, {400, 226}}), road({{0, 174}, {400, 174}})}, {box(0, 180, 400, 220)});
    EXPECT_EQ(t.tesserae.size(), 3u);
    for (const auto& tessera : t.tesserae) EXPECT_EQ(tessera.areaM2, tessera.kind == TesseraKind::Water ? 16000 : 72000);
}

TEST(Tessellate, AnIsletStaysLand) {
    Rings lake = box(100, 100, 300, 300);
    lake.push_back({{200, 200}, {200, 210}, {210, 210}, {210, 200}});
    const auto t = of(kSquare, {}, {lake});
    EXPECT_EQ(t.tesserae.size(), 3u);
    EXPECT_THAT(areas(t), testing::ElementsAre(100, 39900, 120000));
}

TEST(Tessellate, WaterCutAtTheEdgeOfTilesIsOneWater) {
    const auto t = of(kSquare, {}, {box(100, 100, 200, 200), box(200.2, 100, 300, 200), box(295, 95, 350, 200)});
    EXPECT_EQ(count(t, TesseraKind::Water), 1u);
    EXPECT_EQ(t.tesserae.size(), 2u);
    EXPECT_EQ(troubleWith(t, 160000), "");
}

TEST(Tessellate, LargeLandIsCutByAGridAlignedToTheOrigin) {
    const auto t = of({box(0, 0, 3000, 2000)}, {});
    EXPECT_EQ(count(t, TesseraKind::GridCell), 24u);
    EXPECT_THAT(areas(t), testing::Each(250000));
    EXPECT_EQ(troubleWith(t, 6e6), "");
}

TEST(Tessellate, SliversOfTheGridGoBackToTheirNeighbour) {
    const auto t = of({box(-100, 0, 3000, 2000)}, {});
    EXPECT_EQ(count(t, TesseraKind::GridCell), 24u);
    EXPECT_EQ(areas(t).back(), 300000);
    EXPECT_EQ(troubleWith(t, 6.2e6), "");
}

TEST(Tessellate, BlocksBesideTheGridShareItsVertices) {
    std::vector<Barrier> barriers{road({{0, 1900}, {3000, 1950}})};
    for (double x = 120; x < 3000; x += 130) barriers.push_back(road({{x, 1800}, {x, 2100}}));
    const auto t = of({box(0, 0, 3000, 2000)}, barriers, {{circle({1700, 900}, 300, 40)}});
    EXPECT_EQ(count(t, TesseraKind::Water), 1u) << "water is never cut by the grid";
    EXPECT_EQ(count(t, TesseraKind::Block), 24u);
    EXPECT_EQ(troubleWith(t, 6e6), "");
}

TEST(Tessellate, ATerritoryOfPartsWithHolesIsCoveredOnce) {
    Rings holed = box(0, 0, 400, 400);
    holed.push_back(box(100, 100, 200, 200)[0]);
    const auto t = of({holed, box(380, 0, 800, 400), box(1000, 0, 1200, 200)}, {road({{-100, 150}, {1300, 150}})});
    EXPECT_EQ(troubleWith(t, 800 * 400 - 100 * 100 + 200 * 200), "");
    EXPECT_EQ(t.tesserae.size(), 4u);
}

TEST(Tessellate, TouchingRingsMakeValidPolygons) {
    // A loop that touches the street it hangs on, and one that touches itself.
    const auto t = of(kSquare, {road({{0, 200}, {400, 200}}), road({{200, 200}, {250, 250}, {200, 300}, {150, 250}, {200, 200}}),
                                road({{100, 50}, {150, 100}, {100, 150}, {50, 100}, {100, 50}, {150, 10}, {60, 10}, {100, 50}})});
    EXPECT_EQ(troubleWith(t, 160000), "");
    EXPECT_EQ(t.tesserae.size(), 5u);
}

TEST(Tessellate, BadPointsAreDroppedWithARemark) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const auto t = of(kSquare, {road({{0, 200}, {nan, 200}, {400, 200}}), road({{200, 0}, {200, 400}}),
                                road({{1e9, 0}, {5, 1e300}}), road({}), road({{10, 10}}), road({{20, 20}, {20, 20}})});
    EXPECT_EQ(t.tesserae.size(), 2u) << "what is left of a line is not joined over the gap";
    ASSERT_EQ(t.remarks.remarks.size(), 1u);
    EXPECT_THAT(t.remarks.remarks[0], testing::StartsWith("3 points were dropped"));
}

TEST(Tessellate, NoTerritoryAndRulesThatContradictThemselvesAreErrors) {
    for (const auto& territory : {std::vector<Rings>{}, {{}}, {{{}}}, {{{{0, 0}, {1, 1}}}}, {box(5, 5, 5, 9)}}) {
        const auto none = attempt(territory, {});
        ASSERT_FALSE(none.has_value());
        EXPECT_EQ(none.error().code, geo::ErrorCode::Malformed);
        EXPECT_THAT(none.error().message, testing::HasSubstr("The territory has no area"));
    }
    geo::TessellationRules rules;
    rules.gridM = 0;
    const auto none = attempt(kSquare, {}, {}, rules);
    ASSERT_FALSE(none.has_value());
    EXPECT_THAT(none.error().message, testing::HasSubstr("The grid must be"));
}

TEST(Tessellate, ACountryIsTooLarge) {
    const auto none = attempt({box(-1e6, -1e6, 1e6, 1e6)}, {});
    ASSERT_FALSE(none.has_value());
    EXPECT_EQ(none.error().code, geo::ErrorCode::TooLarge);
    EXPECT_THAT(none.error().message, testing::HasSubstr("16 million cells"));
}

TEST(Tessellate, StopsWhenAskedAndSaysHowFarItIs) {
    std::stop_source stop;
    std::vector<double> fractions;
    const auto progress = [&](double fraction, const std::string& phrase) {
        EXPECT_FALSE(phrase.empty());
        fractions.push_back(fraction);
        if (fraction > 0.3) stop.request_stop();
    };
    const auto stopped = geo::tessellate(kSquare, {}, {}, {}, progress, stop.get_token());
    ASSERT_FALSE(stopped.has_value());
    EXPECT_EQ(stopped.error().code, geo::ErrorCode::Cancelled);
    EXPECT_TRUE(std::is_sorted(fractions.begin(), fractions.end()));
    EXPECT_GE(fractions.size(), 3u);
}

}  // namespace
