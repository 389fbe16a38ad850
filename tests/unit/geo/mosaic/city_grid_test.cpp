#include "geo/mosaic/city_grid.h"

#include <gtest/gtest.h>

namespace {

using geo::CityGrid;
using geo::Point;

TEST(CityGrid, IsAlignedToThePlane) {
    const CityGrid grid({-10, -10, 510, 260}, 250, 1);
    EXPECT_EQ(grid.columns(), 6);  // -500..1000
    EXPECT_EQ(grid.rows(), 5);     // -500..750
    EXPECT_TRUE(grid.holds({-500, -500}));
    EXPECT_FALSE(grid.holds({-501, 0}));
    EXPECT_EQ(grid.cellAt({-499, -499}), 0u);
    EXPECT_EQ(grid.cellAt({0, 0}), grid.cell(2, 2));
    EXPECT_EQ(grid.cellAt({249.9, -0.1}), grid.cell(2, 1));
}

TEST(CityGrid, CountsPointsAndLengths) {
    const CityGrid grid({0, 0, 999, 249}, 250, 0);
    const std::vector<Point> points{{1, 1}, {2, 2}, {260, 1}, {5000, 1}};
    const auto counts = grid.count(points);
    EXPECT_EQ(counts[0], 2);
    EXPECT_EQ(counts[1], 1);
    geo::CellField metres(grid.size());
    const std::vector<Point> line{{0, 100}, {1000, 100}};
    grid.addLength(line, metres);
    for (const double m : metres) EXPECT_NEAR(m, 250, 1e-9);
}

TEST(CityGrid, SharesAPolygonExactlyAmongCells) {
    const CityGrid grid({0, 0, 499, 499}, 250, 0);
    double sum = 0;
    for (const auto& part : grid.partsOf({{{100, 100}, {350, 100}, {350, 350}, {100, 350}}})) {
        sum += part.areaM2;
        const double side = part.cell == grid.cell(0, 0) ? 150 : 100;
        if (part.cell == grid.cell(0, 0) || part.cell == grid.cell(1, 1)) {
            EXPECT_NEAR(part.areaM2, side * side, 1e-6);
        }
    }
    EXPECT_NEAR(sum, 250 * 250, 1e-6);
}

TEST(CityGrid, SumsADiscOfCells) {
    const CityGrid grid({0, 0, 2499, 2499}, 250, 0);
    geo::CellField one(grid.size());
    one[grid.cell(5, 5)] = 1;
    const auto sums = grid.sumAround(one, 500);
    EXPECT_EQ(sums[grid.cell(5, 5)], 1);
    EXPECT_EQ(sums[grid.cell(7, 5)], 1);
    EXPECT_EQ(sums[grid.cell(8, 5)], 0);
    EXPECT_EQ(sums[grid.cell(6, 6)], 1);
    EXPECT_EQ(sums[grid.cell(7, 7)], 0) << "707 m away";
}

/// A city of 10 x 10 km: addresses and streets in the west half, streets alone in the east.
struct Halves {
    CityGrid grid{{0, 0, 9999, 9999}, 250, 0};
    geo::CellField addresses = geo::CellField(grid.size()), metres = geo::CellField(grid.size());

    Halves() {
        for (int row = 0; row < grid.rows(); ++row)
            for (int column = 0; column < grid.columns(); ++column) {
                metres[grid.cell(column, row)] = 600;
                addresses[grid.cell(column, row)] = column < 20 ? 40 : 0;
            }
    }
    void clear(int column, int row, int size, bool streetsToo) {
        for (int r = row; r < row + size; ++r)
            for (int c = column; c < column + size; ++c) {
                addresses[grid.cell(c, r)] = 0;
                if (streetsToo) metres[grid.cell(c, r)] = 0;
            }
    }
    [[nodiscard]] bool at(int column, int row) const {
        return geo::surveyedCells(grid, addresses, metres, {})[grid.cell(column, row)];
    }
};

TEST(Survey, EndsWhereStreetsHaveNoAddresses) {
    Halves city;
    EXPECT_TRUE(city.at(19, 20));
    EXPECT_FALSE(city.at(21, 20)) << "the outline follows the addresses from outside";
    EXPECT_FALSE(city.at(35, 20)) << "streets without addresses are unknown and not empty";
}

TEST(Survey, IsNotMadeByAStrayAddress) {
    Halves city;
    city.addresses[city.grid.cell(30, 20)] = 6;
    EXPECT_FALSE(city.at(30, 20)) << "6 addresses among 17 km of streets";
}

TEST(Survey, FillsTheParkButNotTheGreatHole) {
    Halves city;
    city.clear(6, 6, 8, true);  // 4 km² without streets or addresses, middle beyond the reach
    EXPECT_TRUE(city.at(10, 10));
    city.clear(4, 20, 12, true);  // 9 km²
    EXPECT_FALSE(city.at(9, 25));
}

TEST(Survey, ReachesIntoFieldsWithFewStreetsAndFewAddresses) {
    Halves city;
    for (int row = 0; row < 40; ++row)
        for (int column = 0; column < 10; ++column) {
            city.addresses[city.grid.cell(column, row)] = (column + row) % 3 == 0;  // a farm here and there
            city.metres[city.grid.cell(column, row)] = 60;
        }
    EXPECT_TRUE(city.at(5, 20));
}

}  // namespace
