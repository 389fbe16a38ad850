#include "geo/io/tile_mosaic.h"

#include <cpl_string.h>
#include <cpl_vsi.h>
#include <fmt/format.h>
#include <gdal.h>
#include <gdal_utils.h>

#include <atomic>

#include "geo/io/gdal_session.h"
#include "geo/io/raster_file.h"
#include "geo/io/remote_text.h"

namespace geo {
namespace {

struct FreeOptions {
    void operator()(GDALBuildVRTOptions* options) const { GDALBuildVRTOptionsFree(options); }
};

/// The address that a path is fetched from: of a file in a remote archive the archive's; empty: it is no remote path.
std::string addressOf(const std::string& path) {
    constexpr std::string_view kRemote = "/vsicurl/", kArchive = ".zip/";
    if (path.starts_with("http://") || path.starts_with("https://")) return path;
    const auto at = path.find(kRemote);
    if (at == std::string::npos) return {};
    const auto address = path.substr(at + kRemote.size());
    const auto inside = address.find(kArchive);
    return inside == std::string::npos ? address : address.substr(0, inside + kArchive.size() - 1);
}

/// Whether a tile that could not be opened does not exist, rather than being out of reach.
Result<bool> doesNotExist(const std::string& path) {
    const auto address = addressOf(path);
    if (address.empty()) {
        VSIStatBufL stat;
        return VSIStatL(path.c_str(), &stat) != 0;
    }
    const auto answer = fetchText(address, 1, {});  // what exists is longer
    if (answer || answer.error().code != ErrorCode::Network) return false;
    if (answer.error().cause.find("404") != std::string::npos) return true;
    return Failure(answer.error());
}

std::string freshName() {
    static std::atomic<unsigned> count{0};
    return fmt::format("/vsimem/metromosaic/tiles-{}.vrt", count++);
}

}  // namespace

Result<std::shared_ptr<const TileMosaic>> TileMosaic::of(const std::vector<std::string>& files) {
    std::shared_ptr<TileMosaic> mosaic(new TileMosaic);
    CPLStringList names;
    std::optional<Error> first;
    for (const auto& path : files) {
        const auto file = RasterFile::open(path);
        if (!file || !*file) {
            const auto missing = doesNotExist(path);
            if (!missing) return Failure(missing.error());
            if (!first && !file) first = file.error();
            mosaic->m_missing += *missing;
            if (*missing) continue;
        }
        if (!file) return Failure(file.error());
        if (!*file) return fail(ErrorCode::Unsupported, "This is no raster; a mosaic of tiles is made of rasters.", path);
        names.AddString((*file)->gdalName().c_str());
        mosaic->m_path = path;
    }
    if (names.empty())
        return fail(ErrorCode::NotFound, "None of the tiles that the city needs exists; check the name and the version.",
                    files.empty() ? "" : files.front(), first ? first->cause : "");
    if (names.size() == 1) return std::shared_ptr<const TileMosaic>(std::move(mosaic));

    const GdalMessages messages;
    CPLStringList words;
    words.AddString("-strict");
    const std::unique_ptr<GDALBuildVRTOptions, FreeOptions> options(GDALBuildVRTOptionsNew(words.List(), nullptr));
    mosaic->m_path = freshName();
    mosaic->m_virtual = true;
    GDALDatasetH made = GDALBuildVRT(mosaic->m_path.c_str(), names.size(), nullptr, names.List(), options.get(), nullptr);
    if (!made)
        return Failure(messages.error(ErrorCode::Unsupported,
                                      "These tiles do not fit together; they need one CRS, cell size and kind of cells.",
                                      files.front()));
    GDALClose(made);
    return std::shared_ptr<const TileMosaic>(std::move(mosaic));
}

TileMosaic::~TileMosaic() {
    if (m_virtual) VSIUnlink(m_path.c_str());
}

}  // namespace geo
