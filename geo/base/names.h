#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

/// Lower case ASCII; other bytes stay.
[[nodiscard]] std::string lowered(std::string_view text);
/// What a source is called in a few letters: a file's name without folders, an address's without its query, "PostGIS".
[[nodiscard]] std::string shortName(std::string_view source);
/// "a, b and c"; of more than `most` all but the last few "and 8 more".
[[nodiscard]] std::string listed(const std::vector<std::string>& names, size_t most = 5);

/// "Land use" -> "land use"; abbreviations such as "OSM areas" stay as they are.
[[nodiscard]] std::string lowerFirst(std::string text);

/// Whether a path is a connection to a PostGIS database, in words ("PG:host=a dbname=b") or as an address.
[[nodiscard]] bool namesDatabase(std::string_view path);

/// A source as people may read it and files may keep it: of a connection only host, port and name of the database, of an address
/// everything but user and keys. Where the database asks for nothing else, it opens the same. Twice is the same as once.
[[nodiscard]] std::string shownSource(std::string_view source);

/// Any text without what looks like a secret: "password=***", "https://***@host". Rather too much is hidden than too little.
[[nodiscard]] std::string withoutSecrets(std::string_view text);

}  // namespace geo
