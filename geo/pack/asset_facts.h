#pragma once

#include <string>

#include "geo/pack/pack_model.h"

namespace geo {

/// Fills in what an asset's file says of itself: media type, CRS, grid, bands with their classes, size and checksum. The colours
/// and names of classes come from the file, and from the asset's scheme where the file is silent. Unsupported for what is neither
/// GeoTIFF, FlatGeobuf, PNG nor JPEG by its name.
[[nodiscard]] Result<void> describeAsset(const std::string& path, PackAsset& asset);

}  // namespace geo
