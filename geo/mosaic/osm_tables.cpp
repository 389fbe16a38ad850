#include "geo/mosaic/osm_tables.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "geo/base/csv.h"
#include "geo/base/names.h"
#include "geo/base/paths.h"
#include "geo/base/text_file.h"

namespace geo {
namespace {

constexpr size_t kMostBytes = 1 << 20;
constexpr std::array<std::string_view, kOtherUses + 1> kOtherIds{"",       "public", "transport",  "military", "agriculture",
                                                                 "nature", "water",  "transition", "utility"};

std::optional<float> metres(const std::string& text) {
    float value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !(value >= 0) || value > 1000) return std::nullopt;
    return value;
}

std::optional<LineDefault> lineDefault(const std::string& barrier, const std::string& width, const std::string& street) {
    LineDefault line;
    if (barrier == "road")
        line.barrier = BarrierKind::Road;
    else if (barrier == "railway")
        line.barrier = BarrierKind::Railway;
    else if (barrier == "waterway")
        line.barrier = BarrierKind::Waterway;
    else if (!barrier.empty())
        return std::nullopt;
    if (street != "local" && street != "main" && !street.empty()) return std::nullopt;
    line.street = street == "local" ? StreetKind::Local : street == "main" ? StreetKind::Main : StreetKind::None;
    const auto parsed = metres(width);
    if (!parsed) return std::nullopt;
    line.widthM = *parsed;
    return line;
}

/// The rows of a table with these columns, in this order.
Result<std::vector<std::vector<std::string>>> rowsOf(std::string_view csv, const std::string& subject,
                                                     const std::vector<std::string_view>& columns) {
    const auto table = parseCsv(csv, subject);
    if (!table) return Failure(table.error());
    std::vector<size_t> at;
    for (const auto name : columns) {
        const auto column = table->column(name);
        if (!column) return fail(ErrorCode::Malformed, "The table needs a column " + std::string(name) + ".", subject);
        at.push_back(*column);
    }
    std::vector<std::vector<std::string>> rows;
    for (const auto& row : table->rows) {
        auto& picked = rows.emplace_back();
        for (const auto column : at) picked.push_back(row[column]);
    }
    return rows;
}

void addKey(std::vector<std::string>& keys, const std::string& key) {
    if (std::ranges::find(keys, key) == keys.end()) keys.push_back(key);
}

Result<std::string> textOf(const char* name) { return readTextFile((dataFolder() / "mosaic" / name).string(), kMostBytes); }

}  // namespace

std::string_view otherUseId(OtherUse use) { return kOtherIds[static_cast<size_t>(use)]; }

Result<OsmTables> parseOsmTables(std::string_view linesCsv, std::string_view otherUsesCsv) {
    const std::string linesName = "osm_lines.csv", otherName = "osm_other_uses.csv";
    OsmTables tables;
    const auto lines = rowsOf(linesCsv, linesName, {"key", "value", "barrier", "width_m", "street"});
    if (!lines) return Failure(lines.error());
    for (const auto& row : *lines) {
        const auto line = lineDefault(row[2], row[3], row[4]);
        const std::string code = row[0] + "=" + row[1];
        if (!line || row[0].empty() || row[1].empty())
            return fail(ErrorCode::Malformed,
                        "The row " + code +
                            " needs a barrier (road, railway, waterway or none), a width of 0 to 1000 metres and "
                            "a street (local, main or none).",
                        linesName);
        if (!tables.lines.emplace(code, *line).second)
            return fail(ErrorCode::Malformed, "The row " + code + " stands there twice.", linesName);
        addKey(tables.lineKeys, row[0]);
    }
    const auto others = rowsOf(otherUsesCsv, otherName, {"key", "value", "kind"});
    if (!others) return Failure(others.error());
    for (const auto& row : *others) {
        const std::string code = row[0] + "=" + row[1];
        const auto kind = std::ranges::find(kOtherIds, row[2]);
        if (row[0].empty() || row[1].empty() || row[2].empty() || kind == kOtherIds.end())
            return fail(ErrorCode::Malformed, "The row " + code + " has the kind \"" + row[2] + "\", which does not exist.",
                        otherName);
        if (!tables.otherUseOf.emplace(code, static_cast<uint16_t>(tables.otherUses.size())).second)
            return fail(ErrorCode::Malformed, "The row " + code + " stands there twice.", otherName);
        tables.otherUses.push_back({code, static_cast<OtherUse>(kind - kOtherIds.begin())});
        addKey(tables.otherUseKeys, row[0]);
    }
    return tables;
}

Result<OsmTables> loadOsmTables() {
    const auto lines = textOf("osm_lines.csv");
    if (!lines) return Failure(lines.error());
    const auto others = textOf("osm_other_uses.csv");
    if (!others) return Failure(others.error());
    return parseOsmTables(*lines, *others);
}

Result<std::vector<OsmColumnRow>> parseOsmColumns(std::string_view csv, const std::string& subject) {
    const auto rows = rowsOf(csv, subject, {"layer", "geometry", "column", "keys", "constant"});
    if (!rows) return Failure(rows.error());
    std::vector<OsmColumnRow> columns;
    for (const auto& row : *rows) {
        OsmColumnRow read{row[0], row[1], row[2], {}, row[4]};
        for (std::string_view rest = row[3]; !rest.empty();) {
            const auto end = std::min(rest.find('|'), rest.size());
            read.keys.emplace_back(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
        const bool geometry = row[1].empty() || row[1] == "point" || row[1] == "line" || row[1] == "polygon";
        const bool constant = row[4].empty() || (row[4].find('=') != std::string::npos && row[4].front() != '=');
        if (row[0].empty() || row[0] != lowered(row[0]) || !geometry || !constant || read.column.empty() != read.keys.empty())
            return fail(ErrorCode::Malformed,
                        "The row of the layer \"" + row[0] +
                            "\" needs a word in lower case, a geometry (point, line, polygon or "
                            "none), a column with its keys or neither, and a constant like key=value or none.",
                        subject);
        columns.push_back(std::move(read));
    }
    return columns;
}

Result<std::vector<OsmColumnRow>> loadOsmColumns() {
    return textOf("osm_columns.csv").and_then([](const auto& text) { return parseOsmColumns(text, "osm_columns.csv"); });
}

}  // namespace geo
