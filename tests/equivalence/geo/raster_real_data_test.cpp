#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>

#include "geo/pyramid/raster_meaning.h"
#include "geo/pyramid/raster_overviews.h"

namespace geo {
namespace {

std::string dataPath(const std::string& name) {
    return std::string(METROMOSAIC_SOURCE_DIR).append("/../shared/data/").append(name);
}

/// São Paulo's 21.68 million people come out of density times area at every level, whatever the grid's nominal cell size says.
TEST(RasterRealData, densitiesOfSaoPauloHoldItsPeople) {
    const auto path = dataPath("sao-paulo/ghs_pop_250m_sao_paulo.tif");
    if (!std::filesystem::exists(path)) GTEST_SKIP() << "The shared data folder is not beside the source tree.";
    SourceSpec spec;
    spec.path = path;
    const auto meaning = understandRaster(*RasterFile::open(path), spec);
    ASSERT_TRUE(meaning);
    ASSERT_EQ(meaning->rule(), CellRule::Densities);
    const auto& grid = meaning->decoder.grid;
    std::vector<double> counts(static_cast<size_t>(grid.columns) * grid.rows);
    CellReader reader(meaning->decoder);
    ASSERT_TRUE(reader.readCounts({0, 0, grid.columns, grid.rows}, counts));
    double people = 0;
    for (const double count : counts)
        if (!std::isnan(count)) people += count;
    EXPECT_NEAR(people, 21.68e6, 0.01e6);
    const auto levels = levelsInMemory(meaning->decoder, {});
    ASSERT_TRUE(levels);
    for (size_t k = 0; k < levels->size(); ++k) {
        const auto& level = (*levels)[k];
        std::vector<double> cells(static_cast<size_t>(level.columns) * level.rows);
        ASSERT_TRUE(reader.read(level, {0, 0, level.columns, level.rows}, cells, {}));
        double sum = 0;
        for (int row = 0; row < grid.rows; ++row)
            for (int column = 0; column < grid.columns; ++column) {
                if (std::isnan(counts[static_cast<size_t>(row) * grid.columns + column])) continue;
                sum += cells[static_cast<size_t>(row >> k) * level.columns + static_cast<size_t>(column >> k)] *
                       meaning->decoder.areas->at(column + 0.5, row + 0.5) / 1e6;
            }
        EXPECT_NEAR(sum, people, 1e-9 * people) << "level " << k;
    }
}

}  // namespace
}  // namespace geo
