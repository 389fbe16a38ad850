#include "geo/base/paths.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <system_error>
#include <vector>

namespace geo {
namespace fs = std::filesystem;

namespace {
// GDAL opens the folder of one zoom level as a dataset; the demonstration tiles have this one.
constexpr const char* kTileZoom = "12";
}  // namespace

fs::path cacheFolder() {
    if (const char* xdg = std::getenv("XDG_CACHE_HOME"); xdg && fs::path(xdg).is_absolute()) return fs::path(xdg) / "metromosaic";
    if (const char* home = std::getenv("HOME"); home && *home) return fs::path(home) / ".cache" / "metromosaic";
    std::error_code error;
    const auto temporary = fs::temp_directory_path(error);
    return (error ? fs::path("/tmp") : temporary) / "metromosaic-cache";
}

fs::path picturesFolder() {
    std::vector<fs::path> folders;
    if (const char* xdg = std::getenv("XDG_PICTURES_DIR"); xdg && *xdg) folders.emplace_back(xdg);
    if (const char* home = std::getenv("HOME"); home && *home) folders.insert(folders.end(), {fs::path(home) / "Pictures", home});
    std::error_code error;
    const auto found = std::ranges::find_if(folders, [&](const auto& folder) { return fs::is_directory(folder, error); });
    return found == folders.end() ? fs::path(".") : *found;
}

fs::path executableFolder() {
    std::error_code error;
    const auto self = fs::read_symlink("/proc/self/exe", error);
    return error ? fs::current_path() : self.parent_path();
}

fs::path dataFolder() {
    static const fs::path found = [] {
        if (const char* chosen = std::getenv("METROMOSAIC_DATA"); chosen && *chosen) return fs::path(chosen);
        std::error_code error;
        auto installed = executableFolder().parent_path() / "share" / "metromosaic" / "data";
        if (fs::exists(installed / "members.csv", error)) return installed;
        for (auto folder = executableFolder(); folder.has_relative_path(); folder = folder.parent_path())
            if (fs::exists(folder / "data" / "members.csv", error)) return folder / "data";
        return fs::path(METROMOSAIC_SOURCE_DATA);
    }();
    return found;
}

std::optional<fs::path> behindLinks(const fs::path& path) {
    constexpr int kMostLinks = 40;  // as Linux follows
    std::error_code error;
    const auto named = [](fs::path end) {  // with a slash or a dot behind it a link's name stands for what it leads to
        while (end.has_relative_path() && (!end.has_filename() || end.filename() == ".")) end = end.parent_path();
        return end;
    };
    auto place = path;
    for (int link = 0; fs::is_symlink(fs::symlink_status(place, error)); ++link) {
        if (link == kMostLinks) return std::nullopt;
        place = named(place.parent_path() / fs::read_symlink(place, error));
    }
    return place;
}

Result<void> checkReadable(const std::string& path) {
    std::error_code error;
    const auto kind = fs::status(path, error).type();
    if (kind == fs::file_type::not_found || kind == fs::file_type::none) return {};
    const bool hidden = kind == fs::file_type::unknown;
    if (!hidden && kind != fs::file_type::regular && kind != fs::file_type::directory)
        return fail(ErrorCode::Unreadable, "This is a pipe or a device; save what comes from it in a file, and name that.", path);
    if (hidden || ::access(path.c_str(), R_OK) != 0)
        return fail(ErrorCode::Unreadable, "You may not read this; ask its owner for permission.", path);
    return {};
}

Result<std::string> resolveDemoPath(const std::string& path) {
    constexpr std::string_view kPrefix = "demo:";
    if (!path.starts_with(kPrefix)) return path;
    const fs::path rest = path.substr(kPrefix.size());
    const bool leaves = rest.is_absolute() || std::find(rest.begin(), rest.end(), "..") != rest.end();
    if (rest.empty() || leaves || path.find('\0') != std::string::npos)
        return fail(ErrorCode::Malformed,
                    "A demonstration path is demo: and a name below the demonstration data, without \"..\".", path);
    std::error_code error;
    const auto demo = dataFolder() / "demo";
    if (const auto tiles = demo / "tiles" / rest; fs::exists(tiles, error))
        return (fs::exists(tiles / kTileZoom, error) ? tiles / kTileZoom : tiles).string();
    if (const auto package = demo / "node_modules" / rest; fs::exists(package, error)) return package.string();
    if (const auto own = demo / rest; fs::exists(own, error)) return own.string();
    return fail(ErrorCode::NotFound,
                "These demonstration data are not installed; run ./run.sh, or `npm ci` and ./lay-out.sh in the folder data/demo.",
                path);
}

}  // namespace geo
