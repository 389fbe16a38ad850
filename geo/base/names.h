#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

/// Lower case ASCII; other bytes stay.
[[nodiscard]] std::string lowered(std::string_view text);
/// File name without folders.
[[nodiscard]] std::string shortName(std::string_view path);
/// "a, b and c"; of more than `most` all but the last few "and 8 more".
[[nodiscard]] std::string listed(const std::vector<std::string>& names, size_t most = 5);

/// "Land use" -> "land use"; abbreviations such as "OSM areas" stay as they are.
[[nodiscard]] std::string lowerFirst(std::string text);

/// A database connection without its password: "password=***". Other text comes back as it is.
[[nodiscard]] std::string withoutPassword(std::string text);

}  // namespace geo
