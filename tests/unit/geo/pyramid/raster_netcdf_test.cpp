#include <gmock/gmock.h>

#include "raster_fixture.h"

namespace geo {
namespace {

using raster_tests::Looker;
using testing::HasSubstr;

/// Files by the CF conventions, as climate and land-cover services publish them: 36 x 18 cells of 10 degrees.
class RasterNetcdf : public raster_tests::RasterFiles {
protected:
    static constexpr int kColumns = 36, kRows = 18;

    void SetUp() override {
        RasterFiles::SetUp();
        if (!GetGDALDriverManager()->GetDriverByName("netCDF")) GTEST_SKIP() << "this GDAL has no netCDF driver";
    }
    using Cells = std::function<double(int band, int column, int row)>;

    /// Rows of `cells` are counted from the north.
    std::string netcdf(const std::string& name, int bands, GDALDataType type, double west, const Cells& cells,
                       const std::function<void(GDALDataset&)>& more, CPLStringList options = {}) {
        auto* memory = GetGDALDriverManager()->GetDriverByName("MEM")->Create("", kColumns, kRows, bands, type, nullptr);
        double transform[6] = {west, 10, 0, 90, 0, -10};
        memory->SetGeoTransform(transform);
        OGRSpatialReference srs;
        srs.SetFromUserInput("EPSG:4326");
        memory->SetSpatialRef(&srs);
        std::vector<double> values(static_cast<size_t>(kColumns) * kRows);
        for (int band = 1; band <= bands; ++band) {
            for (size_t i = 0; i < values.size(); ++i)
                values[i] = cells(band, static_cast<int>(i) % kColumns, static_cast<int>(i) / kColumns);
            EXPECT_EQ(CE_None, memory->GetRasterBand(band)->RasterIO(GF_Write, 0, 0, kColumns, kRows, values.data(), kColumns,
                                                                     kRows, GDT_Float64, 0, 0, nullptr));
        }
        more(*memory);
        const auto path = (m_folder / name).string();
        auto* written = GetGDALDriverManager()->GetDriverByName("netCDF")->CreateCopy(path.c_str(), memory, false, options.List(),
                                                                                      nullptr, nullptr);
        EXPECT_NE(written, nullptr);
        GDALClose(written);
        GDALClose(memory);
        return path;
    }
    static double value(int band, int column, int row) { return band * 1000 + column + row * 0.5; }

    /// Three months of temperature, longitudes from 0 to 360.
    std::string months(bool fromTheSouth) {
        CPLStringList options;
        options.SetNameValue("WRITE_BOTTOMUP", fromTheSouth ? "YES" : "NO");
        return netcdf(
            "months.nc", 3, GDT_Float32, 0, value,
            [](GDALDataset& dataset) {
                dataset.SetMetadataItem("NETCDF_DIM_EXTRA", "{time}");
                dataset.SetMetadataItem("NETCDF_DIM_time_DEF", "{3,6}");
                dataset.SetMetadataItem("NETCDF_DIM_time_VALUES", "{0,31,59}");
                dataset.SetMetadataItem("time#units", "days since 2020-01-01");
                for (int band = 1; band <= 3; ++band) {
                    dataset.GetRasterBand(band)->SetNoDataValue(-9999);
                    dataset.GetRasterBand(band)->SetMetadataItem("NETCDF_VARNAME", "tas");
                    dataset.GetRasterBand(band)->SetMetadataItem("units", "K");
                }
            },
            options);
    }
    static double valueAt(const std::string& path, LonLat here, int band) {
        SourceSpec spec;
        spec.band = band;
        const auto layer = open(path, spec, Crs::cityEqualArea(here));
        EXPECT_TRUE(layer) << (layer ? "" : describe(layer.error()));
        return layer ? Looker(**layer, 100).valueAt({50, 50}) : 0;
    }
};

TEST_F(RasterNetcdf, everyCellLiesWhereItsCoordinatesSay) {
    for (const bool fromTheSouth : {true, false}) {
        const auto path = months(fromTheSouth);
        EXPECT_FLOAT_EQ(static_cast<float>(valueAt(path, {5, 85}, 1)), static_cast<float>(value(1, 0, 0)));
        EXPECT_FLOAT_EQ(static_cast<float>(valueAt(path, {-56, -35}, 1)), static_cast<float>(value(1, 30, 12)));
        EXPECT_FLOAT_EQ(static_cast<float>(valueAt(path, {-175, -5}, 2)), static_cast<float>(value(2, 18, 9)));
        EXPECT_FLOAT_EQ(static_cast<float>(valueAt(path, {175, -5}, 3)), static_cast<float>(value(3, 17, 9)));
    }
}

TEST_F(RasterNetcdf, stepsInTimeAreNamed) {
    const auto path = months(true);
    const auto explanation = explain(path);
    ASSERT_TRUE(explanation) << describe(explanation.error());
    EXPECT_THAT(explanation->text, HasSubstr("Drawn is band 1 (time 0 days since 2020-01-01)"));
    EXPECT_THAT(explanation->text, HasSubstr("band 3 (time 59 days since 2020-01-01)"));
    EXPECT_THAT(explanation->text, HasSubstr(" K"));
    const auto extent = geographicExtent(path, {});
    ASSERT_TRUE(extent);
    EXPECT_EQ(extent->west, -180);
    EXPECT_EQ(extent->east, 180);
}

TEST_F(RasterNetcdf, oneVariableOfSeveralIsDrawnAndTheOthersAreNamed) {
    const auto path = netcdf(
        "several.nc", 2, GDT_Byte, -180, [](int, int column, int row) { return 1 + column / 9 + row / 9 * 4; },
        [](GDALDataset& dataset) {
            dataset.GetRasterBand(1)->SetMetadataItem("NETCDF_VARNAME", "lccs_class");
            dataset.GetRasterBand(2)->SetMetadataItem("NETCDF_VARNAME", "quality");
        });
    const auto explanation = explain(path);
    ASSERT_TRUE(explanation) << describe(explanation.error());
    EXPECT_THAT(explanation->text, HasSubstr("lccs_class"));
    EXPECT_THAT(explanation->text, HasSubstr(":quality"));
    const auto layer = open(path, {}, Crs::cityEqualArea({-56, -35}));
    ASSERT_TRUE(layer) << describe(layer.error());
    EXPECT_EQ(Looker(**layer, 100).classAt({50, 50}), "6");
    const auto other = open("NETCDF:\"" + path + "\":quality2", {}, Crs::cityEqualArea({-56, -35}));
    ASSERT_TRUE(other) << describe(other.error());
    EXPECT_EQ(Looker(**other, 100).classAt({50, 50}), "6") << "by the name that info gives";
}

TEST_F(RasterNetcdf, aCurvedGridIsRefusedInOneSentence) {
    const auto path = (m_folder / "curved.nc").string();
    auto* driver = GetGDALDriverManager()->GetDriverByName("netCDF");
    auto* dataset = driver->CreateMultiDimensional(path.c_str(), nullptr, nullptr);
    ASSERT_NE(dataset, nullptr);
    {
        const auto root = dataset->GetRootGroup();
        const auto y = root->CreateDimension("y", "", "", 6), x = root->CreateDimension("x", "", "", 5);
        const auto type = GDALExtendedDataType::Create(GDT_Float64);
        std::vector<double> cells(30);
        for (const char* name : {"lat", "lon", "tas"}) {
            const auto array = root->CreateMDArray(name, {y, x}, type);
            for (size_t i = 0; i < cells.size(); ++i)
                cells[i] = *name == 't' ? static_cast<double>(i)
                                        : static_cast<double>(*name == 'a' ? i : i % 5 * i) * 0.1 + static_cast<double>(i / 5);
            const GUInt64 start[] = {0, 0};
            const size_t count[] = {6, 5};
            ASSERT_TRUE(array->Write(start, count, nullptr, nullptr, type, cells.data()));
            const auto say = [&](const char* key, const char* text) {
                array->CreateAttribute(key, {}, GDALExtendedDataType::CreateString())->Write(text);
            };
            if (*name == 't') say("coordinates", "lon lat");
            if (*name == 'l') say("units", name[1] == 'a' ? "degrees_north" : "degrees_east");
            if (*name == 'l') say("standard_name", name[1] == 'a' ? "latitude" : "longitude");
        }
    }
    GDALClose(dataset);
    EXPECT_THAT(refusal(path).message, testing::AnyOf(HasSubstr("regular grid"), HasSubstr("curved grid")));
}

}  // namespace
}  // namespace geo
