#pragma once

#include <gdal_priv.h>
#include <gtest/gtest.h>
#include <ogr_spatialref.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "geo/io/gdal_session.h"
#include "geo/pyramid/open_layer.h"
#include "geo/pyramid/raster_layer.h"

namespace geo::raster_tests {

/// What to write as a GeoTIFF.
struct Written {
    int columns = 4, rows = 4;
    GDALDataType type = GDT_Byte;
    std::vector<double> cells = {};
    std::optional<std::array<double, 6>> transform = std::array<double, 6>{500000, 100, 0, 5000000, 0, -100};
    std::string crs = "EPSG:32721";
    std::optional<double> nodata = {};
    int bands = 1;
    std::function<void(GDALDataset&)> more = {};
};

/// A folder of its own for each test, which is also the cache.
class RasterFiles : public testing::Test {
protected:
    void SetUp() override {
        startGdal();
        m_folder = std::filesystem::temp_directory_path() / ("metromosaic-raster-" + std::to_string(getpid()) + "-" +
                                                             testing::UnitTest::GetInstance()->current_test_info()->name());
        std::filesystem::create_directories(m_folder);
        setenv("XDG_CACHE_HOME", m_folder.c_str(), 1);
    }
    void TearDown() override { std::filesystem::remove_all(m_folder); }

    std::string write(const std::string& name, const Written& what) {
        const auto path = (m_folder / name).string();
        auto* driver = GetGDALDriverManager()->GetDriverByName("GTiff");
        GDALDataset* dataset = driver->Create(path.c_str(), what.columns, what.rows, what.bands, what.type, nullptr);
        if (what.transform) {
            auto transform = *what.transform;
            dataset->SetGeoTransform(transform.data());
        }
        if (!what.crs.empty()) {
            OGRSpatialReference srs;
            srs.SetFromUserInput(what.crs.c_str());
            dataset->SetSpatialRef(&srs);
        }
        for (int band = 1; band <= what.bands; ++band) {
            if (what.nodata) dataset->GetRasterBand(band)->SetNoDataValue(*what.nodata);
        }
        if (what.more) what.more(*dataset);
        auto cells = what.cells;
        cells.resize(static_cast<size_t>(what.columns) * what.rows);
        for (int band = 1; band <= what.bands; ++band)
            EXPECT_EQ(CE_None, dataset->GetRasterBand(band)->RasterIO(GF_Write, 0, 0, what.columns, what.rows, cells.data(),
                                                                      what.columns, what.rows, GDT_Float64, 0, 0, nullptr));
        GDALClose(dataset);
        return path;
    }

    [[nodiscard]] static Result<std::shared_ptr<const LayerSource>> open(const std::string& path, SourceSpec spec = {},
                                                                         std::optional<Crs> map = {}) {
        spec.path = path;
        if (!map) {
            const auto extent = rasterGeographicExtent(path);
            if (!extent) return tl::make_unexpected(extent.error());
            map = Crs::cityEqualArea((*extent)->centre());
        }
        return openRasterLayer(spec, *map, {}, {});
    }
    [[nodiscard]] static Error refusal(const std::string& path, SourceSpec spec = {}) {
        spec.path = path;
        const auto layer = openRasterLayer(spec, Crs::equalEarth(), {}, {});
        EXPECT_FALSE(layer) << path;
        const Error error = layer ? Error{} : layer.error();
        EXPECT_FALSE(error.message.empty());
        EXPECT_EQ(error.message.back(), '.') << error.message;
        return error;
    }

    std::filesystem::path m_folder;
};

/// Reads the map around its middle in one tile and looks single texels up by map position.
class Looker {
public:
    Looker(const LayerSource& source, double metresPerPixel) : m_source(source), m_scheme(TileScheme::exactFor(metresPerPixel)) {}

    /// Class index, 0 where there is none.
    [[nodiscard]] int codeAt(Point p) const {
        const auto [content, texel] = find(p);
        const auto* codes = std::get_if<CodeContent>(&content.data);
        if (!codes) return 0;
        return codes->codes8.empty() ? codes->codes16[texel] : codes->codes8[texel];
    }
    [[nodiscard]] std::string classAt(Point p) const {
        const int code = codeAt(p);
        if (!m_source.classes()) return "no classes";
        return m_source.classes()->classes[static_cast<size_t>(code)].code;
    }
    [[nodiscard]] double valueAt(Point p) const {
        const auto [content, texel] = find(p);
        const auto* values = std::get_if<ValueContent>(&content.data);
        return values ? values->values[texel] : std::numeric_limits<double>::quiet_NaN();
    }

private:
    [[nodiscard]] std::pair<TileContent, size_t> find(Point p) const {
        const TileId id = m_scheme.at(p, TileScheme::kExactLevel);
        const Extent box = m_scheme.extent(id);
        const double texel = m_scheme.resolution(id.level);
        auto content = m_source.read(m_scheme, id, {});
        EXPECT_TRUE(content) << (content ? "" : describe(content.error()));
        const auto column = static_cast<size_t>((p.x - box.minX) / texel), row = static_cast<size_t>((box.maxY - p.y) / texel);
        return {content ? std::move(*content) : TileContent{}, row * static_cast<size_t>(m_scheme.tilePx) + column};
    }

    const LayerSource& m_source;
    TileScheme m_scheme;
};

}  // namespace geo::raster_tests
