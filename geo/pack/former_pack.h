#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "geo/base/result.h"

namespace geo {

/// What a new pack may take the place of.
enum class Replace {
    Unchanged,  ///< nothing, or a pack of the same city as this program made it: the same sources make it again
    Any,        ///< any pack; one of another city, or in which somebody changed or added anything, is kept beside
};

/// What stands where a pack is to be written.
struct FormerPack {
    bool exists = false;   ///< else there is nothing, or an empty folder
    std::string oddity{};  ///< what would be lost with it, as a sentence without its end; empty: nothing
};

/// Looks at a folder by its SHA256SUMS: whether all in it was made together with it and is of the city `id`. Files that a person
/// took away are no loss, and neither are the .aux.xml that GDAL leaves beside rasters. Reads all of it. Output where there is
/// something other than a pack.
[[nodiscard]] Result<FormerPack> formerPackAt(const std::filesystem::path& target, const std::string& id);

/// formerPackAt(), or Output where it is not to be replaced by a pack of the city `id`; says what to do. Asked before the work.
[[nodiscard]] Result<FormerPack> mayReplace(const std::filesystem::path& target, const std::string& id, Replace which);

/// A name beside a folder that nobody has, for what has to make room: FOLDER-former, FOLDER-former-2 ...
[[nodiscard]] std::filesystem::path nameToKeep(const std::filesystem::path& target);
/// Whether a folder's name is one that nameToKeep() gives: what it holds is a person's, and no part of an atlas.
[[nodiscard]] bool isKeptName(std::string_view name);

/// Where a folder stands: absolute, and behind the links that lead to it. Output where they lead in a circle, or where the folder
/// that it is to stand in is not there.
[[nodiscard]] Result<std::filesystem::path> placeOf(const std::filesystem::path& target);

}  // namespace geo
