#include <gmock/gmock.h>

#include <cmath>
#include <limits>

#include "geo/space/transform.h"
#include "raster_fixture.h"

namespace geo {
namespace {

using raster_tests::Looker;
using raster_tests::Written;

class RasterDrawing : public raster_tests::RasterFiles {
protected:
    /// Where a point of the raster's CRS lies on the map that open() chooses for a file.
    static Point onMap(const std::string& path, const std::string& crs, Point p) {
        const auto map = Crs::cityEqualArea((*rasterGeographicExtent(path))->centre());
        return Transform::between(Crs::parse(crs).value(), map)->forward(p);
    }
};

const std::vector<double> kQuarters{1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4};

void expectQuarters(const LayerSource& layer, const std::function<Point(double, double)>& at) {
    const Looker look(layer, 10);
    EXPECT_EQ(look.classAt(at(0.25, 0.25)), "1");
    EXPECT_EQ(look.classAt(at(0.75, 0.25)), "2");
    EXPECT_EQ(look.classAt(at(0.25, 0.75)), "3");
    EXPECT_EQ(look.classAt(at(0.75, 0.75)), "4");
}

TEST_F(RasterDrawing, northUpSouthUpAndRotatedGridsLieWhereTheySay) {
    const std::array<double, 6> transforms[] = {{500000, 100, 0, 5000000, 0, -100},
                                                {500000, 100, 0, 5000000, 0, 100},
                                                {500000, 80, 60, 5000000, 60, -80},
                                                {500000, -100, 0, 5000000, 0, -100}};
    for (const auto& transform : transforms) {
        const auto path = write("quarters.tif", {.cells = kQuarters, .transform = transform});
        const auto layer = open(path);
        ASSERT_TRUE(layer) << describe(layer.error());
        const GeoTransform grid{transform};
        expectQuarters(**layer, [&](double u, double v) { return onMap(path, "EPSG:32721", grid.toCrs(4 * u, 4 * v)); });
    }
}

TEST_F(RasterDrawing, exactControlPointsAreAGrid) {
    const auto path = write("gcp.tif", {.cells = kQuarters, .transform = {}, .crs = "", .more = [](GDALDataset& dataset) {
                                            GDAL_GCP points[4];
                                            GDALInitGCPs(4, points);
                                            for (int i = 0; i < 4; ++i)
                                                points[i].dfGCPPixel = i % 2 * 4, points[i].dfGCPLine = i / 2 * 4,
                                                points[i].dfGCPX = 13 + i % 2 * 0.01, points[i].dfGCPY = 52 - i / 2 * 0.01;
                                            OGRSpatialReference srs;
                                            srs.SetFromUserInput("EPSG:4326");
                                            dataset.SetGCPs(4, points, &srs);
                                            GDALDeinitGCPs(4, points);
                                        }});
    const auto layer = open(path);
    ASSERT_TRUE(layer) << describe(layer.error());
    expectQuarters(**layer, [&](double u, double v) { return onMap(path, "OGC:CRS84", {13 + 0.01 * u, 52 - 0.01 * v}); });
}

TEST_F(RasterDrawing, longitudesFrom0To360AndAcrossTheAntimeridian) {
    SourceSpec spec;
    spec.drawAs = DrawAs::Classes;
    for (const auto& [west, step] : {std::pair{-180.0, 90.0}, {0.0, 90.0}, {179.0, 0.5}, {-181.0, 0.5}}) {
        const auto path = write("lon.tif", {.columns = 4,
                                            .rows = 2,
                                            .cells = {1, 2, 3, 4, 1, 2, 3, 4},
                                            .transform = std::array<double, 6>{west, step, 0, 10, 0, -10},
                                            .crs = "EPSG:4326"});
        for (int column = 0; column < 4; ++column) {
            const double lonDeg = west + (column + 0.5) * step;
            const LonLat here{lonDeg > 180 ? lonDeg - 360 : lonDeg < -180 ? lonDeg + 360 : lonDeg, 1};
            const auto layer = open(path, spec, Crs::cityEqualArea(here));
            ASSERT_TRUE(layer) << describe(layer.error());
            EXPECT_EQ(Looker(**layer, 100).classAt({50, 50}), std::to_string(column + 1)) << "west " << west;
        }
    }
    const auto extent = rasterGeographicExtent((m_folder / "lon.tif").string());
    ASSERT_TRUE(extent);
    EXPECT_NEAR((*extent)->west, 179, 1e-9);
    EXPECT_NEAR((*extent)->east, -179, 1e-9);
    EXPECT_NEAR(std::abs((*extent)->centre().lonDeg), 180, 1e-9);
}

TEST_F(RasterDrawing, aWorldMapEndsAtItsOutline) {
    const auto path = write("world.tif", {.columns = 360,
                                          .rows = 180,
                                          .cells = std::vector<double>(360 * 180, 7),
                                          .transform = std::array<double, 6>{-180, 1, 0, 90, 0, -1},
                                          .crs = "EPSG:4326"});
    const auto layer = open(path, {}, Crs::equalEarth());
    ASSERT_TRUE(layer) << describe(layer.error());
    const Looker look(**layer, 40000);
    EXPECT_EQ(look.classAt({17100000, 0}), "7");
    EXPECT_EQ(look.codeAt({17500000, 0}), 0) << "east of 180 degrees there is nothing";
    EXPECT_EQ(look.codeAt({-12000000, 8000000}), 0) << "beside the pole line there is nothing";
}

TEST_F(RasterDrawing, nothingIsDrawnWhereThereIsNoData) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const std::vector<double> half{nan, nan, -200, -200, nan, nan, -200, -200, 1.5, 1.5, 2.5, 2.5, 1.5, 1.5, 2.5, 2.5};
    const auto path = write("values.tif", {.type = GDT_Float32, .cells = half, .nodata = -200});
    const auto layer = open(path);
    ASSERT_TRUE(layer) << describe(layer.error());
    EXPECT_EQ((*layer)->kind(), SourceKind::Values);
    const auto at = [&](double x, double y) { return onMap(path, "EPSG:32721", {500000 + x, 5000000 - y}); };
    const Looker fine(**layer, 10), coarse(**layer, 400);
    EXPECT_TRUE(std::isnan(fine.valueAt(at(50, 50))));
    EXPECT_TRUE(std::isnan(fine.valueAt(at(350, 50))));
    EXPECT_FLOAT_EQ(static_cast<float>(fine.valueAt(at(50, 350))), 1.5f);
    EXPECT_EQ((*layer)->valueRange()->minimum, 1.5);
    EXPECT_TRUE((*layer)->identify(at(50, 50), 1).empty());
}

TEST_F(RasterDrawing, nothingAtAllIsSaidInOneSentence) {
    for (const auto type : {GDT_Byte, GDT_Float32})
        for (const int side : {8, 1300}) {
            Written what{.columns = side, .rows = side, .type = type, .nodata = 99};
            what.cells.assign(static_cast<size_t>(side) * static_cast<size_t>(side), 99);
            const auto path = write("empty.tif", what);
            const auto layer = open(path);
            ASSERT_TRUE(layer) << describe(layer.error());
            EXPECT_EQ((*layer)->kind(), type == GDT_Byte ? SourceKind::Classes : SourceKind::Values);
            EXPECT_THAT((*layer)->diagnostics().remarks,
                        testing::ElementsAre(testing::StartsWith("All cells of this raster are empty (nodata 99): ")));
            const auto explanation = explain(path);
            ASSERT_TRUE(explanation);
            EXPECT_THAT(explanation->json, testing::HasSubstr("All its cells are empty"));
        }
}

TEST_F(RasterDrawing, fewCellsWithDataAreFoundAndDecide) {
    Written what{.columns = 3000, .rows = 2500, .type = GDT_Float32, .nodata = -1};
    what.cells.assign(static_cast<size_t>(what.columns) * what.rows, -1);
    what.cells[2499 * 3000 + 7] = 12.5;
    const auto layer = open(write("lonely.tif", what));
    ASSERT_TRUE(layer) << describe(layer.error());
    EXPECT_EQ((*layer)->kind(), SourceKind::Values);
    EXPECT_EQ((*layer)->valueRange()->maximum, 12.5);
    EXPECT_THAT((*layer)->diagnostics().remarks, testing::IsEmpty());
}

TEST_F(RasterDrawing, alphaBandsAndMasksHide) {
    const auto path = write("alpha.tif", {.cells = kQuarters, .bands = 2, .more = [](GDALDataset& dataset) {
                                              dataset.GetRasterBand(2)->SetColorInterpretation(GCI_AlphaBand);
                                          }});
    {
        auto* dataset = static_cast<GDALDataset*>(GDALOpen(path.c_str(), GA_Update));
        std::vector<uint8_t> alpha(16, 255);
        alpha[0] = alpha[1] = alpha[4] = alpha[5] = 0;
        ASSERT_EQ(CE_None,
                  dataset->GetRasterBand(2)->RasterIO(GF_Write, 0, 0, 4, 4, alpha.data(), 4, 4, GDT_Byte, 0, 0, nullptr));
        GDALClose(dataset);
    }
    const auto layer = open(path);
    ASSERT_TRUE(layer) << describe(layer.error());
    const Looker look(**layer, 10);
    EXPECT_EQ(look.codeAt(onMap(path, "EPSG:32721", {500100, 4999900})), 0);
    EXPECT_EQ(look.classAt(onMap(path, "EPSG:32721", {500300, 4999900})), "2");
}

TEST_F(RasterDrawing, codesOfAnyType) {
    struct Case {
        GDALDataType type;
        double code;
    };
    for (const auto& [type, code] :
         {Case{GDT_UInt16, 60001}, {GDT_Int16, -5}, {GDT_Int32, 2000000000}, {GDT_UInt32, 4000000000.0}, {GDT_Float32, 107}}) {
        const auto path =
            write("codes.tif", {.type = type, .cells = {code, code, 2, 2, code, code, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4}});
        SourceSpec spec;
        spec.drawAs = DrawAs::Classes;
        const auto layer = open(path, spec);
        ASSERT_TRUE(layer) << describe(layer.error());
        const Looker look(**layer, 10);
        EXPECT_EQ(look.classAt(onMap(path, "EPSG:32721", {500100, 4999900})), std::to_string(static_cast<int64_t>(code)));
        EXPECT_EQ(look.classAt(onMap(path, "EPSG:32721", {500300, 4999700})), "4");
    }
}

TEST_F(RasterDrawing, palettesOf16BitsAndNamesBecomeTheLegend) {
    const auto path =
        write("palette.tif", {.type = GDT_UInt16, .cells = {300, 300, 7, 7, 300, 300, 7, 7}, .more = [](GDALDataset& dataset) {
                                  GDALColorTable table;
                                  const GDALColorEntry red{200, 10, 20, 255}, blue{1, 2, 250, 255};
                                  table.SetColorEntry(300, &red);
                                  table.SetColorEntry(7, &blue);
                                  dataset.GetRasterBand(1)->SetColorTable(&table);
                              }});
    const auto layer = open(path);
    ASSERT_TRUE(layer) << describe(layer.error());
    EXPECT_EQ((*layer)->kind(), SourceKind::Classes);
    const auto table = (*layer)->classes();
    const auto number = table->indexOf("300");
    ASSERT_TRUE(number);
    EXPECT_EQ(table->classes[*number].colour, (Colour{200, 10, 20, 255}));
    EXPECT_EQ(Looker(**layer, 10).classAt(onMap(path, "EPSG:32721", {500300, 4999900})), "7");
}

TEST_F(RasterDrawing, scaleAndOffsetMakeTheValue) {
    const auto path =
        write("scaled.tif", {.type = GDT_Int16, .cells = std::vector<double>(16, 250), .more = [](GDALDataset& dataset) {
                                 dataset.GetRasterBand(1)->SetScale(0.1);
                                 dataset.GetRasterBand(1)->SetOffset(-5);
                             }});
    const auto layer = open(path);
    ASSERT_TRUE(layer) << describe(layer.error());
    EXPECT_NEAR(Looker(**layer, 10).valueAt({20, 20}), 20, 1e-5);
}

TEST_F(RasterDrawing, degreesAreAssumedOnlyWithARemark) {
    const auto path =
        write("degrees.tif", {.cells = kQuarters, .transform = std::array<double, 6>{13, 0.01, 0, 52, 0, -0.01}, .crs = ""});
    const auto layer = open(path);
    ASSERT_TRUE(layer) << describe(layer.error());
    ASSERT_EQ((*layer)->diagnostics().remarks.size(), 1u);
    EXPECT_THAT((*layer)->diagnostics().remarks[0], testing::HasSubstr("longitude and latitude"));
}

TEST_F(RasterDrawing, aSpentTokenCancels) {
    const auto layer = open(write("quarters.tif", {.cells = kQuarters}));
    ASSERT_TRUE(layer);
    std::stop_source stop;
    stop.request_stop();
    const auto tile = (*layer)->read(TileScheme{}, TileId{14, 0, 0}, stop.get_token());
    ASSERT_FALSE(tile);
    EXPECT_EQ(tile.error().code, ErrorCode::Cancelled);
}

TEST_F(RasterDrawing, identifyNamesTheCell) {
    const auto path = write("quarters.tif", {.cells = kQuarters});
    const auto layer = open(path);
    ASSERT_TRUE(layer);
    const auto found = (*layer)->identify(onMap(path, "EPSG:32721", {500350, 4999950}), 1);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].title, "Class 2");
    EXPECT_EQ(found[0].attributes[2].value, "3");
    ASSERT_EQ(found[0].outline.size(), 1u);
    EXPECT_EQ(found[0].outline[0].size(), 16u);
}

TEST_F(RasterDrawing, classesNeverMixAndCoarseTilesShowTheMode) {
    // Three cells of class 9 and one of class 2 in each 2 x 2 block: a mean would be 7, a nearest neighbour sometimes 2.
    Written what{.columns = 64, .rows = 64, .cells = std::vector<double>(64 * 64, 9)};
    for (size_t i = 0; i < what.cells.size(); ++i)
        if (i % 2 == 0 && i / 64 % 2 == 0) what.cells[i] = 2;
    const auto path = write("mix.tif", what);
    const auto layer = open(path);
    ASSERT_TRUE(layer);
    for (const double metresPerPixel : {150.0, 200.0, 800.0}) {
        const Looker look(**layer, metresPerPixel);
        for (double x = 500; x < 6000; x += 700)
            EXPECT_EQ(look.classAt(onMap(path, "EPSG:32721", {500000 + x, 5000000 - x})), "9");
    }
}

}  // namespace
}  // namespace geo
