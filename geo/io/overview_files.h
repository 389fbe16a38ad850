#pragma once

#include <fmt/format.h>

#include <string>

/// How overview folders and their files are named; shared by the store and the writer.
namespace geo::overview_files {

inline constexpr const char* kManifest = "manifest.json";
inline constexpr const char* kUnfinished = ".part-";  // in the name of a folder that is being written
inline constexpr const char* kLock = "lock";          // there, and held by its writer's process while that lives
[[nodiscard]] inline std::string levelName(int level) { return fmt::format("level{}.tif", level); }

}  // namespace geo::overview_files
