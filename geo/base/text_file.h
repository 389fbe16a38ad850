#pragma once

#include <cstddef>
#include <string>

#include "geo/base/result.h"

namespace geo {

/// A whole file as text. NotFound, Unreadable, or TooLarge beyond `mostBytes`.
[[nodiscard]] Result<std::string> readTextFile(const std::string& path, size_t mostBytes);

}  // namespace geo
