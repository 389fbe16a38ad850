// What is written is what was given: GDAL itself reads it back.
#include <cpl_conv.h>
#include <cpl_string.h>
#include <gdal_priv.h>
#include <gtest/gtest.h>
#include <ogrsf_frmts.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "geo/io/cog_writer.h"
#include "geo/io/flatgeobuf_writer.h"
#include "geo/io/gdal_session.h"
#include "geo/io/raster_file.h"

namespace {

namespace fs = std::filesystem;

std::string bytesOf(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

class Writers : public testing::Test {
protected:
    void SetUp() override {
        geo::startGdal();
        m_folder = fs::temp_directory_path() / ("metromosaic-writers-" + std::to_string(getpid()));
        fs::create_directories(m_folder);
    }
    void TearDown() override { fs::remove_all(m_folder); }
    [[nodiscard]] std::string at(const std::string& name) const { return (m_folder / name).string(); }
    [[nodiscard]] size_t filesInFolder() const {
        return static_cast<size_t>(std::distance(fs::directory_iterator(m_folder), fs::directory_iterator()));
    }

    /// Classes 1..5 in 1100 x 900 cells of 30 m in UTM 21 south, with everything a producer may say of them.
    std::string classes() {
        const auto path = at("classes.tif");
        CPLSetThreadLocalConfigOption("GDAL_PAM_ENABLED", "YES");
        auto* made = GetGDALDriverManager()->GetDriverByName("GTiff")->Create(path.c_str(), 1100, 900, 1, GDT_Byte, nullptr);
        double transform[] = {570000, 30, 0, 6140000, 0, -30};
        made->SetGeoTransform(transform);
        OGRSpatialReference crs;
        crs.importFromEPSG(32721);
        made->SetSpatialRef(&crs);
        auto* band = made->GetRasterBand(1);
        GDALColorTable palette;
        for (short i = 0; i < 6; ++i) {
            const GDALColorEntry colour{static_cast<short>(40 * i), 10, 200, 255};
            palette.SetColorEntry(i, &colour);
        }
        band->SetColorTable(&palette);
        band->SetNoDataValue(0);
        band->SetDescription("land cover");
        char names[][8] = {"none", "water", "trees", "fields", "houses", "roads"};
        char* list[] = {names[0], names[1], names[2], names[3], names[4], names[5], nullptr};
        band->SetCategoryNames(list);
        std::vector<uint8_t> row(1100);
        for (int y = 0; y < 900; ++y) {
            for (int x = 0; x < 1100; ++x) row[static_cast<size_t>(x)] = static_cast<uint8_t>(1 + (x * x / 7 + y * 13) % 5);
            EXPECT_EQ(band->RasterIO(GF_Write, 0, y, 1100, 1, row.data(), 1100, 1, GDT_Byte, 0, 0, nullptr), CE_None);
        }
        GDALClose(made);
        CPLSetThreadLocalConfigOption("GDAL_PAM_ENABLED", nullptr);
        return path;
    }

    fs::path m_folder;
};

std::vector<double> cellsOf(GDALDataset& dataset, int column, int row, int columns, int rows) {
    std::vector<double> cells(static_cast<size_t>(columns) * static_cast<size_t>(rows));
    EXPECT_EQ(dataset.GetRasterBand(1)->RasterIO(GF_Read, column, row, columns, rows, cells.data(), columns, rows, GDT_Float64, 0,
                                                 0, nullptr),
              CE_None);
    return cells;
}

TEST_F(Writers, ACropKeepsGridCellsAndMeanings) {
    const auto source = classes();
    geo::CropRequest request;
    request.source = source;
    request.boxCrs = geo::Crs::parse("EPSG:32721").value();
    request.box = geo::Extent{573010, 6120020, 595000, 6137000};
    const auto window = geo::writeCog(request, at("crop.tif"));
    ASSERT_TRUE(window) << geo::describe(window.error());
    EXPECT_EQ(window->column, 100);
    EXPECT_EQ(window->row, 100);
    EXPECT_EQ(window->columns, 734);  // up to 595,020: whole cells
    EXPECT_EQ(window->rows, 566);

    CPLSetThreadLocalConfigOption("GDAL_PAM_ENABLED", "YES");
    CPLSetThreadLocalConfigOption("GDAL_DISABLE_READDIR_ON_OPEN", "FALSE");
    const GDALDatasetUniquePtr before(GDALDataset::Open(source.c_str())), after(GDALDataset::Open(at("crop.tif").c_str()));
    ASSERT_TRUE(before && after);
    EXPECT_STREQ(after->GetMetadataItem("LAYOUT", "IMAGE_STRUCTURE"), "COG");
    EXPECT_EQ(cellsOf(*before, 100, 100, 734, 566), cellsOf(*after, 0, 0, 734, 566));
    double transform[6];
    ASSERT_EQ(after->GetGeoTransform(transform), CE_None);
    EXPECT_EQ(std::vector<double>(transform, transform + 6), (std::vector<double>{573000, 30, 0, 6137000, 0, -30}));
    EXPECT_TRUE(after->GetSpatialRef()->IsSame(before->GetSpatialRef()));
    auto* band = after->GetRasterBand(1);
    EXPECT_EQ(band->GetNoDataValue(), 0);
    EXPECT_STREQ(band->GetDescription(), "land cover");
    ASSERT_TRUE(band->GetColorTable());
    EXPECT_EQ(band->GetColorTable()->GetColorEntry(3)->c1, 120);
    ASSERT_TRUE(band->GetCategoryNames());
    EXPECT_STREQ(band->GetCategoryNames()[4], "houses");
    EXPECT_GT(band->GetOverviewCount(), 0);
    CPLSetThreadLocalConfigOption("GDAL_PAM_ENABLED", nullptr);
    CPLSetThreadLocalConfigOption("GDAL_DISABLE_READDIR_ON_OPEN", nullptr);
}

TEST_F(Writers, ACropOfDegreesIsCutInItsOwnCrs) {
    geo::CropRequest request;
    request.source = classes();
    request.box = geo::Extent{-56.20, -34.95, -56.10, -34.90};  // degrees
    const auto window = geo::writeCog(request, at("crop.tif"));
    ASSERT_TRUE(window) << geo::describe(window.error());
    EXPECT_NEAR(window->columns * 30, 9200, 200);  // 0.1 degrees at 35 south
    const auto file = geo::RasterFile::open(at("crop.tif"));
    ASSERT_TRUE(file && *file);
    EXPECT_EQ((*file)->facts().transform->c[1], 30);
}

TEST_F(Writers, TheSameCropGivesTheSameBytes) {
    geo::CropRequest request;
    request.source = classes();
    ASSERT_TRUE(geo::writeCog(request, at("a.tif")));
    ASSERT_TRUE(geo::writeCog(request, at("b.tif")));
    EXPECT_EQ(bytesOf(at("a.tif")), bytesOf(at("b.tif")));
    EXPECT_EQ(bytesOf(at("a.tif.aux.xml")), bytesOf(at("b.tif.aux.xml")));
}

TEST_F(Writers, ClassNamesAreFoundInTheFileAlone) {
    geo::CropRequest request;
    request.source = classes();
    ASSERT_TRUE(geo::writeCog(request, at("crop.tif")));
    fs::remove(at("crop.tif.aux.xml"));
    const auto file = geo::RasterFile::open(at("crop.tif"), true);
    ASSERT_TRUE(file && *file);
    const auto& legend = (*file)->facts().bands[0].legend;
    ASSERT_GT(legend.size(), 5u);
    EXPECT_EQ(legend[4].label, "houses");
}

TEST_F(Writers, CountsKeepTheirSumAndGetNoOverviews) {
    const auto source = at("counts.tif");
    GDALDatasetUniquePtr made(
        GetGDALDriverManager()->GetDriverByName("GTiff")->Create(source.c_str(), 1200, 1200, 1, GDT_Float32, nullptr));
    double transform[] = {-56.5, 0.001, 0, -34.5, 0, -0.001};
    made->SetGeoTransform(transform);
    made->SetSpatialRef(OGRSpatialReference::GetWGS84SRS());
    made->GetRasterBand(1)->SetNoDataValue(-200);
    made->GetRasterBand(1)->SetScale(0.5);
    std::vector<float> cells(1200 * 1200);
    for (size_t i = 0; i < cells.size(); ++i) cells[i] = static_cast<float>(i % 97);
    EXPECT_EQ(made->GetRasterBand(1)->RasterIO(GF_Write, 0, 0, 1200, 1200, cells.data(), 1200, 1200, GDT_Float32, 0, 0, nullptr),
              CE_None);
    made.reset();
    geo::CropRequest request;
    request.source = source;
    request.overviews = geo::CogOverviews::None;
    ASSERT_TRUE(geo::writeCog(request, at("crop.tif")));
    const GDALDatasetUniquePtr after(GDALDataset::Open(at("crop.tif").c_str()));
    EXPECT_EQ(after->GetRasterBand(1)->GetOverviewCount(), 0);
    EXPECT_EQ(after->GetRasterBand(1)->GetNoDataValue(), -200);
    EXPECT_EQ(after->GetRasterBand(1)->GetScale(), 0.5);
    EXPECT_EQ(cellsOf(*after, 0, 0, 1200, 1200), std::vector<double>(cells.begin(), cells.end()));
}

TEST_F(Writers, ABoxBesideTheRasterLeavesNothingBehind) {
    geo::CropRequest request;
    request.source = classes();
    const auto before = filesInFolder();
    request.box = geo::Extent{10, 50, 11, 51};
    const auto missed = geo::writeCog(request, at("crop.tif"));
    ASSERT_FALSE(missed);
    EXPECT_EQ(missed.error().code, geo::ErrorCode::NotFound);
    std::stop_source stop;
    stop.request_stop();
    request.box.reset();
    const auto stopped = geo::writeCog(request, at("crop.tif"), {}, stop.get_token());
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, geo::ErrorCode::Cancelled);
    const auto nowhere = geo::writeCog(request, at("no/folder/crop.tif"));
    ASSERT_FALSE(nowhere);
    EXPECT_EQ(nowhere.error().code, geo::ErrorCode::Output);
    EXPECT_EQ(filesInFolder(), before);
}

geo::FlatGeobufSpec blocks() {
    geo::FlatGeobufSpec spec;
    spec.layer = "tesserae";
    spec.columns = {{"id", geo::FieldType::Text}, {"storeys", geo::FieldType::Integer}, {"area_m2", geo::FieldType::Real}};
    spec.given = geo::Crs::cityEqualArea({-56.19, -34.9});
    return spec;
}

geo::Result<void> writeBlocks(const std::string& path) {
    auto writer = geo::FlatGeobufWriter::create(path, blocks());
    if (!writer) return geo::Failure(writer.error());
    for (int i = 0; i < 40; ++i) {
        const double x = 120.0 * (i % 8), y = 120.0 * (i / 8);
        const std::vector<geo::Rings> polygons{
            {{{x, y}, {x + 100, y}, {x + 100, y + 100}, {x, y + 100}}, {{x + 40, y + 40}, {x + 40, y + 60}, {x + 60, y + 60}}}};
        const geo::FieldValue storeys = i % 2 ? geo::FieldValue(int64_t{i}) : geo::FieldValue();
        const geo::FieldValue values[] = {"b" + std::to_string(i), storeys, 9800.0};
        if (auto done = writer->addPolygons(polygons, values); !done) return done;
    }
    return writer->finish();
}

TEST_F(Writers, PolygonsAreReadBackInPlace) {
    const auto done = writeBlocks(at("blocks.fgb"));
    ASSERT_TRUE(done) << geo::describe(done.error());
    const GDALDatasetUniquePtr read(GDALDataset::Open(at("blocks.fgb").c_str(), GDAL_OF_VECTOR));
    ASSERT_TRUE(read);
    auto* layer = read->GetLayer(0);
    EXPECT_STREQ(layer->GetName(), "tesserae");
    EXPECT_EQ(layer->GetFeatureCount(), 40);
    EXPECT_TRUE(layer->TestCapability(OLCFastSpatialFilter));
    EXPECT_STREQ(layer->GetSpatialRef()->GetAuthorityCode(nullptr), "4326");
    layer->SetAttributeFilter("id = 'b3'");
    const OGRFeatureUniquePtr feature(layer->GetNextFeature());
    ASSERT_TRUE(feature);
    EXPECT_EQ(feature->GetFieldAsInteger64("storeys"), 3);
    EXPECT_EQ(feature->GetFieldAsDouble("area_m2"), 9800);
    OGREnvelope box;
    feature->GetGeometryRef()->getEnvelope(&box);
    EXPECT_NEAR(box.MinX, -56.19 + 360 / 91300.0, 1e-4);
    EXPECT_NEAR(box.MinY, -34.9, 1e-5);
    EXPECT_EQ(feature->GetGeometryRef()->toMultiPolygon()->getGeometryRef(0)->getNumInteriorRings(), 1);
    layer->SetAttributeFilter("id = 'b4'");
    const OGRFeatureUniquePtr unknown(layer->GetNextFeature());
    EXPECT_FALSE(unknown->IsFieldSetAndNotNull(unknown->GetFieldIndex("storeys")));
}

TEST_F(Writers, TheSameFeaturesGiveTheSameBytes) {
    ASSERT_TRUE(writeBlocks(at("a.fgb")));
    ASSERT_TRUE(writeBlocks(at("b.fgb")));
    EXPECT_EQ(bytesOf(at("a.fgb")), bytesOf(at("b.fgb")));
}

TEST_F(Writers, LinesAndPointsKeepTheCrsAskedFor) {
    geo::FlatGeobufSpec spec;
    spec.layer = "rivers";
    spec.kind = geo::GeometryKind::Line;
    spec.written = geo::Crs::parse("EPSG:32721").value();
    auto writer = geo::FlatGeobufWriter::create(at("rivers.fgb"), spec);
    ASSERT_TRUE(writer);
    const std::vector<std::vector<geo::Point>> lines{{{-56.2, -34.9}, {-56.1, -34.8}}};
    ASSERT_TRUE(writer->addLines(lines, {}));
    ASSERT_TRUE(writer->finish());
    spec.kind = geo::GeometryKind::Point;
    auto places = geo::FlatGeobufWriter::create(at("places.fgb"), spec);
    ASSERT_TRUE(places);
    ASSERT_TRUE(places->addPoint({-56.2, -34.9}, {}));
    ASSERT_TRUE(places->finish());
    for (const char* name : {"rivers.fgb", "places.fgb"}) {
        const GDALDatasetUniquePtr read(GDALDataset::Open(at(name).c_str(), GDAL_OF_VECTOR));
        ASSERT_TRUE(read) << name;
        EXPECT_STREQ(read->GetLayer(0)->GetSpatialRef()->GetAuthorityCode(nullptr), "32721");
        OGREnvelope box;
        ASSERT_EQ(read->GetLayer(0)->GetExtent(&box), OGRERR_NONE);
        EXPECT_NEAR(box.MinX, 573050, 100);
    }
}

TEST_F(Writers, WhatCannotBeWrittenIsRefusedAndLeavesNothing) {
    auto writer = geo::FlatGeobufWriter::create(at("blocks.fgb"), blocks());
    ASSERT_TRUE(writer);
    const std::vector<geo::Rings> square{{{{0, 0}, {9, 0}, {9, 9}}}}, sliver{{{{0, 0}, {9, 0}}}};
    const geo::FieldValue good[] = {"x", int64_t{1}, 1.0}, wrong[] = {1.0, int64_t{1}, 1.0}, nan[] = {"x", int64_t{1}, NAN};
    EXPECT_TRUE(writer->addPolygons(square, good));
    for (const auto& done : {writer->addPolygons(sliver, good), writer->addPolygons(square, wrong),
                             writer->addPolygons(square, nan), writer->addPolygons({}, good)}) {
        ASSERT_FALSE(done);
        EXPECT_EQ(done.error().code, geo::ErrorCode::Malformed);
    }
    EXPECT_EQ(writer->features(), 1u);
    { const auto dropped = std::move(*writer); }
    EXPECT_EQ(filesInFolder(), 0u);
    EXPECT_FALSE(geo::FlatGeobufWriter::create(at("no/folder/x.fgb"), blocks()));
}

}  // namespace
