#include "geo/raster/cell_coverage.h"

#include <gmock/gmock.h>

namespace geo {
namespace {

using testing::DoubleNear;
using testing::ElementsAre;
using testing::ElementsAreArray;

using Ring = std::vector<Point>;
using Matrix = std::vector<std::vector<double>>;

Matrix coverage(const std::vector<Ring>& rings, int columns, int rows) {
    Matrix shares(static_cast<size_t>(rows), std::vector<double>(static_cast<size_t>(columns)));
    CellCoverage cover;
    for (const auto& run : cover.of(rings, {0, 0, columns, rows}))
        for (int i = 0; i < run.columns; ++i)
            shares[static_cast<size_t>(run.row)][static_cast<size_t>(run.column + i)] += run.share;
    return shares;
}

void expectShares(const Matrix& got, const Matrix& wanted) {
    ASSERT_EQ(got.size(), wanted.size());
    for (size_t row = 0; row < wanted.size(); ++row)
        for (size_t column = 0; column < wanted[row].size(); ++column)
            EXPECT_NEAR(got[row][column], wanted[row][column], 1e-12) << "row " << row << ", column " << column;
}

Ring box(double x0, double y0, double x1, double y1) { return {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}; }
Ring reversed(Ring ring) { return {ring.rbegin(), ring.rend()}; }

TEST(CellCoverage, aBoxCoversItsCornersByQuartersAndItsSidesByHalves) {
    expectShares(coverage({box(0.5, 0.5, 2.5, 2.5)}, 3, 3), {{.25, .5, .25}, {.5, 1, .5}, {.25, .5, .25}});
}

TEST(CellCoverage, aRingMayRunEitherWayAndMayBeClosed) {
    const Matrix wanted{{.25, .5, .25}, {.5, 1, .5}, {.25, .5, .25}};
    expectShares(coverage({reversed(box(0.5, 0.5, 2.5, 2.5))}, 3, 3), wanted);
    Ring closed = box(0.5, 0.5, 2.5, 2.5);
    closed.push_back(closed.front());
    expectShares(coverage({closed}, 3, 3), wanted);
}

TEST(CellCoverage, aPolygonInsideOneCellCoversItsArea) {
    expectShares(coverage({{{1.1, 1.1}, {1.9, 1.1}, {1.1, 1.5}}}, 3, 3), {{0, 0, 0}, {0, .16, 0}, {0, 0, 0}});
}

TEST(CellCoverage, cellBordersBelongToOneSideOnly) {
    CellCoverage cover;
    const std::vector<Ring> rings{box(1, 1, 3, 2)};
    const auto runs = cover.of(rings, {0, 0, 4, 4});
    ASSERT_EQ(runs.size(), 1U);  // nothing for the neighbours it only touches
    EXPECT_EQ(runs[0].row, 1);
    EXPECT_EQ(runs[0].column, 1);
    EXPECT_EQ(runs[0].columns, 2);
    EXPECT_EQ(runs[0].share, 1);
}

TEST(CellCoverage, aTriangleCutsCellsAlongItsDiagonal) {
    expectShares(coverage({{{0, 0}, {3, 0}, {0, 3}}}, 3, 3), {{1, 1, .5}, {1, .5, 0}, {.5, 0, 0}});
    // Two columns per row: each cell is cut into a triangle, a trapezium or nothing.
    expectShares(coverage({{{0, 0}, {4, 0}, {0, 2}}}, 4, 2), {{1, 1, .75, .25}, {.75, .25, 0, 0}});
}

TEST(CellCoverage, holesAreNotCovered) {
    const Matrix wanted{{1, 1, 1}, {1, 0, 1}, {1, 1, .75}};
    expectShares(coverage({box(0, 0, 3, 3), box(1, 1, 2, 2), box(2.5, 2.25, 3, 2.75)}, 3, 3), wanted);
    expectShares(coverage({box(0, 0, 3, 3), reversed(box(1, 1, 2, 2)), box(2.5, 2.25, 3, 2.75)}, 3, 3), wanted);
    expectShares(coverage({reversed(box(0, 0, 3, 3)), box(1, 1, 2, 2), box(2.5, 2.25, 3, 2.75)}, 3, 3), wanted);
}

TEST(CellCoverage, cornersThatTouchACellAddNothingToIt) {
    expectShares(coverage({{{1, 0}, {2, 1}, {1, 2}, {0, 1}}}, 3, 3), {{.5, .5, 0}, {.5, .5, 0}, {0, 0, 0}});
}

TEST(CellCoverage, whatReachesBeyondTheRasterIsCutOff) {
    expectShares(coverage({box(-5, -5, 1.5, 1.5)}, 3, 3), {{1, .5, 0}, {.5, .25, 0}, {0, 0, 0}});
    expectShares(coverage({box(1.5, 1.5, 50, 50)}, 3, 3), {{0, 0, 0}, {0, .25, .5}, {0, .5, 1}});
    expectShares(coverage({box(-1e7, -1e7, 1e7, 1e7)}, 2, 1), {{1, 1}});
    expectShares(coverage({{{-3, 1.5}, {1.5, -3}, {6, 1.5}, {1.5, 6}}}, 3, 3), Matrix(3, std::vector<double>(3, 1)));
    expectShares(coverage({box(-2, 0.25, 5, 0.5)}, 3, 2), {{.25, .25, .25}, {0, 0, 0}});
}

TEST(CellCoverage, whatLiesBesideTheRasterCoversNothing) {
    CellCoverage cover;
    for (const auto& ring : {box(-5, 0, 0, 3), box(3, 0, 6, 3), box(0, -3, 3, 0), box(0, 3, 3, 9)}) {
        const std::vector<Ring> rings{ring};
        EXPECT_TRUE(cover.of(rings, {0, 0, 3, 3}).empty());
    }
}

TEST(CellCoverage, aWindowKeepsTheCoordinatesOfTheRaster) {
    CellCoverage cover;
    const std::vector<Ring> rings{box(10.5, 20, 14, 23)};
    const auto runs = cover.of(rings, {11, 22, 2, 5});
    ASSERT_EQ(runs.size(), 1U);
    EXPECT_EQ(runs[0].row, 22);
    EXPECT_EQ(runs[0].column, 11);
    EXPECT_EQ(runs[0].columns, 2);
}

TEST(CellCoverage, degenerateRingsCoverNothing) {
    CellCoverage cover;
    const std::vector<std::vector<Ring>> nothing{{},
                                                 {Ring{}},
                                                 {Ring{{1, 1}}},
                                                 {Ring{{0.2, 0.2}, {2.7, 1.9}}},
                                                 {Ring{{1, 0}, {1, 3}, {1, 1}}},
                                                 {Ring{{0, 1}, {3, 1}, {2, 1}}},
                                                 {Ring{{1, 1}, {1, 1}, {1, 1}, {1, 1}}}};
    for (const auto& rings : nothing) EXPECT_TRUE(cover.of(rings, {0, 0, 3, 3}).empty());
}

TEST(CellCoverage, spikesAndRepeatedPointsChangeNothing) {
    const Ring spiked{{0, 0}, {2, 0}, {2, 0}, {2, 1}, {2.7, 1.9}, {2, 1}, {2, 2}, {0, 2}, {0, 2}};
    expectShares(coverage({spiked}, 3, 3), {{1, 1, 0}, {1, 1, 0}, {0, 0, 0}});
}

TEST(CellCoverage, aPolygonOfManyCellsIsTakenInStripsWithoutASeam) {
    // More cells than one strip of sums holds.
    const int columns = 3000, rows = 500;
    CellCoverage cover;
    const std::vector<Ring> rings{box(0.5, 0.5, columns - 0.5, rows - 0.5), box(100, 100, 200, 400)};
    double sum = 0;
    int last = -1;
    for (const auto& run : cover.of(rings, {0, 0, columns, rows})) {
        EXPECT_GE(run.row, last);
        last = run.row;
        sum += run.columns * run.share;
    }
    EXPECT_NEAR(sum, polygonArea(rings), 1e-6);
    EXPECT_EQ(last, rows - 1);
}

TEST(SignedArea, isPositiveClockwiseOnAScreenAndPreciseFarFromTheOrigin) {
    EXPECT_DOUBLE_EQ(signedArea(box(0, 0, 2, 3)), 6);
    EXPECT_DOUBLE_EQ(signedArea(reversed(box(0, 0, 2, 3))), -6);
    EXPECT_NEAR(signedArea(box(1e7, 1e7, 1e7 + 0.5, 1e7 + 0.5)), 0.25, 1e-8);
    const std::vector<Ring> withHole{box(0, 0, 2, 3), box(0.5, 0.5, 1.5, 1.5)};
    EXPECT_DOUBLE_EQ(polygonArea(withHole), 5);
}

}  // namespace
}  // namespace geo
