#include "geo/mosaic/degree_of_urbanisation.h"

#include <gmock/gmock.h>

#include <limits>
#include <map>
#include <string>

namespace geo {
namespace {

using testing::ElementsAre;
using Picture = std::vector<std::string>;

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

std::vector<double> cellsOf(const Picture& picture, const std::map<char, double>& values) {
    std::vector<double> cells;
    for (const auto& row : picture)
        for (const char c : row) cells.push_back(values.at(c));
    return cells;
}

// One character a cell; `.` is an empty field, `~` is water where `land` is asked for.
UrbanisationGrid gridOf(const Picture& picture, std::map<char, double> people) {
    people.try_emplace('.', 0), people.try_emplace('~', 0);
    UrbanisationGrid grid{
        static_cast<int>(picture.front().size()), static_cast<int>(picture.size()), cellsOf(picture, people), {}, {}};
    for (const auto& row : picture)
        for (const char c : row) grid.landShare.push_back(c == '~' ? 0 : 1);
    return grid;
}

Picture level1Of(const DegreeOfUrbanisation& result) {
    Picture picture(static_cast<size_t>(result.rows));
    for (size_t i = 0; i < result.level1.size(); ++i)
        picture[i / static_cast<size_t>(result.columns)] +=
            result.level1[i] == Urbanisation::Unknown ? '?' : static_cast<char>('0' + static_cast<int>(result.level1[i]));
    return picture;
}

std::vector<int> level2Of(const DegreeOfUrbanisation& result) { return {result.level2.begin(), result.level2.end()}; }

TEST(DegreeOfUrbanisation, centresHangTogetherBySidesAndClustersByCornersToo) {
    const auto result = degreeOfUrbanisation(gridOf({"....", ".a..", "..a.", "...."}, {{'a', 30000}}));
    EXPECT_THAT(level1Of(result), ElementsAre("1111", "1211", "1121", "1111"));  // two of 30 000 are no centre of 60 000
    EXPECT_THAT(level2Of(result), ElementsAre(11, 11, 11, 11, 11, 23, 11, 11, 11, 11, 23, 11, 11, 11, 11, 11));
    const auto joined = degreeOfUrbanisation(gridOf({"....", ".aa.", "....", "...."}, {{'a', 30000}}));
    EXPECT_THAT(level1Of(joined), ElementsAre("1111", "1331", "1111", "1111"));
    EXPECT_THAT(joined.centres, ElementsAre(0, 60000));
}

TEST(DegreeOfUrbanisation, limitsThemselvesAreInside) {
    // 1500 and 48 500 are a centre of exactly 50 000; 1499 is not dense enough to belong to it.
    EXPECT_THAT(level1Of(degreeOfUrbanisation(gridOf({"ab"}, {{'a', 1500}, {'b', 48500}}))), ElementsAre("33"));
    EXPECT_THAT(level1Of(degreeOfUrbanisation(gridOf({"ab"}, {{'a', 1499}, {'b', 48501}}))), ElementsAre("22"));
    EXPECT_THAT(level1Of(degreeOfUrbanisation(gridOf({"ab"}, {{'a', 1500}, {'b', 48499}}))), ElementsAre("22"));
    // 300 and 4700 are a cluster of exactly 5000.
    EXPECT_THAT(level1Of(degreeOfUrbanisation(gridOf({"ab"}, {{'a', 300}, {'b', 4700}}))), ElementsAre("22"));
    EXPECT_THAT(level1Of(degreeOfUrbanisation(gridOf({"ab"}, {{'a', 299}, {'b', 4701}}))), ElementsAre("11"));
    EXPECT_THAT(level1Of(degreeOfUrbanisation(gridOf({"ab"}, {{'a', 300}, {'b', 4699}}))), ElementsAre("11"));
}

TEST(DegreeOfUrbanisation, limitsOfLevel2AreInside) {
    const auto one = [](double people) { return degreeOfUrbanisation(gridOf({"a"}, {{'a', people}})).level2.front(); };
    EXPECT_EQ(one(50000), 30);
    EXPECT_EQ(one(49999), 23);
    EXPECT_EQ(one(5000), 23);
    EXPECT_EQ(one(4999), 22);
    EXPECT_EQ(one(2500), 22);
    EXPECT_EQ(one(2499), 13);
    EXPECT_EQ(one(500), 13);
    EXPECT_EQ(one(499), 12);
    EXPECT_EQ(one(50), 12);
    EXPECT_EQ(one(49), 11);
    EXPECT_EQ(one(0), 11);
    // 899 and 900: the first does not belong to the semi-dense cluster of 2500 beside it.
    EXPECT_THAT(level2Of(degreeOfUrbanisation(gridOf({"ab"}, {{'a', 899}, {'b', 2500}}))), ElementsAre(13, 22));
    EXPECT_THAT(level2Of(degreeOfUrbanisation(gridOf({"ab"}, {{'a', 900}, {'b', 1600}}))), ElementsAre(22, 22));
}

TEST(DegreeOfUrbanisation, densityIsPerLand) {
    auto grid = gridOf({"ab"}, {{'a', 750}, {'b', 49250}});
    grid.landShare = {0.5, 1};
    EXPECT_THAT(level1Of(degreeOfUrbanisation(grid)), ElementsAre("33"));
    grid.landShare = {0.51, 1};
    EXPECT_THAT(level1Of(degreeOfUrbanisation(grid)), ElementsAre("22"));
    grid.landShare = {0, 1};  // people where the mask sees no land: house boats
    EXPECT_THAT(level1Of(degreeOfUrbanisation(grid)), ElementsAre("33"));
}

TEST(DegreeOfUrbanisation, waterIsUninhabitedUnbuiltAndMostlyWater) {
    UrbanisationGrid grid{5, 1, {0, 0, 0, 1, kNan}, {0.49, 0.5, 0.49, 0.49, 0.49}, {0, 0, 0.01, 0, 0}};
    const auto result = degreeOfUrbanisation(grid);
    EXPECT_THAT(level1Of(result), ElementsAre("0111?"));
    EXPECT_THAT(level2Of(result), ElementsAre(10, 11, 11, 11, smod::kUnknown));
}

TEST(DegreeOfUrbanisation, builtUpCellsJoinTheDenseOnesOnlyByTheCriterion) {
    auto grid = gridOf({"a.a"}, {{'a', 30000}});
    grid.builtShare = {0.6, 0.2, 0.6};
    EXPECT_THAT(level1Of(degreeOfUrbanisation(grid)), ElementsAre("212"));
    EXPECT_THAT(level1Of(degreeOfUrbanisation(grid, {0.2, EdgeSmoothing::R2023A})), ElementsAre("333"));
    EXPECT_THAT(level1Of(degreeOfUrbanisation(grid, {0.21, EdgeSmoothing::R2023A})), ElementsAre("212"));
    grid.landShare = {1, 0.5, 1};  // of the land, not of the cell
    EXPECT_THAT(level1Of(degreeOfUrbanisation(grid, {0.4, EdgeSmoothing::R2023A})), ElementsAre("333"));
    grid.builtShare[1] = 0.19974;  // 0.39948 of the land: three decimals decide, and that is 0.399
    EXPECT_THAT(level1Of(degreeOfUrbanisation(grid, {0.4, EdgeSmoothing::R2023A})), ElementsAre("212"));
    grid.builtShare[1] = 0.19976;  // 0.39952 is 0.400
    EXPECT_THAT(level1Of(degreeOfUrbanisation(grid, {0.4, EdgeSmoothing::R2023A})), ElementsAre("333"));
}

TEST(DegreeOfUrbanisation, smoothingCascadesAlongAnInlet) {
    // The inlet of two rows fills from its end, column by column; the cells of its mouth have only four neighbours.
    const Picture city{"aaaaaa.", "aaaaaa.", "aa.....", "aa.....", "aaaaaa.", "aaaaaa."};
    for (const auto rule : {EdgeSmoothing::R2023A, EdgeSmoothing::R2022A})
        EXPECT_THAT(level1Of(degreeOfUrbanisation(gridOf(city, {{'a', 3000}}), {std::nullopt, rule})),
                    ElementsAre("3333331", "3333331", "3333311", "3333311", "3333331", "3333331"));
}

TEST(DegreeOfUrbanisation, waterDoesNotCountInTheMajorityOfR2023AAndNeverJoins) {
    // The cell in the second row, third column has three neighbours in the centre, two of land, three of water; the one below
    // it follows with four of seven.
    const auto grid = gridOf({"aa~~~", "aa.~~", "aa..~", "aa..."}, {{'a', 7000}});
    EXPECT_THAT(level1Of(degreeOfUrbanisation(grid, {std::nullopt, EdgeSmoothing::R2022A})),
                ElementsAre("33000", "33100", "33110", "33111"));
    EXPECT_THAT(level1Of(degreeOfUrbanisation(grid, {std::nullopt, EdgeSmoothing::R2023A})),
                ElementsAre("33000", "33300", "33310", "33111"));
}

TEST(DegreeOfUrbanisation, aTieBetweenCentresJoinsNeither) {
    // The middle cell has four neighbours of each; nothing has more than half.
    const auto result = degreeOfUrbanisation(gridOf({"aa.bb", "aa.bb", "aa.bb"}, {{'a', 10000}, {'b', 10000}}));
    EXPECT_THAT(level1Of(result), ElementsAre("33133", "33133", "33133"));
    EXPECT_THAT(result.centreOf, ElementsAre(1, 1, 0, 2, 2, 1, 1, 0, 2, 2, 1, 1, 0, 2, 2));
}

Picture ringAround(const Picture& hole) {
    const size_t width = hole.front().size();
    Picture picture(2, std::string(width + 4, 'a'));
    for (const auto& row : hole) picture.push_back("aa" + row + "aa");
    picture.insert(picture.end(), 2, std::string(width + 4, 'a'));
    return picture;
}

TEST(DegreeOfUrbanisation, gapsOfFourteenCellsAreFilledAndGapsOfFifteenAreNot) {
    // Lakes: the majority rule leaves them alone, so the gap is what was drawn.
    const auto lake14 = degreeOfUrbanisation(gridOf(ringAround({"~~~~~~~", "~~~~~~~"}), {{'a', 3000}}));
    for (const auto& row : level1Of(lake14)) EXPECT_EQ(row, std::string(11, '3'));
    const auto lake15 = degreeOfUrbanisation(gridOf(ringAround({"~~~~~", "~~~~~", "~~~~~"}), {{'a', 3000}}));
    EXPECT_THAT(level1Of(lake15),
                ElementsAre("333333333", "333333333", "330000033", "330000033", "330000033", "333333333", "333333333"));
}

TEST(DegreeOfUrbanisation, aGapThatReachesTheEdgeOfTheGridIsNone) {
    const auto bay = degreeOfUrbanisation(gridOf({"aa~aa", "aa~aa", "aaaaa", "aaaaa"}, {{'a', 3000}}));
    EXPECT_THAT(level1Of(bay), ElementsAre("33033", "33033", "33333", "33333"));
    const auto pond = degreeOfUrbanisation(gridOf({"aaaaa", "aa~aa", "aaaaa", "aaaaa"}, {{'a', 3000}}));
    EXPECT_THAT(level1Of(pond), ElementsAre("33333", "33333", "33333", "33333"));
}

TEST(DegreeOfUrbanisation, gapsHangTogetherBySidesOnly) {
    // Two lakes that touch at a corner are two gaps, of 8 and of 9 cells.
    const auto lakes =
        degreeOfUrbanisation(gridOf(ringAround({"~~~~aaa", "~~~~aaa", "aaaa~~~", "aaaa~~~", "aaaa~~~"}), {{'a', 3000}}));
    for (const auto& row : level1Of(lakes)) EXPECT_EQ(row, std::string(11, '3'));
}

TEST(DegreeOfUrbanisation, unknownCellsStayUnknownAndOutOfCentres) {
    const auto result = degreeOfUrbanisation(gridOf({"aaaaa", "aa?aa", "aaaaa"}, {{'a', 5000}, {'?', kNan}}));
    EXPECT_THAT(level1Of(result), ElementsAre("33333", "33?33", "33333"));
    EXPECT_THAT(result.centres, ElementsAre(0, 70000));
}

TEST(DegreeOfUrbanisation, aSemiDenseClusterLiesMoreThanTwoCellsFromDenserOnes) {
    // A dense cluster on the left; the semi-dense cell is two cells away in the first row, three in the second.
    EXPECT_THAT(level2Of(degreeOfUrbanisation(gridOf({"a.b.."}, {{'a', 6000}, {'b', 2600}}))), ElementsAre(23, 11, 13, 11, 11));
    EXPECT_THAT(level2Of(degreeOfUrbanisation(gridOf({"a..b."}, {{'a', 6000}, {'b', 2600}}))), ElementsAre(23, 11, 11, 22, 11));
    // One near cell keeps the whole cluster out, diagonal steps count as one.
    EXPECT_THAT(level2Of(degreeOfUrbanisation(gridOf({"a....", ".....", "..bbb"}, {{'a', 6000}, {'b', 1000}}))),
                ElementsAre(23, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11, 13, 13, 13));
}

TEST(DegreeOfUrbanisation, anEmptyGridHasNoCells) {
    const auto result = degreeOfUrbanisation({});
    EXPECT_TRUE(result.level1.empty());
    EXPECT_THAT(result.centres, ElementsAre(0));
}

}  // namespace
}  // namespace geo
