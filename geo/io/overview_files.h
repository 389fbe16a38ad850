#pragma once

#include <fmt/format.h>

#include <string>

/// How the files in an overview folder are named; shared by the store and the writer.
namespace geo::overview_files {

inline constexpr const char* kManifest = "manifest.json";
[[nodiscard]] inline std::string levelName(int level) { return fmt::format("level{}.tif", level); }

}  // namespace geo::overview_files
