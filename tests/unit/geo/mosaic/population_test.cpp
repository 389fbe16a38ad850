#include "geo/mosaic/population.h"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>
#include <numeric>

#include "geo/mosaic/population_polygons.h"
#include "geo/raster/cell_area.h"

namespace geo {
namespace {

using testing::DoubleEq;
using testing::DoubleNear;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::IsNan;

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
const Crs kPlane = Crs::cityEqualArea({-46.6, -23.5});

Rings box(double x0, double y0, double x1, double y1) { return {{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}}; }

struct Zones {
    std::vector<std::vector<Rings>> shapes;
    std::vector<bool> water;
    std::vector<PopulationZone> views;

    Zones(std::vector<std::vector<Rings>> s, std::vector<bool> w = {}) : shapes(std::move(s)), water(std::move(w)) {
        water.resize(shapes.size());
        for (size_t i = 0; i < shapes.size(); ++i) views.push_back({shapes[i], water[i]});
    }
};

// Cells of 100 m in the plane itself, north up, the first cell's corner at (0, 100 * rows).
CountGrid gridOf(int columns, int rows, std::vector<double> counts) {
    return {{columns, rows, {{0, 100, 0, 100.0 * rows, 0, -100}}}, kPlane, std::move(counts)};
}

ZonePopulation populationOf(const Zones& zones, const CountGrid& grid) {
    auto result = geo::populationOf(zones.views, kPlane, rasterOf(grid));
    EXPECT_TRUE(result) << (result ? "" : describe(result.error()));
    return std::move(*result);
}

TEST(Population, aZoneHoldsTheShareOfEachCellThatItCovers) {
    const Zones zones({{box(0, 0, 150, 100)}, {box(150, 0, 200, 200), box(0, 150, 50, 200)}});
    const auto result = populationOf(zones, gridOf(2, 2, {1000, 100, 10, 2}));
    EXPECT_THAT(result.inhabitants, ElementsAre(DoubleEq(10 + 1), DoubleEq(1 + 50 + 250)));
    EXPECT_THAT(result.coveredShare, ElementsAre(DoubleEq(1), DoubleEq(1)));
    EXPECT_DOUBLE_EQ(result.insideTerritory, 312);
    EXPECT_THAT(result.remarks.remarks, IsEmpty());
}

TEST(Population, peopleOfACellLiveOnItsLand) {
    // A river along the right half of the cell; a quarter is outside the territory, and its people with it.
    const Zones zones({{box(0, 0, 25, 100)}, {box(25, 0, 50, 100)}, {box(50, 0, 75, 100)}}, {false, false, true});
    const auto result = populationOf(zones, gridOf(1, 1, {400}));
    EXPECT_THAT(result.inhabitants, ElementsAre(DoubleEq(150), DoubleEq(150), DoubleEq(0)));
    EXPECT_DOUBLE_EQ(result.insideTerritory, 300);
}

TEST(Population, peopleOfACellWithoutLandLiveOnItsWater) {
    const Zones zones({{box(0, 0, 100, 100)}, {box(100, 0, 140, 100)}, {box(140, 0, 200, 100)}}, {false, true, true});
    const auto result = populationOf(zones, gridOf(2, 1, {7, 10}));
    EXPECT_THAT(result.inhabitants, ElementsAre(DoubleEq(7), DoubleEq(4), DoubleEq(6)));
}

TEST(Population, whereTheSourceHasNoDataItCoversNothing) {
    const Zones zones({{box(0, 0, 200, 100)}, {box(100, 0, 180, 100)}, {box(150, 0, 250, 100)}, {box(500, 500, 600, 600)}});
    const auto result = populationOf(Zones({zones.shapes[0]}), gridOf(2, 1, {8, kNan}));
    EXPECT_THAT(result.inhabitants, ElementsAre(DoubleEq(8)));
    EXPECT_THAT(result.coveredShare, ElementsAre(DoubleEq(0.5)));
    const auto others = populationOf(Zones({zones.shapes[1], zones.shapes[3]}), gridOf(2, 1, {8, kNan}));
    EXPECT_THAT(others.inhabitants, ElementsAre(IsNan(), IsNan()));
    EXPECT_THAT(others.coveredShare, ElementsAre(0, 0));
    const auto beyond = populationOf(Zones({zones.shapes[2]}), gridOf(2, 1, {8, 6}));  // half of it east of the raster
    EXPECT_THAT(beyond.inhabitants, ElementsAre(DoubleEq(3)));
    EXPECT_THAT(beyond.coveredShare, ElementsAre(DoubleEq(0.5)));
}

TEST(Population, anEmptyCellIsCoveredAndHoldsNobody) {
    const auto result = populationOf(Zones({{box(0, 0, 100, 100)}}), gridOf(1, 1, {0}));
    EXPECT_THAT(result.inhabitants, ElementsAre(0));
    EXPECT_THAT(result.coveredShare, ElementsAre(DoubleEq(1)));
}

TEST(Population, saysWhatIsWrongWithTheData) {
    const auto result = populationOf(Zones({{box(0, 0, 200, 100)}, {box(0, 0, 50, 100)}}), gridOf(2, 1, {8, -200}));
    EXPECT_THAT(result.inhabitants, ElementsAre(DoubleEq(8), DoubleEq(4)));
    EXPECT_THAT(result.remarks.remarks, ElementsAre(HasSubstr("below zero were taken for cells without data: 1."),
                                                    HasSubstr("cells of the population grid where they do: 1.")));
}

TEST(Population, densitiesBecomePeopleByTheTrueAreaOfTheirCells) {
    const RasterGrid grid{4, 4, {{-46.62, 0.01, 0, -23.48, 0, -0.01}}};
    const CountRaster densities{grid, Crs::wgs84(), CellQuantity::PerKm2,
                                [](const CellWindow&, std::span<double> cells) -> Result<void> {
                                    std::fill(cells.begin(), cells.end(), 50.0);
                                    return {};
                                }};
    const Zones zones({{box(-1500, -1500, 1500, 1500)}});
    const auto result = geo::populationOf(zones.views, kPlane, densities);
    ASSERT_TRUE(result);
    EXPECT_NEAR(result->inhabitants[0], 9 * 50, 1e-3);  // 9 km² in an equal-area plane
    EXPECT_NEAR(result->coveredShare[0], 1, 1e-9);
}

TEST(Population, readsOnlyTheWindowsThatTheZonesTouch) {
    // A raster of 10^12 cells, wide enough that a strip is one row.
    const RasterGrid grid{1'000'000, 1'000'000, {{-5e7, 100, 0, 5e7, 0, -100}}};
    int64_t cells = 0;
    int windows = 0;
    Extent read;
    const CountRaster raster{
        grid, kPlane, CellQuantity::Count, [&](const CellWindow& window, std::span<double> out) -> Result<void> {
            EXPECT_EQ(out.size(), static_cast<size_t>(window.columns) * static_cast<size_t>(window.rows));
            cells += static_cast<int64_t>(out.size());
            ++windows;
            read.add(Point{static_cast<double>(window.column), static_cast<double>(window.row)});
            read.add(Point{static_cast<double>(window.column) + window.columns, static_cast<double>(window.row) + window.rows});
            std::fill(out.begin(), out.end(), 1.0);
            return {};
        }};
    const Zones small({{box(0, 0, 250, 250)}});
    ASSERT_TRUE(geo::populationOf(small.views, kPlane, raster));
    EXPECT_EQ(cells, 9);
    EXPECT_EQ(read, (Extent{500'000, 499'997, 500'003, 500'000}));
    cells = windows = 0;
    const Zones wide({{box(-4e7, 0, 4e7, 200)}, {box(-4e7, -150, 4e7, 0)}});
    const auto result = geo::populationOf(wide.views, kPlane, raster);
    ASSERT_TRUE(result);
    EXPECT_EQ(cells, 800'000 * 4);
    EXPECT_EQ(windows, 4);
    EXPECT_THAT(result->inhabitants, ElementsAre(DoubleNear(1.6e6, 1e-3), DoubleNear(1.2e6, 1e-3)));
}

TEST(Population, handsOnWhatTheReaderSaysAndStopsWhenAsked) {
    const CountRaster broken{
        {2, 2, {{0, 100, 0, 200, 0, -100}}},
        kPlane,
        CellQuantity::Count,
        [](const CellWindow&, std::span<double>) -> Result<void> { return fail(ErrorCode::Unreadable, "The disk is gone."); }};
    const Zones zones({{box(0, 0, 150, 100)}});
    const auto result = geo::populationOf(zones.views, kPlane, broken);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().message, "The disk is gone.");
    std::stop_source stop;
    stop.request_stop();
    const auto stopped = geo::populationOf(zones.views, kPlane, broken, stop.get_token());
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, ErrorCode::Cancelled);
}

TEST(Population, zonesWithoutAreaAndNoZonesAtAllAreNoTrouble) {
    const auto result = populationOf(Zones({{}, {Rings{}}, {Rings{{{1, 1}, {2, 2}}}}}), gridOf(1, 1, {5}));
    EXPECT_THAT(result.inhabitants, ElementsAre(IsNan(), IsNan(), IsNan()));
    EXPECT_THAT(populationOf(Zones({}), gridOf(1, 1, {5})).inhabitants, IsEmpty());
}

CountPolygons polygonsOf(const CountGrid& grid) {
    CountPolygons polygons{kPlane, {}, {}};
    for (int row = 0; row < grid.grid.rows; ++row)
        for (int column = 0; column < grid.grid.columns; ++column) {
            const Point a = grid.grid.transform.toCrs(column, row), b = grid.grid.transform.toCrs(column + 1, row + 1);
            polygons.shapes.push_back({box(a.x, b.y, b.x, a.y)});
            polygons.counts.push_back(grid.counts[static_cast<size_t>(row * grid.grid.columns + column)]);
        }
    return polygons;
}

TEST(PopulationPolygons, ARegularGridIsARaster) {
    auto polygons = polygonsOf(gridOf(3, 2, {1, 2, 3, 4, 5, 6}));
    std::swap(polygons.shapes[0], polygons.shapes[4]), std::swap(polygons.counts[0], polygons.counts[4]);
    polygons.shapes.erase(polygons.shapes.begin() + 1), polygons.counts.erase(polygons.counts.begin() + 1);  // nobody drew it
    polygons.shapes[0][0][0].push_back(polygons.shapes[0][0][0].front());                                    // closed
    const auto grid = regularGridOf(polygons);
    ASSERT_TRUE(grid);
    EXPECT_EQ(grid->grid.columns, 3);
    EXPECT_EQ(grid->grid.rows, 2);
    EXPECT_EQ(grid->grid.transform.c, (std::array<double, 6>{0, 100, 0, 200, 0, -100}));
    EXPECT_THAT(grid->counts, ElementsAre(1, IsNan(), 3, 4, 5, 6));
}

TEST(PopulationPolygons, otherShapesAreNoGrid) {
    const auto whole = polygonsOf(gridOf(2, 2, {1, 2, 3, 4}));
    auto twice = whole;
    twice.shapes.push_back(twice.shapes[0]), twice.counts.push_back(9);
    auto shifted = whole;
    for (auto& p : shifted.shapes[3][0][0]) p.x += 1;
    auto larger = whole;
    larger.shapes[3] = {box(100, -100, 300, 100)};
    auto triangle = whole;
    triangle.shapes[0][0][0].pop_back();
    auto holed = whole;
    holed.shapes[0][0].push_back(box(20, 120, 40, 140)[0]);
    auto scattered = whole;
    scattered.shapes[3] = {box(1e7, 0, 1e7 + 100, 100)};
    for (const auto& polygons : {twice, shifted, larger, triangle, holed, scattered, CountPolygons{kPlane, {}, {}}})
        EXPECT_FALSE(regularGridOf(polygons));
    EXPECT_TRUE(regularGridOf(whole));
}

TEST(PopulationPolygons, tractsShareTheirPeopleOutByArea) {
    // Two triangles and a square with a hole; a lake in the second zone.
    const CountPolygons tracts{kPlane,
                               {{Rings{{{0, 0}, {100, 0}, {0, 100}}}},
                                {Rings{{{100, 0}, {100, 100}, {0, 100}}}},
                                {Rings{box(100, 0, 200, 100)[0], box(140, 40, 160, 60)[0]}},
                                {box(200, 0, 300, 100)}},
                               {80, 8, 96, kNan}};
    const Zones zones({{box(0, 0, 50, 100)}, {box(50, 0, 150, 100)}, {box(150, 0, 200, 100)}, {box(200, 0, 250, 100)}},
                      {false, false, true, false});
    const auto result = geo::populationOf(zones.views, kPlane, tracts);
    ASSERT_TRUE(result);
    // The second zone has all 96 of the third tract: its other half is water.
    EXPECT_THAT(result->inhabitants, ElementsAre(DoubleNear(60 + 2, 1e-9), DoubleNear(20 + 6 + 96, 1e-9), 0, IsNan()));
    EXPECT_THAT(result->coveredShare, ElementsAre(DoubleNear(1, 1e-9), DoubleNear(0.98, 1e-9), DoubleNear(0.96, 1e-9), 0));
    EXPECT_NEAR(result->insideTerritory, 184, 1e-9);
}

TEST(PopulationPolygons, overlayAndRasterAgreeOnAGrid) {
    std::vector<double> counts(49);
    std::iota(counts.begin(), counts.end(), 1.0);
    const auto grid = gridOf(7, 7, counts);
    auto polygons = polygonsOf(grid);
    const Zones zones({{Rings{{{13, 17}, {555, 31}, {402, 333}, {120, 610}}, {{200, 150}, {300, 160}, {250, 250}}}},
                       {Rings{{{555, 31}, {690, 600}, {402, 333}}}},
                       {Rings{{{200, 150}, {300, 160}, {250, 250}}}}},
                      {false, true, false});
    const auto byRaster = geo::populationOf(zones.views, kPlane, polygons);
    // One cell cut in two makes it no grid any more, and changes nothing else.
    polygons.shapes[24] = {box(300, 300, 350, 400)};
    polygons.counts[24] /= 2;
    polygons.shapes.push_back({box(350, 300, 400, 400)}), polygons.counts.push_back(polygons.counts[24]);
    ASSERT_FALSE(regularGridOf(polygons));
    const auto byOverlay = geo::populationOf(zones.views, kPlane, polygons);
    ASSERT_TRUE(byRaster && byOverlay);
    for (size_t z = 0; z < 3; ++z) {
        EXPECT_NEAR(byOverlay->inhabitants[z], byRaster->inhabitants[z], 1e-9) << z;
        EXPECT_NEAR(byOverlay->coveredShare[z], byRaster->coveredShare[z], 1e-9) << z;
    }
    EXPECT_NEAR(byOverlay->insideTerritory, byRaster->insideTerritory, 1e-9);
}

}  // namespace
}  // namespace geo
