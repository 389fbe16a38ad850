#include "geo/mosaic/kilometre_grid.h"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>
#include <numeric>

#include "geo/space/transform.h"

namespace geo {
namespace {

using testing::DoubleNear;
using testing::Each;
using testing::ElementsAre;
using testing::IsNan;
using testing::Not;

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
const Crs kMollweide = Crs::parse("ESRI:54009").value();
const Crs kPlane = Crs::cityEqualArea({-46.6, -23.5});

Rings box(double x0, double y0, double x1, double y1) { return {{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}}; }

// 10 km x 10 km of cells around the city, each with its number as its count.
CountGrid sourceOf(const Crs& crs, double west, double north, double cell, int across) {
    CountGrid grid{{across, across, {{west, cell, 0, north, 0, -cell}}}, crs, {}};
    grid.counts.resize(static_cast<size_t>(across) * static_cast<size_t>(across));
    std::iota(grid.counts.begin(), grid.counts.end(), 0.0);
    return grid;
}

double sumOf(const std::vector<double>& counts) {
    double sum = 0;
    for (const double count : counts) sum += std::isnan(count) ? 0 : count;
    return sum;
}

TEST(KilometreGrid, sumsWholeCellsOfAnEqualAreaSource) {
    const Point centre = Transform::between(Crs::wgs84(), kMollweide).value().forward(Point{-46.6, -23.5});
    const double west = std::floor(centre.x / 1000) * 1000 - 4750, north = std::floor(centre.y / 1000) * 1000 + 5250;
    const auto source = sourceOf(kMollweide, west, north, 250, 40);
    const auto grid = kilometreGrid(rasterOf(source), kPlane, {-20000, -20000, 20000, 20000}, 1000);
    ASSERT_TRUE(grid) << describe(grid.error());
    EXPECT_TRUE(grid->ownCells);
    EXPECT_EQ(grid->crs, kMollweide);
    // Aligned to full kilometres: three of four columns of the source in the first, three of four rows too few in the last.
    EXPECT_EQ(grid->grid.transform.c, (std::array<double, 6>{west - 250, 1000, 0, north + 750, 0, -1000}));
    EXPECT_EQ(grid->grid.columns, 11);
    EXPECT_EQ(grid->grid.rows, 11);
    EXPECT_EQ(grid->counts[0], 0 + 1 + 2);  // one row, three columns
    double second = 0;
    for (const int row : {1, 2, 3, 4})
        for (const int column : {3, 4, 5, 6}) second += row * 40 + column;
    EXPECT_EQ(grid->counts[12], second);
    EXPECT_EQ(sumOf(grid->counts), 1600 * 1599 / 2);
}

TEST(KilometreGrid, isAlignedToTheSourceWhereItsCellsMissFullKilometres) {
    const Point centre = Transform::between(Crs::wgs84(), kMollweide).value().forward(Point{-46.6, -23.5});
    const double west = std::floor(centre.x / 1000) * 1000 - 5100, north = std::floor(centre.y / 1000) * 1000 + 5070;
    const auto source = sourceOf(kMollweide, west, north, 500, 20);
    const auto grid = kilometreGrid(rasterOf(source), kPlane, {-20000, -20000, 20000, 20000}, 0);
    ASSERT_TRUE(grid);
    EXPECT_TRUE(grid->ownCells);
    EXPECT_EQ(grid->grid.transform.c, (std::array<double, 6>{west, 1000, 0, north, 0, -1000}));
    EXPECT_EQ(grid->counts[0], 0 + 1 + 20 + 21);
}

TEST(KilometreGrid, takesOnlyWhatLiesAroundTheCity) {
    const auto source = sourceOf(kMollweide, -4482000, -2822000, 1000, 104);
    const auto grid = kilometreGrid(rasterOf(source), kPlane, {-2000, -2000, 2000, 2000}, 3000);
    ASSERT_TRUE(grid);
    EXPECT_GE(grid->grid.columns, 10);
    EXPECT_LE(grid->grid.columns, 13);
    EXPECT_THAT(grid->counts, Each(Not(IsNan())));
}

TEST(KilometreGrid, sharesOutCellsThatMakeNoKilometre) {
    const auto degrees = sourceOf(Crs::wgs84(), -46.65, -23.45, 0.001, 100);
    const auto mercator = sourceOf(Crs::parse("EPSG:3857").value(), -5193000, -2686000, 100, 120);  // not equal in area
    const auto odd = sourceOf(kPlane, -4950, 5130, 300, 33);                                        // 3 1/3 cells a kilometre
    for (const auto& source : {degrees, mercator, odd}) {
        const auto grid = kilometreGrid(rasterOf(source), kPlane, {-9300, -9300, 9300, 9300}, 500);
        ASSERT_TRUE(grid) << describe(grid.error());
        EXPECT_FALSE(grid->ownCells);
        EXPECT_EQ(grid->crs, kPlane);
        EXPECT_EQ(grid->grid.transform.c, (std::array<double, 6>{-10000, 1000, 0, 10000, 0, -1000}));
        EXPECT_EQ(grid->grid.columns, 20);
        EXPECT_THAT(grid->counts.front(), IsNan());  // the source does not reach that far
        const double all = sumOf(source.counts);
        EXPECT_NEAR(sumOf(grid->counts), all, 1e-9 * all);
    }
}

TEST(KilometreGrid, keepsNoDataApartFromZero) {
    auto source = sourceOf(kPlane, -2000, 2000, 1000, 4);
    std::fill(source.counts.begin(), source.counts.end(), 0.0);
    source.counts[5] = kNan;
    const auto grid = kilometreGrid(rasterOf(source), kPlane, {-2000, -2000, 2000, 2000}, 0);
    ASSERT_TRUE(grid);
    EXPECT_THAT(grid->counts, ElementsAre(0, 0, 0, 0, 0, IsNan(), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
}

TEST(KilometreGrid, saysWhenTheSourceLiesElsewhereAndWhenTheCityIsTooLarge) {
    const auto source = sourceOf(kMollweide, 0, 0, 1000, 10);
    const auto elsewhere = kilometreGrid(rasterOf(source), kPlane, {-2000, -2000, 2000, 2000}, 0);
    ASSERT_FALSE(elsewhere);
    EXPECT_EQ(elsewhere.error().code, ErrorCode::Unsupported);
    const auto here = sourceOf(Crs::wgs84(), -46.65, -23.45, 0.001, 100);
    const auto large = kilometreGrid(rasterOf(here), kPlane, {-6e5, -6e5, 6e5, 6e5}, 0);
    ASSERT_FALSE(large);
    EXPECT_EQ(large.error().code, ErrorCode::TooLarge);
}

KilometreGrid gridOf(int columns, int rows, std::vector<double> counts) {
    return {{columns, rows, {{0, 1000, 0, 1000.0 * rows, 0, -1000}}}, kPlane, std::move(counts), true};
}

TEST(KilometreGrid, countsASecondRasterOnItsCells) {
    const auto grid = gridOf(2, 1, {0, 0});
    const auto built = sourceOf(kPlane, 0, 1000, 500, 4);  // 0..3 in the first row, 4..7 in the second
    const auto counts = countsOn(grid, rasterOf(built));
    ASSERT_TRUE(counts);
    EXPECT_THAT(*counts, ElementsAre(DoubleNear(0 + 1 + 4 + 5, 1e-9), DoubleNear(2 + 3 + 6 + 7, 1e-9)));
}

TEST(KilometreGrid, landIsWhatWaterLeaves) {
    const std::vector<Rings> water{
        box(-500, 250, 500, 750),
        {{{1000, 0}, {2000, 0}, {2000, 1000}, {1000, 1000}}, {{1250, 0}, {1500, 0}, {1500, 1000}, {1250, 1000}}}};
    const auto land = landShareOn(gridOf(3, 1, {0, 0, 0}), kPlane, water);
    ASSERT_TRUE(land);
    EXPECT_THAT(*land, ElementsAre(DoubleNear(0.75, 1e-12), DoubleNear(0.25, 1e-12), 1));
}

TEST(ZoneSettlement, isTheShareOfAZoneInEachClass) {
    const auto grid = gridOf(4, 1, {60000, 400, 10, kNan});
    DegreeOfUrbanisation classes;
    classes.columns = 4, classes.rows = 1;
    classes.level1 = {Urbanisation::UrbanCentre, Urbanisation::UrbanCluster, Urbanisation::Rural, Urbanisation::Unknown};
    const std::vector<std::vector<Rings>> shapes{{box(500, 0, 2500, 1000)},
                                                 {box(3200, 0, 3400, 100)},
                                                 {box(2500, 0, 5500, 500)},
                                                 {box(750, 0, 1000, 1000), box(1000, 0, 1250, 1000)}};
    std::vector<PopulationZone> zones;
    for (const auto& shape : shapes) zones.push_back({shape, false});
    const auto settlement = settlementOf(zones, kPlane, grid, classes);
    ASSERT_TRUE(settlement);
    const auto& first = settlement->front();
    EXPECT_THAT(first.area, ElementsAre(0, DoubleNear(0.25, 1e-12), DoubleNear(0.5, 1e-12), DoubleNear(0.25, 1e-12)));
    EXPECT_THAT(first.inhabitants, ElementsAre(0, DoubleNear(5, 1e-9), DoubleNear(400, 1e-9), DoubleNear(30000, 1e-6)));
    EXPECT_EQ(first.majority(), Urbanisation::UrbanCluster);
    EXPECT_EQ((*settlement)[1].majority(), Urbanisation::Unknown);
    EXPECT_THAT((*settlement)[2].area, ElementsAre(0, DoubleNear(1.0 / 6, 1e-12), 0, 0));  // most of it lies beyond the grid
    EXPECT_EQ((*settlement)[2].majority(), Urbanisation::Rural);
    EXPECT_EQ((*settlement)[3].majority(), Urbanisation::UrbanCentre);  // half and half
}

}  // namespace
}  // namespace geo
