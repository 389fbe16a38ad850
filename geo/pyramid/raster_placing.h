#pragma once

#include "geo/pyramid/open_layer.h"
#include "geo/pyramid/raster_meaning.h"

namespace geo {

/// Where a raster lies: its grid and CRS, from the file or from what the user says of it.
struct RasterPlace {
    RasterGrid grid;
    Crs crs = Crs::wgs84();
};

/// Refuses with one sentence what has no place on the Earth.
[[nodiscard]] Result<RasterPlace> placeRaster(const RasterFile& file, const std::string& crsOfUser, Diagnostics& remarks);
/// Its box in degrees; west > east across the antimeridian.
[[nodiscard]] Result<GeographicExtent> geographicExtentOf(const RasterPlace& place);
/// Refuses what is no class raster and no quantity, and sizes no honest file has.
[[nodiscard]] Result<int> chooseBand(const RasterFile& file, const SourceSpec& spec, Diagnostics& remarks);
/// Cells spread over the raster, from the full resolution where it is at hand, else from an overview.
[[nodiscard]] Result<ValueSample> sampleCells(const CellDecoder& decoder, const std::stop_token& stop = {});

}  // namespace geo
