#pragma once

#include <cstddef>
#include <stop_token>
#include <string>

#include "geo/base/result.h"

namespace geo {

/// The whole answer of an http or https address. At most `mostBytes` are taken before the rest is refused; TooLarge then,
/// Network where the address does not answer, Cancelled with the next bytes after `stop`, or when a silent server is given
/// up (10 s). Blocks: for workers.
[[nodiscard]] Result<std::string> fetchText(const std::string& url, size_t mostBytes, const std::stop_token& stop);

/// A whole file inside a .zip. TooLarge beyond `mostBytes`, NotFound, Unreadable.
[[nodiscard]] Result<std::string> readArchivedText(const std::string& archive, const std::string& entry, size_t mostBytes);

/// How GDAL names a file inside a .zip.
[[nodiscard]] std::string archivedName(const std::string& archive, const std::string& entry);

}  // namespace geo
