#pragma once

#include <string>
#include <string_view>

namespace geo {

/// Lower case ASCII; other bytes stay.
[[nodiscard]] std::string lowered(std::string_view text);
/// File name without folders.
[[nodiscard]] std::string shortName(std::string_view path);

/// "Land use" -> "land use"; abbreviations such as "OSM areas" stay as they are.
[[nodiscard]] std::string lowerFirst(std::string text);

/// A database connection without its password: "password=***". Other text comes back as it is.
[[nodiscard]] std::string withoutPassword(std::string text);

}  // namespace geo
