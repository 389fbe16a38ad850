#pragma once

#include <filesystem>

namespace geo {

/// $XDG_CACHE_HOME/metromosaic, else ~/.cache/metromosaic. Not created here.
[[nodiscard]] std::filesystem::path cacheFolder();

/// The folder with crosswalks, scenes and the registry: $METROMOSAIC_DATA, else beside the binary's build tree or install
/// prefix, else the source tree this was built from. Thread-safe; found once.
[[nodiscard]] std::filesystem::path dataFolder();

/// The folder of the running executable.
[[nodiscard]] std::filesystem::path executableFolder();

}  // namespace geo
