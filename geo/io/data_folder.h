#pragma once

#include <optional>
#include <string>
#include <vector>

namespace geo {

/// What a folder or an archive holds for a map, by the endings of its files.
struct FolderContent {
    std::vector<std::string> rasters, vectors;  ///< paths that can be opened one by one, by name
    /// What is neither data nor belongs to data, by name; folders end in /. First, if need be, how much was not looked at.
    std::vector<std::string> other;
};

/// Nothing for a file, a web address, or a folder that is one dataset itself (vector tiles, a file geodatabase). Of a folder the
/// files in it, of a .zip those at any depth, as far as its first 10,000 entries. Everybody who asks what a folder means for a
/// map asks here.
[[nodiscard]] std::optional<FolderContent> lookIntoFolder(const std::string& path);

}  // namespace geo
