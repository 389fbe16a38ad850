#include "geo/io/overview_store.h"

#include <fmt/format.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "geo/base/paths.h"
#include "geo/io/overview_files.h"
#include "geo/raster/raster_grid.h"

namespace geo {
namespace fs = std::filesystem;
namespace {

constexpr int kLayoutVersion = 2;  // raise it when the way levels are computed or written changes

/// FNV-1a: only names a folder; the stamp inside decides.
uint64_t hashOf(std::string_view text) {
    uint64_t hash = 0xcbf29ce484222325ull;
    for (const unsigned char c : text) hash = (hash ^ c) * 0x100000001b3ull;
    return hash;
}

bool sizesMatch(const fs::path& folder, const nlohmann::json& manifest) {
    for (const auto& level : manifest.at("levels")) {
        std::error_code error;
        const auto size = fs::file_size(folder / level.at("file").get<std::string>(), error);
        if (error || size != level.at("bytes").get<uintmax_t>()) return false;
    }
    return true;
}

/// One name for a raster, however it was spelled; parts of containers ("NETCDF:...") by their own name and the file's.
std::string identityOf(const RasterFile& file) {
    std::error_code error;
    if (fs::exists(file.path(), error)) return fs::weakly_canonical(file.path(), error).string();
    return file.path() + '|' + fs::weakly_canonical(file.facts().files.front(), error).string();
}

}  // namespace

bool holdsOverviews(const OverviewKey& key, int levels) {
    std::ifstream in(key.folder / overview_files::kManifest);
    const auto manifest = nlohmann::json::parse(in, nullptr, false);
    try {
        return manifest.is_object() && manifest.at("stamp") == key.stamp &&
               manifest.at("levels").size() == static_cast<size_t>(levels) && sizesMatch(key.folder, manifest);
    } catch (const nlohmann::json::exception&) {
        return false;
    }
}

int overviewLevels(int columns, int rows) {
    constexpr int kSpeck = 16;
    return halvings(columns, rows, kSpeck);
}

std::optional<OverviewKey> overviewKey(const RasterFile& file, int band, std::string_view rule, std::string_view crs,
                                       std::string_view terms) {
    if (file.isRemote() || file.facts().files.empty()) return std::nullopt;
    const std::string name = fmt::format("{}|{}|{}|{}", identityOf(file), band, rule, crs);
    std::string stamp = fmt::format("{}|{}|{}", kLayoutVersion, name, terms);
    for (const auto& part : file.facts().files) {
        std::error_code error;
        const auto absolute = fs::absolute(part, error);
        const auto size = fs::file_size(part, error);
        if (error) return std::nullopt;
        const auto changed = fs::last_write_time(part, error);
        if (error) return std::nullopt;
        stamp += fmt::format("|{}|{}|{}", absolute.string(), size, changed.time_since_epoch().count());
    }
    auto folder = cacheFolder() / "overviews" / fmt::format("{:016x}", hashOf(name));
    return OverviewKey{std::move(folder), std::move(stamp)};
}

std::vector<std::shared_ptr<const RasterFile>> openOverviews(const OverviewKey& key, int columns, int rows) {
    std::error_code error;
    if (!fs::exists(key.folder, error)) return {};
    const int levels = overviewLevels(columns, rows);
    std::vector<std::shared_ptr<const RasterFile>> files;
    bool good = holdsOverviews(key, levels);
    for (int level = 1; good && level <= levels; ++level) {
        auto file = RasterFile::open((key.folder / overview_files::levelName(level)).string());
        good =
            file && *file && (*file)->facts().columns == halved(columns, level) && (*file)->facts().rows == halved(rows, level);
        if (good) files.push_back(std::move(*file));
    }
    if (good) return files;
    discardOverviews(key);
    return {};
}

void discardOverviews(const OverviewKey& key) {
    std::error_code error;
    fs::remove_all(key.folder, error);
}

}  // namespace geo
