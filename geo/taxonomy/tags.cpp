#include <algorithm>
#include <array>
#include <charconv>

#include "geo/taxonomy/scheme.h"

namespace geo {
namespace {

// From the most to the least specific; `surface` stands apart, it refines only the surface dimension. The order and the rules
// below are those of data/crosswalks/README.md.
constexpr std::array<std::string_view, 26> kKeyOrder{
    "residential", "informal",  "settlement_type", "wetland",  "water",    "building",  "leisure", "natural", "landuse",
    "amenity",     "shop",      "office",          "tourism",  "man_made", "power",     "aeroway", "railway", "waterway",
    "highway",     "landcover", "barrier",         "boundary", "place",    "abandoned", "disused", "surface"};

std::string_view valueOf(std::span<const Tag> tags, std::string_view key) {
    const auto found = std::ranges::find(tags, key, &Tag::key);
    return found == tags.end() ? std::string_view() : found->value;
}

/// The crosswalk's row for one tag: the value itself, the first of several ("retail;residential"), or the key's catch-all.
uint16_t rowOf(const Scheme& osm, std::string_view key, std::string_view value) {
    std::string code;
    code.reserve(key.size() + value.size() + 1);
    const auto look = [&](std::string_view v) -> uint16_t {
        code.assign(key).append(1, '=').append(v);
        const auto found = osm.indexOfCode.find(code);
        return found == osm.indexOfCode.end() ? 0 : found->second;
    };
    if (value.empty() || value == "no") return 0;
    if (const auto row = look(value)) return row;
    if (const auto several = value.find(';'); several != std::string_view::npos)
        if (const auto row = look(value.substr(0, several))) return row;
    return look("*");
}

/// A "desire line" says informal=yes too: the tag counts only on areas that are a settlement.
bool counts(std::span<const Tag> tags, std::string_view key) {
    if (key != "informal") return true;
    return valueOf(tags, "landuse") == "residential" || !valueOf(tags, "place").empty();
}

uint16_t rowOf(const Scheme& osm, std::span<const Tag> tags, std::string_view key) {
    const auto value = valueOf(tags, key);
    return value.empty() || !counts(tags, key) ? uint16_t{0} : rowOf(osm, key, value);
}

bool isSet(std::string_view value) { return !value.empty() && value != "no"; }

/// Below ground: nothing of it is seen from above.
bool underground(std::span<const Tag> tags) {
    return isSet(valueOf(tags, "tunnel")) || valueOf(tags, "location") == "underground";
}

/// Under a roof, or below something else: it says nothing of the surface there, though it may say what the place is used for.
bool hiddenFromAbove(std::span<const Tag> tags) {
    if (isSet(valueOf(tags, "covered"))) return true;
    const auto layer = valueOf(tags, "layer");
    int level = 0;
    std::from_chars(layer.data(), layer.data() + layer.size(), level);
    return level < 0;
}

}  // namespace

uint16_t decidingTag(const Scheme& osm, std::span<const Tag> tags, Dimension dimension) {
    if (underground(tags)) return 0;
    const bool ofTheSurface = dimension == Dimension::Surface || dimension == Dimension::Infrastructure;
    if (ofTheSurface && hiddenFromAbove(tags)) return 0;

    const auto statement = [&](std::string_view key) -> uint16_t {
        const auto row = rowOf(osm, tags, key);
        return osm.table.classes[row].dimensions[static_cast<size_t>(dimension)].empty() ? uint16_t{0} : row;
    };
    if (dimension == Dimension::Surface)
        if (const auto refined = statement("surface")) return refined;
    for (const auto key : kKeyOrder)
        if (const auto said = statement(key)) return said;
    return 0;
}

uint16_t classifyTags(const Scheme& osm, std::span<const Tag> tags, Dimension dimension) {
    const ClassTable& table = dimensionTable(dimension);
    const auto& says = osm.table.classes[decidingTag(osm, tags, dimension)].dimensions[static_cast<size_t>(dimension)];
    return table.indexOf(says).value_or(static_cast<uint16_t>(table.size() - 1));
}

uint16_t mostSpecificTag(const Scheme& osm, std::span<const Tag> tags) {
    for (const auto key : kKeyOrder)
        if (const auto row = rowOf(osm, tags, key)) return row;
    return 0;
}

}  // namespace geo
