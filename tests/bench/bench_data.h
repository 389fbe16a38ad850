#pragma once

#include <cstdint>
#include <filesystem>

#include "geo/base/result.h"

namespace bench {

/// The two synthetic datasets, made around Montevideo (EPSG:32721): the same bytes for the same sizes on every machine.
struct DataSizes {
    int rasterCells = 32768;      ///< side of the class raster, cells of 10 m; a multiple of 512
    int64_t parcels = 1'000'000;  ///< polygons of 17 vertices
};

struct DataPaths {
    std::filesystem::path raster;   ///< Cloud-Optimised GeoTIFF, 8-bit classes with colours, names and mode overviews
    std::filesystem::path parcels;  ///< FlatGeobuf with a spatial index; fields "use" (8 classes) and "density" (per ha)
};

/// Where the benchmarks keep their data: <cache>/metromosaic/bench.
[[nodiscard]] std::filesystem::path defaultFolder();

/// Makes what is missing in `folder`; what is there with the right size is left alone. Says on stdout what it does if `talking`.
[[nodiscard]] geo::Result<DataPaths> ensureData(const std::filesystem::path& folder, const DataSizes& sizes, bool talking = true);

/// A land-cover mosaic: a coast, rivers, towns with street blocks, fields, woods. Takes some two minutes at 32768 cells.
[[nodiscard]] geo::Result<void> writeClassRaster(const std::filesystem::path& path, int cells);

/// A town of `count` parcels in street blocks of twenty; neighbours share their boundary points.
[[nodiscard]] geo::Result<void> writeParcels(const std::filesystem::path& path, int64_t count);

}  // namespace bench
