#include "geo/base/paths.h"

#include <cstdlib>
#include <system_error>

namespace geo {
namespace fs = std::filesystem;

fs::path cacheFolder() {
    if (const char* xdg = std::getenv("XDG_CACHE_HOME"); xdg && fs::path(xdg).is_absolute()) return fs::path(xdg) / "metromosaic";
    if (const char* home = std::getenv("HOME"); home && *home) return fs::path(home) / ".cache" / "metromosaic";
    return fs::temp_directory_path() / "metromosaic-cache";
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
        const auto installed = executableFolder().parent_path() / "share" / "metromosaic" / "data";
        if (fs::exists(installed / "members.csv", error)) return installed;
        for (auto folder = executableFolder(); folder.has_relative_path(); folder = folder.parent_path())
            if (fs::exists(folder / "data" / "members.csv", error)) return folder / "data";
        return installed;
    }();
    return found;
}

}  // namespace geo
