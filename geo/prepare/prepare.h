#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
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
    double inhabitants = -1;                                   ///< inside the territory; below 0: no source counted any
    std::vector<std::pair<std::string, std::string>> files{};  ///< name, and how large it is in words
    Diagnostics remarks{};
};

/// Draws a picture of the pack that stands in `folder`, as it is to be opened by a person, into a PNG.
using DrawThumbnail = std::function<Result<void>(const std::filesystem::path& folder, const std::filesystem::path& png)>;

/// Makes a city pack: reads the sources, makes the mosaic, and puts the pack into request.output, which is whole or absent. The
/// same sources make the same pack, byte for byte. `draw` makes its thumbnail; a pack without one is as good, so trouble there is
/// a remark. Any thread, but for what `draw` needs. Errors: those of makeMosaic() and of PackWriter; Malformed where no source
/// says of which year it is.
[[nodiscard]] Result<Prepared> prepareCity(const PrepareRequest& request, const PrepareCity& city, const DrawThumbnail& draw,
                                           const Progress& progress, const std::stop_token& stop);

/// First and last year of the sources that say one; nullopt where none does. Errors: those of yearOf().
[[nodiscard]] Result<std::optional<std::pair<int, int>>> yearsOf(const PrepareRequest& request);

/// The lines to print on every map that is made of the pack: what the sources ask for, Natural Earth's credit, and what the
/// person who asks says, else the names of files whose publishers nobody named.
[[nodiscard]] std::vector<std::string> attributionOf(const PrepareRequest& request, const Mosaic& mosaic);

}  // namespace geo
