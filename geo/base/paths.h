#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "geo/base/result.h"

namespace geo {

/// $XDG_CACHE_HOME/metromosaic, else ~/.cache/metromosaic. Not created here.
[[nodiscard]] std::filesystem::path cacheFolder();

/// The folder with crosswalks, scenes and the registry: $METROMOSAIC_DATA, else beside the binary's build tree or install
/// prefix, else the source tree this was built from. Thread-safe; found once.
[[nodiscard]] std::filesystem::path dataFolder();

/// The folder of the running executable.
[[nodiscard]] std::filesystem::path executableFolder();

/// Where a person looks for pictures: $XDG_PICTURES_DIR, ~/Pictures, the home folder; the first there is, else the folder we are
/// in.
[[nodiscard]] std::filesystem::path picturesFolder();

/// What a name that may be a link leads to, whether that exists or not; nullopt where links lead in a circle.
[[nodiscard]] std::optional<std::filesystem::path> behindLinks(const std::filesystem::path& path);

/// Unreadable where a name is there and stands for a pipe or a device, which would be waited for without end, or for something
/// that this person may not read. Any other text is good: names that are no paths, and files that are not there.
[[nodiscard]] Result<void> checkReadable(const std::string& path);

/// Turns "demo:NAME/REST" into a path under data/demo of the data folder: tiles/NAME/REST where the demonstration tiles have a
/// city of that name ("demo:montevideo", completed by the folder of its zoom level), else node_modules/NAME/REST
/// ("demo:world-atlas/countries-10m.json"), else NAME/REST itself. Any other text comes back unchanged. NotFound where the
/// demonstration data are not installed, Malformed where REST would leave them.
[[nodiscard]] Result<std::string> resolveDemoPath(const std::string& path);

}  // namespace geo
