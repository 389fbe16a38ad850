#include <gmock/gmock.h>

#include <fstream>

#include "raster_fixture.h"

namespace geo {
namespace {

using raster_tests::Written;
using testing::HasSubstr;

class RasterRefusal : public raster_tests::RasterFiles {};

TEST_F(RasterRefusal, noPlaceOnEarth) {
    const auto error = refusal(write("plain.tif", {.transform = {}, .crs = ""}));
    EXPECT_EQ(error.code, ErrorCode::NoCrs);
    EXPECT_THAT(error.message, HasSubstr("does not say where on Earth"));
}

TEST_F(RasterRefusal, noCrsAndNoDegrees) {
    const auto path = write("metres.tif", {.crs = ""});
    const auto error = refusal(path);
    EXPECT_EQ(error.code, ErrorCode::NoCrs);
    EXPECT_THAT(error.message, HasSubstr("the right one"));
    SourceSpec spec;
    spec.crs = "EPSG:32721";
    EXPECT_TRUE(openRasterLayer((spec.path = path, spec), Crs::cityEqualArea({-57, -45}), {}, {}))
        << "the user's word supplies it";
    spec.crs = "EPSG:999999";
    EXPECT_EQ(refusal(path, spec).code, ErrorCode::NoCrs);
}

TEST_F(RasterRefusal, picture) {
    const auto error = refusal(write("rgb.tif", {.bands = 3, .more = [](GDALDataset& dataset) {
                                                     for (int i = 0; i < 3; ++i)
                                                         dataset.GetRasterBand(i + 1)->SetColorInterpretation(
                                                             static_cast<GDALColorInterp>(GCI_RedBand + i));
                                                 }}));
    EXPECT_EQ(error.code, ErrorCode::Unsupported);
    EXPECT_THAT(error.message, HasSubstr("picture"));
}

TEST_F(RasterRefusal, complexNumbers) {
    EXPECT_THAT(refusal(write("complex.tif", {.type = GDT_CFloat32})).message, HasSubstr("complex"));
}

TEST_F(RasterRefusal, bandThatIsNotThere) {
    SourceSpec spec;
    spec.band = 2;
    const auto error = refusal(write("one.tif", {}), spec);
    EXPECT_EQ(error.code, ErrorCode::NotFound);
    EXPECT_THAT(error.message, HasSubstr("no band 2"));
}

TEST_F(RasterRefusal, cellsWithoutArea) {
    EXPECT_EQ(refusal(write("flat.tif", {.transform = std::array<double, 6>{0, 1, 1, 0, 1, 1}})).code, ErrorCode::Malformed);
}

TEST_F(RasterRefusal, degreesBeyondTheEarth) {
    EXPECT_EQ(
        refusal(write("far.tif", {.transform = std::array<double, 6>{500000, 100, 0, 5000000, 0, -100}, .crs = "EPSG:4326"}))
            .code,
        ErrorCode::Malformed);
}

TEST_F(RasterRefusal, controlPointsThatNoGridFits) {
    const auto path =
        write("gcp.tif", {.transform = {}, .crs = "", .more = [](GDALDataset& dataset) {
                              GDAL_GCP points[5];
                              GDALInitGCPs(5, points);
                              const double at[5][4] = {
                                  {0, 0, 13, 52}, {4, 0, 13.1, 52}, {0, 4, 13, 51.9}, {4, 4, 13.1, 51.9}, {2, 2, 13.09, 51.99}};
                              for (int i = 0; i < 5; ++i)
                                  points[i].dfGCPPixel = at[i][0], points[i].dfGCPLine = at[i][1], points[i].dfGCPX = at[i][2],
                                  points[i].dfGCPY = at[i][3];
                              OGRSpatialReference srs;
                              srs.SetFromUserInput("EPSG:4326");
                              dataset.SetGCPs(5, points, &srs);
                              GDALDeinitGCPs(5, points);
                          }});
    EXPECT_THAT(refusal(path).message, HasSubstr("5 control points"));
}

TEST_F(RasterRefusal, truncatedFile) {
    const auto path = write("cut.tif", {.columns = 600, .rows = 600, .cells = std::vector<double>(360000, 3)});
    std::filesystem::resize_file(path, std::filesystem::file_size(path) / 2);
    EXPECT_EQ(refusal(path).code, ErrorCode::Unreadable);
    std::filesystem::resize_file(path, 20);
    EXPECT_EQ(refusal(path).code, ErrorCode::Unreadable);
}

TEST_F(RasterRefusal, dimensionWithoutACrosswalk) {
    SourceSpec spec;
    spec.dimension = "use";
    spec.drawAs = DrawAs::Classes;
    EXPECT_THAT(refusal(write("codes.tif", {.cells = {1, 1, 200, 200}}), spec).message, HasSubstr("crosswalk"));
    spec.drawAs = DrawAs::Values;
    EXPECT_THAT(refusal(write("values.tif", {.cells = {1, 1, 2, 2}}), spec).message, HasSubstr("needs classes"));
}

TEST_F(RasterRefusal, moreCodesThanALegendHolds) {
    Written ids{.columns = 700, .rows = 700, .type = GDT_Int32};
    for (int i = 0; i < ids.columns * ids.rows; ++i) ids.cells.push_back(1 + i % 700 / 2 + i / 1400 * 350);
    const auto path = write("parcels.tif", ids);
    const auto layer = open(path);
    ASSERT_TRUE(layer) << describe(layer.error());
    EXPECT_EQ((*layer)->kind(), SourceKind::Values) << "122,500 different numbers are no classes";
    SourceSpec spec;
    spec.drawAs = DrawAs::Classes;
    EXPECT_THAT(refusal(path, spec).message, HasSubstr("\"draw\": \"values\""));
    spec.drawAs = DrawAs::Values;
    const auto asTold = open(path, spec);
    ASSERT_TRUE(asTold) << describe(asTold.error());
    EXPECT_GT((*asTold)->valueRange()->maximum, 120000);
}

TEST_F(RasterRefusal, vanishedAddress) {
    const auto error = refusal("http://127.0.0.1:9/gone.tif");
    EXPECT_EQ(error.code, ErrorCode::Network);
}

TEST_F(RasterRefusal, otherFilesAreLeftToTheVectorHalf) {
    const auto path = (m_folder / "note.geojson").string();
    std::ofstream(path) << R"({"type":"FeatureCollection","features":[]})";
    SourceSpec spec;
    spec.path = path;
    const auto layer = openRasterLayer(spec, Crs::equalEarth(), {}, {});
    ASSERT_TRUE(layer);
    EXPECT_EQ(*layer, nullptr);
}

TEST_F(RasterRefusal, moreCellsThanAnyoneCouldPrepare) {
    const auto path = m_folder / "huge.vrt";
    std::ofstream(path)
        << R"(<VRTDataset rasterXSize="2000000000" rasterYSize="2000000000"><SRS>EPSG:4326</SRS>)"
        << R"(<GeoTransform>-57,1e-9,0,-34,0,-1e-9</GeoTransform><VRTRasterBand dataType="Byte" band="1"/></VRTDataset>)";
    const auto error = refusal(path.string());
    EXPECT_EQ(error.code, ErrorCode::TooLarge);
    EXPECT_THAT(error.message, HasSubstr("2000000000 x 2000000000"));
}

}  // namespace
}  // namespace geo
