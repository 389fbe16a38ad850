#include "tests/bench/bench_data.h"

#include <fmt/core.h>

#include <chrono>
#include <functional>
#include <string>
#include <system_error>

#include "geo/base/paths.h"

namespace bench {
namespace {

namespace fs = std::filesystem;

// A file bears its final name only once it is whole; the number after v rises when the pattern changes.
fs::path rasterPath(const fs::path& folder, const DataSizes& sizes) {
    return folder / fmt::format("land-cover-{}-v1.tif", sizes.rasterCells);
}
fs::path parcelPath(const fs::path& folder, const DataSizes& sizes) {
    return folder / fmt::format("parcels-{}-v1.fgb", sizes.parcels);
}

geo::Result<void> make(const fs::path& path, bool talking, const std::function<geo::Result<void>()>& write) {
    if (fs::exists(path)) {
        if (talking)
            fmt::print("{} is there ({:.1f} MiB)\n", path.string(), static_cast<double>(fs::file_size(path)) / (1 << 20));
        return {};
    }
    fmt::print("Making {} ...\n", path.string());
    std::fflush(stdout);
    const auto begin = std::chrono::steady_clock::now();
    if (auto written = write(); !written) return written;
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    fmt::print("  {:.1f} MiB in {:.0f} s\n", static_cast<double>(fs::file_size(path)) / (1 << 20), seconds);
    return {};
}

}  // namespace

fs::path defaultFolder() { return geo::cacheFolder() / "bench"; }

geo::Result<DataPaths> ensureData(const fs::path& folder, const DataSizes& sizes, bool talking) {
    if (sizes.rasterCells < 512 || sizes.rasterCells % 512 != 0 || sizes.rasterCells > 131072)
        return geo::fail(geo::ErrorCode::Malformed, "The raster's side must be a multiple of 512, at most 131072.");
    if (sizes.parcels < 1 || sizes.parcels > 20'000'000)
        return geo::fail(geo::ErrorCode::Malformed, "The number of parcels must lie between 1 and 20,000,000.");
    std::error_code error;
    fs::create_directories(folder, error);
    if (error)
        return geo::fail(geo::ErrorCode::Output, "This folder cannot be made; name another with --folder.", folder.string(),
                         error.message());
    DataPaths paths{rasterPath(folder, sizes), parcelPath(folder, sizes)};
    if (auto made = make(paths.raster, talking, [&] { return writeClassRaster(paths.raster, sizes.rasterCells); }); !made)
        return tl::unexpected(made.error());
    if (auto made = make(paths.parcels, talking, [&] { return writeParcels(paths.parcels, sizes.parcels); }); !made)
        return tl::unexpected(made.error());
    return paths;
}

}  // namespace bench
