#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "geo/base/result.h"
#include "geo/mosaic/tessellate.h"

namespace geo {

/// What an area is used for where it is none of the four uses.
enum class OtherUse : uint8_t { None, Public, Transport, Military, Agriculture, Nature, Water, Transition, Utility };
inline constexpr int kOtherUses = 8;  ///< without None
/// "public", "transport" ...; empty for None.
[[nodiscard]] std::string_view otherUseId(OtherUse use);

/// How a street serves the land along it.
enum class StreetKind : uint8_t { None, Local, Main };

/// What is taken for granted of a line that is tagged like this.
struct LineDefault {
    std::optional<BarrierKind> barrier;  ///< nullopt: divides no blocks
    float widthM = 0;                    ///< where width=* is missing; 0: covers no ground
    StreetKind street = StreetKind::None;
};

struct OtherUseRow {
    std::string code;  ///< "amenity=school"
    OtherUse use = OtherUse::None;
};

/// The tables of defaults in data/mosaic: osm_lines.csv and osm_other_uses.csv. Immutable once loaded; safe from any thread.
struct OsmTables {
    std::map<std::string, LineDefault, std::less<>> lines;  ///< by "key=value"
    std::vector<std::string> lineKeys;                      ///< in the file's order: the first that an object has counts
    std::vector<OtherUseRow> otherUses;
    std::map<std::string, uint16_t, std::less<>> otherUseOf;  ///< "key=value" to its row
    std::vector<std::string> otherUseKeys;
};

/// Columns key,value,barrier,width_m,street,note, and key,value,kind,note. Malformed with the row where anything else is found.
[[nodiscard]] Result<OsmTables> parseOsmTables(std::string_view linesCsv, std::string_view otherUsesCsv);
/// From the data folder; read anew at each call.
[[nodiscard]] Result<OsmTables> loadOsmTables();

/// Which column of a layer holds which OpenStreetMap keys, where the layer has no columns named like keys.
struct OsmColumnRow {
    std::string layer;              ///< a word in the layer's name, lower case
    std::string geometry;           ///< "point", "line", "polygon"; empty: any
    std::string column;             ///< empty: none is read
    std::vector<std::string> keys;  ///< the value stands under the first of them that the crosswalk knows it by
    std::string constant;           ///< "key=value" of every feature, unless the column says something of the key
};

/// Columns layer,geometry,column,keys,constant,source. Malformed where a row says nothing that can be read.
[[nodiscard]] Result<std::vector<OsmColumnRow>> parseOsmColumns(std::string_view csv, const std::string& subject);
[[nodiscard]] Result<std::vector<OsmColumnRow>> loadOsmColumns();

}  // namespace geo
