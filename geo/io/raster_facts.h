#pragma once

#include "geo/io/raster_file.h"

class GDALDataset;

namespace geo {

/// Reads what a dataset says of itself. The dataset stays the caller's.
[[nodiscard]] RasterFacts readRasterFacts(GDALDataset& dataset);

}  // namespace geo
