#pragma once

#include <gdal_priv.h>

#include <array>
#include <cstdlib>
#include <string>
#include <vector>

#include "geo/io/gdal_session.h"
#include "geo/space/crs.h"

namespace support {

/// A GeoTIFF of a few cells, one band, row by row from the north.
struct SmallRaster {
    int columns = 0, rows = 0;
    std::array<double, 6> transform{};  ///< as GDAL has it
    std::vector<double> cells;
    GDALDataType type = GDT_Byte;
    std::string crs = "EPSG:4326";  ///< or WKT
    double nodata = 255;
    std::string unit{};
};

inline void write(const SmallRaster& raster, const std::string& path) {
    geo::startGdal();
    auto* driver = GetGDALDriverManager()->GetDriverByName("GTiff");
    GDALDatasetUniquePtr dataset(driver->Create(path.c_str(), raster.columns, raster.rows, 1, raster.type, nullptr));
    auto transform = raster.transform;
    dataset->SetGeoTransform(transform.data());
    OGRSpatialReference reference;
    reference.SetFromUserInput(raster.crs.c_str());
    dataset->SetSpatialRef(&reference);
    auto* band = dataset->GetRasterBand(1);
    band->SetNoDataValue(raster.nodata);
    if (!raster.unit.empty()) band->SetUnitType(raster.unit.c_str());
    auto cells = raster.cells;
    const auto written =
        band->RasterIO(GF_Write, 0, 0, raster.columns, raster.rows, cells.data(), raster.columns, raster.rows, GDT_Float64, 0, 0);
    if (written != CE_None) std::abort();
}

}  // namespace support
