#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "geo/prepare/mosaic.h"
#include "geo/prepare/mosaic_files.h"
#include "geo/prepare/request.h"

namespace geo {

/// What was made.
struct Prepared {
    std::string folder;
    size_t tesserae = 0;
    std::vector<MosaicFile> files;
    Diagnostics remarks;
};

/// Makes a city pack: reads the sources, makes the mosaic, and puts the pack into request.output, which is whole or absent. The
/// same sources make the same pack, byte for byte. Any thread.
/// Errors: those of makeMosaic() and of PackWriter; Malformed where no source says of which year it is.
[[nodiscard]] Result<Prepared> prepareCity(const PrepareRequest& request, const PrepareCity& city, const Progress& progress,
                                           const std::stop_token& stop);

/// First and last year of the sources that say one; nullopt where none does.
[[nodiscard]] std::optional<std::pair<int, int>> yearsOf(const PrepareRequest& request);

/// The lines to print on every map that is made of the pack: OpenStreetMap's and Natural Earth's credits, and the names of files
/// whose publishers nobody named.
[[nodiscard]] std::vector<std::string> attributionOf(const PrepareRequest& request, const Sea& sea);

}  // namespace geo
