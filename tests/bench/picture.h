#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>

#include "geo/space/types.h"

namespace bench {

/// RGBA rows from the top, as a PNG by GDAL. False where it cannot be written.
bool writePng(const std::string& path, int width, int height, std::span<const std::byte> rgba);

/// Bounds of a north-up raster in its own CRS.
[[nodiscard]] geo::Extent rasterExtent(const std::filesystem::path& path);

}  // namespace bench
