#include <gmock/gmock.h>

#include <numbers>

#include "geo/raster/cell_area.h"
#include "geo/raster/code_index.h"
#include "geo/raster/value_sample.h"
#include "geo/space/transform.h"

namespace geo {
namespace {

TEST(CellAreas, allCellsOfAGlobalGridMakeTheEarth) {
    const RasterGrid grid{360, 180, {{-180, 1, 0, 90, 0, -1}}};
    const auto areas = CellAreas::of(grid, Crs::wgs84());
    ASSERT_TRUE(areas);
    double total = 0;
    for (int row = 0; row < 180; ++row) total += 360 * areas->at(0.5, row + 0.5);
    EXPECT_NEAR(total, 510065621724089.0, 1e6);  // WGS 84, m²
}

TEST(CellAreas, smallGeographicCellsAgreeWithTheGeodesicPolygon) {
    for (const double latDeg : {-60.0, 0.0, 34.9, 52.5}) {
        const std::array<LonLat, 4> ring{LonLat{13, latDeg}, {13.01, latDeg}, {13.01, latDeg + 0.01}, {13, latDeg + 0.01}};
        EXPECT_NEAR(graticuleCellArea(0.01, latDeg, latDeg + 0.01) / geodesicArea(ring), 1, 1e-6);
    }
}

TEST(CellAreas, aMercatorCellShrinksWithLatitudeAndAMollweideCellDoesNot) {
    const RasterGrid mercator{100, 100, {{1400000, 1000, 0, 6900000, 0, -1000}}};
    const auto stretched = CellAreas::of(mercator, Crs::parse("EPSG:3857").value());
    ASSERT_TRUE(stretched);
    EXPECT_NEAR(stretched->at(50, 50) / 1e6, 0.367, 0.01);  // about 52.3 degrees north
    const auto equal = CellAreas::of({468, 416, {{-4482000, 250, 0, -2822000, 0, -250}}}, Crs::parse("ESRI:54009").value());
    ASSERT_TRUE(equal);
    EXPECT_NEAR(equal->at(10, 10) / equal->at(400, 400), 1, 1e-3);
}

TEST(CodeIndex, givesNumbersInOrderAndKeepsThem) {
    CodeIndex index;
    EXPECT_EQ(index.find(5), CodeIndex::kUnknown);
    EXPECT_EQ(index.add(5), 1);
    EXPECT_EQ(index.add(-2147483648LL), 2);
    EXPECT_EQ(index.add(4000000000LL), 3);
    EXPECT_EQ(index.add(5), 1);
    EXPECT_EQ(index.find(4000000000LL), 3);
    EXPECT_THAT(index.codes(), testing::ElementsAre(0, 5, -2147483648LL, 4000000000LL));
    index.alias(105, 1);
    EXPECT_EQ(index.find(105), 1);
    EXPECT_EQ(index.find(65535), CodeIndex::kUnknown);
}

TEST(CodeIndex, refusesMoreThanAClassTableHolds) {
    CodeIndex index;
    for (int code = 0; code < static_cast<int>(CodeIndex::kMost); ++code) ASSERT_NE(index.add(code), CodeIndex::kUnknown);
    EXPECT_EQ(index.add(1000000), CodeIndex::kUnknown);
}

TEST(ValueSample, tellsPatchesFromMeasurements) {
    const double none = std::numeric_limits<double>::quiet_NaN();
    ValueSample patches, measures;
    patches.addRun(std::vector<double>{1, 1, 1, 2, 2, 2, none, 3, 3, 3, 3});
    measures.addRun(std::vector<double>{4, 9, 0, 0, 0, 17, 3, 8, 12, 5, 0});
    EXPECT_GT(patches.patchiness(), 0.6);
    EXPECT_LT(measures.patchiness(), 0.2);
    EXPECT_TRUE(patches.allWhole());
    EXPECT_EQ(patches.counts().at(3), 4u);
    EXPECT_EQ(patches.cells, 11u);
    EXPECT_EQ(patches.values.size(), 10u);
    EXPECT_EQ(measures.percentile(0), 0);
    EXPECT_EQ(measures.percentile(1), 17);
    EXPECT_TRUE(patches.counts(2).empty()) << "more different codes than asked for";
}

}  // namespace
}  // namespace geo
