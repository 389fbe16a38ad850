#include <gmock/gmock.h>

#include <map>
#include <random>

#include "geo/raster/mode_pyramid.h"
#include "geo/raster/raster_grid.h"

namespace geo {
namespace {

using Grid = std::vector<std::vector<uint16_t>>;

std::map<int, Grid> modesOf(const Grid& cells, int levels) {
    std::map<int, Grid> made;
    ModePyramid pyramid(
        static_cast<int>(cells[0].size()), levels, [](uint16_t a, uint16_t b) { return a < b; },
        [&](int level, std::span<const uint16_t> row) { made[level].emplace_back(row.begin(), row.end()); });
    for (const auto& row : cells) pyramid.addRow(row);
    pyramid.finish();
    return made;
}

/// The definition, counted from the full raster for each block.
uint16_t modeByDefinition(const Grid& cells, int level, int column, int row) {
    std::map<uint16_t, int> counts;
    const int side = 1 << level;
    for (int y = row * side; y < std::min<int>((row + 1) * side, static_cast<int>(cells.size())); ++y)
        for (int x = column * side; x < std::min<int>((column + 1) * side, static_cast<int>(cells[0].size())); ++x)
            if (cells[static_cast<size_t>(y)][static_cast<size_t>(x)])
                ++counts[cells[static_cast<size_t>(y)][static_cast<size_t>(x)]];
    uint16_t best = 0;
    int most = 0;
    for (const auto& [number, count] : counts)
        if (count > most) best = number, most = count;
    return best;
}

TEST(ModePyramid, isTheModeOfTheFullRasterAtEveryLevel) {
    std::mt19937 random(11);
    for (const auto& [columns, rows] : {std::pair{1, 1}, {7, 5}, {16, 16}, {33, 70}, {64, 3}}) {
        Grid cells(static_cast<size_t>(rows), std::vector<uint16_t>(static_cast<size_t>(columns)));
        for (auto& row : cells)
            for (auto& cell : row) cell = static_cast<uint16_t>(random() % 5);
        const int levels = halvings(columns, rows, 1);
        const auto made = modesOf(cells, levels);
        for (int level = 1; level <= levels; ++level) {
            const Grid& grid = made.at(level);
            ASSERT_EQ(grid.size(), static_cast<size_t>(halved(rows, level)));
            ASSERT_EQ(grid[0].size(), static_cast<size_t>(halved(columns, level)));
            for (size_t y = 0; y < grid.size(); ++y)
                for (size_t x = 0; x < grid[y].size(); ++x)
                    EXPECT_EQ(grid[y][x], modeByDefinition(cells, level, static_cast<int>(x), static_cast<int>(y)));
        }
    }
}

TEST(ModePyramid, isNotTheModeOfModes) {
    // Each upper block is won 2:1:1 by class 1, yet class 2 has most cells of the whole.
    const auto made = modesOf({{1, 1, 1, 1}, {2, 3, 2, 4}, {2, 2, 1, 1}, {2, 2, 2, 5}}, 2);
    EXPECT_THAT(made.at(1), testing::ElementsAre(testing::ElementsAre(1, 1), testing::ElementsAre(2, 1)));
    EXPECT_THAT(made.at(2), testing::ElementsAre(testing::ElementsAre(2)));
}

TEST(ModePyramid, tiesGoToTheLowerCode) {
    EXPECT_EQ(modesOf({{9, 3}, {3, 9}}, 1).at(1)[0][0], 3);
    EXPECT_EQ(modesOf({{7, 0}, {0, 0}}, 1).at(1)[0][0], 7) << "cells without data do not vote";
    EXPECT_EQ(modesOf({{0, 0}, {0, 0}}, 1).at(1)[0][0], 0);
}

}  // namespace
}  // namespace geo
