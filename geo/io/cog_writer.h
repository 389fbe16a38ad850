#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>

#include "geo/base/result.h"
#include "geo/space/crs.h"
#include "geo/space/types.h"

namespace geo {

/// How the coarser levels inside a cloud-optimised GeoTIFF are made.
enum class CogOverviews {
    Mode,     ///< classes: the most frequent one
    Average,  ///< measured values: their mean
    None,     ///< counts per cell: neither a mean nor a mode of counts is a count, and GDAL writes no sums. A viewer sums itself.
};

struct CropRequest {
    std::string source;  ///< path or http(s) URL; of a URL only the blocks under the box are fetched
    /// What to keep, with the CRS it is given in; nullopt: all. Whole cells, those that touch the box.
    std::optional<Extent> box;
    Crs boxCrs = Crs::wgs84();
    int band = 0;  ///< from 1; 0: all bands
    CogOverviews overviews = CogOverviews::Mode;
};

/// Where the kept cells lie in the source.
struct CropWindow {
    int column = 0, row = 0, columns = 0, rows = 0;
};

/// Writes the part of a raster under a box as a cloud-optimised GeoTIFF (deflate, blocks of 512 cells) on the raster's own grid
/// and in its own CRS: cells are copied, never resampled. Palette, nodata, scale and offset, unit, descriptions and category
/// names are kept; names of classes go into the file too, as band metadata CLASS_<code>, for readers that see only the file. The
/// same source and box give the same bytes. Takes its target's place in one step; without success nothing is left. Errors: those
/// of opening; Unsupported without georeferencing; NotFound where the box misses the raster; Output; Cancelled.
[[nodiscard]] Result<CropWindow> writeCog(const CropRequest& request, const std::string& target,
                                          const std::function<void(double fraction)>& progress = {},
                                          const std::stop_token& stop = {});

}  // namespace geo
