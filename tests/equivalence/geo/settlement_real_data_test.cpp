#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "geo/io/gdal_session.h"
#include "geo/io/raster_file.h"
#include "geo/mosaic/kilometre_grid.h"
#include "tests/equivalence/geo/shared_data.h"

namespace geo {
namespace {

/// GHS-POP of 250 m around São Paulo, read in windows: 16 cells make one of 1 km in Mollweide.
TEST(SettlementRealData, saoPauloIsOneUrbanCentreWithSatellitesAndNobodyIsLost) {
    const auto path = sharedData("sao-paulo/ghs_pop_250m_sao_paulo.tif");
    SKIP_WITHOUT(path);
    startGdal();
    const auto file = RasterFile::open(path).value();
    const auto& facts = file->facts();
    const auto reader = file->reader().value();
    const CountRaster raster{{facts.columns, facts.rows, *facts.transform},
                             Crs::parse(facts.crs).value(),
                             CellQuantity::Count,
                             [&](const CellWindow& window, std::span<double> cells) -> Result<void> {
                                 auto done = reader.read(1, -1, window, cells);
                                 for (auto& cell : cells)
                                     if (cell == facts.bands[0].nodata) cell = std::numeric_limits<double>::quiet_NaN();
                                 return done;
                             }};
    const Crs plane = Crs::cityEqualArea({-46.63, -23.55});
    const auto grid = kilometreGrid(raster, plane, {-90000, -90000, 90000, 90000}, 0);
    ASSERT_TRUE(grid) << describe(grid.error());
    ASSERT_TRUE(grid->ownCells);
    EXPECT_EQ(grid->grid.columns, 117);
    EXPECT_EQ(grid->grid.rows, 104);
    EXPECT_EQ(grid->grid.transform.c, (std::array<double, 6>{-4482000, 1000, 0, -2822000, 0, -1000}));
    std::vector<double> cells(static_cast<size_t>(facts.columns) * static_cast<size_t>(facts.rows)), sums(grid->counts.size());
    ASSERT_TRUE(raster.read({0, 0, facts.columns, facts.rows}, cells));
    double people = 0;
    for (size_t i = 0; i < cells.size(); ++i)
        if (!std::isnan(cells[i])) {
            const size_t row = i / static_cast<size_t>(facts.columns), column = i % static_cast<size_t>(facts.columns);
            sums[row / 4 * 117 + column / 4] += cells[i];
            people += cells[i];
        }
    for (size_t i = 0; i < sums.size(); ++i) EXPECT_NEAR(std::isnan(grid->counts[i]) ? 0 : grid->counts[i], sums[i], 1e-6) << i;
    EXPECT_NEAR(people, 21.68e6, 0.01e6);

    const auto classes = degreeOfUrbanisation({grid->grid.columns, grid->grid.rows, grid->counts, {}, {}});
    double inClasses[4] = {};
    for (size_t i = 0; i < sums.size(); ++i)
        if (classes.level1[i] != Urbanisation::Unknown) inClasses[static_cast<size_t>(classes.level1[i])] += grid->counts[i];
    EXPECT_NEAR(inClasses[0] + inClasses[1] + inClasses[2] + inClasses[3], people, 1e-6 * people);
    EXPECT_GT(inClasses[3], 0.9 * people);
    EXPECT_GT(*std::max_element(classes.centres.begin(), classes.centres.end()), 18e6);
    std::printf("%.0f people: %.0f in %zu urban centres, %.0f in urban clusters, %.0f in rural cells\n", people, inClasses[3],
                classes.centres.size() - 1, inClasses[2], inClasses[1]);

    // The same people on the grid of the city's plane, shared out by area: a square well inside holds what its cells say.
    const Rings square{{{-30000, -30000}, {30000, -30000}, {30000, 30000}, {-30000, 30000}}};
    const PopulationZone zone{std::span(&square, 1), false};
    const auto inSquare = populationOf(std::span(&zone, 1), plane, raster);
    ASSERT_TRUE(inSquare);
    KilometreGrid planeGrid{{60, 60, {{-30000, 1000, 0, 30000, 0, -1000}}}, plane, {}, false};
    const auto shared = countsOn(planeGrid, raster);
    ASSERT_TRUE(shared);
    double sum = 0;
    for (const double count : *shared) sum += std::isnan(count) ? 0 : count;
    EXPECT_NEAR(sum, inSquare->inhabitants[0], 1e-9 * sum);
}

}  // namespace
}  // namespace geo
