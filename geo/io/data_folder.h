#pragma once

#include <optional>
#include <string>
#include <vector>

namespace geo {

/// What a folder or an archive holds for a map, by the endings of its files.
struct FolderContent {
    std::vector<std::string> rasters, vectors;  ///< paths that can be opened one by one, by name
    std::vector<std::string> other;             ///< names that are neither data nor belong to data; those of folders end in /
};

/// Nothing for a file, a web address, or a folder that is one dataset itself (vector tiles, a file geodatabase). Of a folder the
/// files in it, of a .zip those at any depth.
[[nodiscard]] std::optional<FolderContent> lookIntoFolder(const std::string& path);

}  // namespace geo
