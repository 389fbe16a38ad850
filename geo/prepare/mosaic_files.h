#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "geo/base/result.h"
#include "geo/pack/pack_model.h"
#include "geo/prepare/mosaic.h"

namespace geo {

/// One file of a mosaic that was written.
struct MosaicFile {
    PackRole role = PackRole::Tesserae;
    std::string file;  ///< "tesserae.fgb"
    size_t features = 0;
};

/// Writes the mosaic as FlatGeobufs in WGS 84: tesserae with their columns, the green, blue and grey networks (areas as
/// "green.fgb", lines as "green-lines.fgb"; the sea is blue), districts, places. What has no features gives no file. The same
/// mosaic gives the same bytes. Ids of tesserae are "<city>-<number>", numbered along the Hilbert curve of tessellate(). Errors:
/// Output.
[[nodiscard]] Result<std::vector<MosaicFile>> writeMosaic(const Mosaic& mosaic, const PrepareCity& city,
                                                          const std::filesystem::path& folder);

}  // namespace geo
