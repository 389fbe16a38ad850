#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "geo/base/result.h"
#include "geo/taxonomy/class_table.h"

namespace geo {

/// The class id order of each dimension, "unknown" last: what a map of that dimension shows.
[[nodiscard]] std::span<const std::string_view> classIds(Dimension dimension);
[[nodiscard]] std::string_view dimensionId(Dimension dimension);
[[nodiscard]] std::optional<Dimension> parseDimension(std::string_view id);
/// The table of one dimension, with the mosaic palette: index 1 is the first class id, the last is unknown.
[[nodiscard]] const ClassTable& dimensionTable(Dimension dimension);

/// What the crosswalk says of a class in all dimensions; unknown where it is silent.
[[nodiscard]] DimensionClasses dimensionClasses(const ClassEntry& entry);

/// A published legend with its crosswalk to the six dimensions, read from data/crosswalks and data/palettes.csv.
/// Immutable after loading; safe from any thread.
struct Scheme {
    ClassTable table;       ///< all classes, in file order
    bool quantity = false;  ///< codes are ranges of a quantity ("300-1499"), not classes (ghs_pop, ghs_built_s)
    bool tags = false;      ///< codes are key=value (osm)

    struct TextHash {
        using is_transparent = void;
        size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
    };
    std::unordered_map<std::string, uint16_t, TextHash, std::equal_to<>> indexOfCode;  ///< the table's codes, for fast lookup
};

/// Loads one scheme by id ("worldcover", "corine", "lcz", "osm" ...), once; later calls return the same object.
[[nodiscard]] Result<const Scheme*> loadScheme(std::string_view id);
/// Ids of all schemes in the data folder, sorted.
[[nodiscard]] std::vector<std::string> schemeIds();

/// Which scheme the integer codes found in a raster most likely belong to, if any: by what the file says of itself
/// (file name, band description, metadata; lower-cased by the callee) and by the codes. Empty where it is not clear.
[[nodiscard]] std::string recogniseScheme(std::string_view whatTheFileSays, std::span<const int64_t> codes);

/// Which scheme's published colours these are, code by code: a palette says what the numbers mean when nothing else does.
/// `colourOf` holds the codes that occur. Empty where no scheme has nearly all of them in these colours.
[[nodiscard]] std::string recogniseColours(const std::map<int64_t, Colour>& colourOf);

/// A code as the source writes it, brought to the scheme's own form: LCZ 101-107 become 11-17, CORINE 1-44 stay grid codes.
[[nodiscard]] int64_t normaliseCode(std::string_view scheme, int64_t code);

/// Colours for classes that bring none: a fixed qualitative sequence, then evenly turned hues. `index` from 0.
[[nodiscard]] Colour categoricalColour(size_t index);

/// One key=value of an OpenStreetMap-like object.
struct Tag {
    std::string_view key;
    std::string_view value;
};

/// The class, per dimension, of an object with these tags by the osm crosswalk: all statements count, the more specific key
/// wins on conflict (order in docs), tunnels and lifecycle prefixes say nothing. Result: index into dimensionTable(); unknown
/// where nothing is said. Thread-safe after the scheme is loaded.
[[nodiscard]] uint16_t classifyTags(const Scheme& osm, std::span<const Tag> tags, Dimension dimension);

/// The osm row that decides it, as an index into osm.table; 0 where nothing is said. Thread-safe after the scheme is loaded.
[[nodiscard]] uint16_t decidingTag(const Scheme& osm, std::span<const Tag> tags, Dimension dimension);

/// The single most specific osm row an object's tags match, as an index into osm.table, 0 where none does.
[[nodiscard]] uint16_t mostSpecificTag(const Scheme& osm, std::span<const Tag> tags);

}  // namespace geo
