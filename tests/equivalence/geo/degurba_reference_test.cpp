#include <gtest/gtest.h>

#include <fstream>
#include <map>

#include "geo/mosaic/degree_of_urbanisation.h"
#include "tests/equivalence/geo/shared_data.h"

namespace geo {
namespace {

struct AsciiGrid {
    int columns = 0, rows = 0;
    std::vector<double> cells;
};

AsciiGrid readAsciiGrid(const std::string& path) {
    std::ifstream in(path);
    AsciiGrid grid;
    std::string word;
    double number = 0;
    in >> word >> grid.columns >> word >> grid.rows;
    for (int line = 0; line < 4; ++line) in >> word >> number;
    grid.cells.reserve(static_cast<size_t>(grid.columns) * static_cast<size_t>(grid.rows));
    while (in >> number) grid.cells.push_back(number);
    return grid;
}

// 50 x 70 made-up cells and 303 x 219 cells around Belgium in 2020; both levels, with and without the built-up criterion.
class DegurbaReference : public testing::TestWithParam<std::tuple<const char*, bool>> {};

TEST_P(DegurbaReference, everyCellHasThePublishedClass) {
    const std::string name = std::get<0>(GetParam());
    const bool built = std::get<1>(GetParam());
    const auto file = [&](const std::string& what) { return sharedData("metrics/degurba/" + name + "_" + what + ".asc"); };
    SKIP_WITHOUT(file("pop"));
    const auto people = readAsciiGrid(file("pop"));
    ASSERT_EQ(people.cells.size(), static_cast<size_t>(people.columns) * static_cast<size_t>(people.rows));
    UrbanisationGrid grid{people.columns, people.rows, people.cells, readAsciiGrid(file("land_fraction")).cells,
                          readAsciiGrid(file("built_fraction")).cells};
    UrbanisationRules rules;
    if (built) rules.builtThreshold = 0.2;
    const auto result = degreeOfUrbanisation(grid, rules);
    const std::string variant = built ? "_built20" : "_popOnly";
    const auto level1 = readAsciiGrid(file("expected_L1" + variant)), level2 = readAsciiGrid(file("expected_L2" + variant));
    ASSERT_EQ(level1.cells.size(), people.cells.size());
    ASSERT_EQ(level2.cells.size(), people.cells.size());
    std::map<std::pair<int, int>, int> wrong1, wrong2;  // (expected, got) -> cells
    for (size_t i = 0; i < people.cells.size(); ++i) {
        const int got1 = static_cast<int>(result.level1[i]), got2 = result.level2[i];
        if (got1 != level1.cells[i]) ++wrong1[{static_cast<int>(level1.cells[i]), got1}];
        if (got2 != level2.cells[i]) ++wrong2[{static_cast<int>(level2.cells[i]), got2}];
    }
    for (const auto& [pair, cells] : wrong1)
        ADD_FAILURE() << "level 1: " << cells << " cells are " << pair.second << " and ought to be " << pair.first;
    for (const auto& [pair, cells] : wrong2)
        ADD_FAILURE() << "level 2: " << cells << " cells are " << pair.second << " and ought to be " << pair.first;
}

INSTANTIATE_TEST_SUITE_P(PublishedGrids, DegurbaReference,
                         testing::Combine(testing::Values("synthetic_a", "belgium_2020"), testing::Bool()), [](const auto& test) {
                             return std::string(std::get<0>(test.param)) + (std::get<1>(test.param) ? "_built20" : "_popOnly");
                         });

}  // namespace
}  // namespace geo
