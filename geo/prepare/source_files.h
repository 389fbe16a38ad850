#pragma once

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "geo/pack/pack_writer.h"
#include "geo/prepare/mosaic.h"

namespace geo {

/// A file of a source that was put into a pack.
struct SourceFile {
    AssetWish wish;
    std::string size;  ///< for a person: "749 x 375 cells", "705 areas"
};

/// Puts land cover, population and built-up surface into the folder as they are: rasters cropped to the territory on their own
/// grid as cloud-optimised GeoTIFF, areas that touch it as FlatGeobuf in their own CRS. Named by role and year:
/// "landcover-2021.tif". The same sources give the same bytes. Errors: those of writeCog() and FlatGeobufWriter, with advice
/// where the network is missing; Cancelled.
[[nodiscard]] Result<std::vector<SourceFile>> writeSources(const Mosaic& mosaic, const std::filesystem::path& folder,
                                                           const Progress& progress, const std::stop_token& stop);

}  // namespace geo
