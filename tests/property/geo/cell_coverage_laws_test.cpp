#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "geo/raster/cell_coverage.h"

namespace {

using geo::CellCoverage;
using geo::Point;
using Ring = std::vector<Point>;

constexpr int kColumns = 23, kRows = 17;

double between(double low, double high) { return low + (high - low) * *rc::gen::inRange(0, 1000001) / 1e6; }

// A lattice of wobbling knots around the raster, some of them on cell borders and corners.
std::vector<std::vector<Point>> knots(int across, int down) {
    std::vector<std::vector<Point>> rows(static_cast<size_t>(down + 1));
    const double stepX = (kColumns + 8.0) / across, stepY = (kRows + 8.0) / down;
    for (int j = 0; j <= down; ++j)
        for (int i = 0; i <= across; ++i) {
            Point p{-4 + i * stepX + between(-0.24, 0.24) * stepX, -4 + j * stepY + between(-0.24, 0.24) * stepY};
            if (*rc::gen::inRange(0, 4) == 0 && stepX > 4) p.x = std::round(p.x);
            if (*rc::gen::inRange(0, 4) == 0 && stepY > 4) p.y = std::round(p.y);
            rows[static_cast<size_t>(j)].push_back(p);
        }
    return rows;
}

RC_GTEST_PROP(CellCoverageLaws, APartitionOfThePlaneCoversEveryCellOnce, ()) {
    const int across = *rc::gen::inRange(1, 40), down = *rc::gen::inRange(1, 30);
    const auto lattice = knots(across, down);
    std::vector<double> sums(kColumns * kRows);
    CellCoverage cover;
    for (size_t j = 0; j < static_cast<size_t>(down); ++j)
        for (size_t i = 0; i < static_cast<size_t>(across); ++i) {
            const Ring ring{lattice[j][i], lattice[j][i + 1], lattice[j + 1][i + 1], lattice[j + 1][i]};
            for (const auto& run : cover.of(std::vector<Ring>{ring}, {0, 0, kColumns, kRows}))
                for (int k = 0; k < run.columns; ++k) sums[static_cast<size_t>(run.row * kColumns + run.column + k)] += run.share;
        }
    // The lattice's rim lies 4 - 0.24 steps outside; coarse steps may cut a corner of the raster.
    if ((kColumns + 8.0) / across * 0.24 < 4 && (kRows + 8.0) / down * 0.24 < 4)
        for (const double sum : sums) RC_ASSERT(std::abs(sum - 1) < 1e-10);
    else
        for (const double sum : sums) RC_ASSERT(sum < 1 + 1e-10);
}

RC_GTEST_PROP(CellCoverageLaws, CoveredCellsSumToThePolygonsArea, ()) {
    const int corners = *rc::gen::inRange(3, 60);
    const Point centre{between(8, 15), between(7, 10)};
    Ring outer, hole;
    for (int k = 0; k < corners; ++k) {
        const double angle = k * 2 * 3.14159265358979 / corners, reach = between(2, 6.9);
        outer.push_back({centre.x + reach * std::cos(angle), centre.y + reach * std::sin(angle)});
        hole.push_back({centre.x + 0.9 * std::cos(angle), centre.y + 0.9 * std::sin(angle)});
    }
    std::vector<Ring> rings{outer};
    if (corners > 3 && *rc::gen::arbitrary<bool>()) rings.push_back(hole);
    double sum = 0;
    CellCoverage cover;
    for (const auto& run : cover.of(rings, {0, 0, kColumns, kRows})) {
        RC_ASSERT(run.share > 0 && run.share <= 1);
        sum += run.columns * run.share;
    }
    RC_ASSERT(std::abs(sum - geo::polygonArea(rings)) < 1e-10);
}

RC_GTEST_PROP(CellCoverageLaws, WindowsSideBySideGiveWhatTheWholeGives, ()) {
    Ring ring;
    for (int k = 0; k < 24; ++k) {
        const double angle = k * 2 * 3.14159265358979 / 24, reach = between(2, 14);
        ring.push_back({11 + reach * std::cos(angle), 8 + reach * std::sin(angle)});
    }
    const std::vector<Ring> rings{ring};
    const auto sumsOf = [&](const std::vector<geo::CellWindow>& windows) {
        std::vector<double> sums(kColumns * kRows);
        CellCoverage cover;
        for (const auto& window : windows)
            for (const auto& run : cover.of(rings, window))
                for (int k = 0; k < run.columns; ++k) sums[static_cast<size_t>(run.row * kColumns + run.column + k)] += run.share;
        return sums;
    };
    const int row = *rc::gen::inRange(1, kRows), column = *rc::gen::inRange(1, kColumns);
    const auto whole = sumsOf({{0, 0, kColumns, kRows}});
    const auto parts = sumsOf({{0, 0, column, row},
                               {column, 0, kColumns - column, row},
                               {0, row, column, kRows - row},
                               {column, row, kColumns - column, kRows - row}});
    for (size_t i = 0; i < whole.size(); ++i) RC_ASSERT(std::abs(whole[i] - parts[i]) < 1e-11);
}

}  // namespace
