#include "geo/taxonomy/scheme.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <memory>
#include <mutex>
#include <numbers>

#include "geo/base/csv.h"
#include "geo/base/paths.h"
#include "geo/base/text_file.h"
#include "geo/taxonomy/oklab.h"

namespace geo {
namespace {

constexpr size_t kMostBytes = 4 << 20;

struct Title {
    std::string_view id, text;
};
constexpr std::array kTitles{Title{"cgls_lc100", "Copernicus Global Land Cover"},
                             Title{"clue", "EU-CLUE land use"},
                             Title{"corine", "CORINE Land Cover"},
                             Title{"corine_gridcode", "CORINE Land Cover"},
                             Title{"dynamic_world", "Dynamic World"},
                             Title{"esa_cci_lc", "ESA CCI Land Cover"},
                             Title{"ghs_built_c", "GHSL settlement characteristics"},
                             Title{"ghs_built_s", "GHSL built-up surface"},
                             Title{"ghs_pop", "GHSL population"},
                             Title{"ghs_smod", "GHSL Degree of Urbanisation"},
                             Title{"globeland30", "GlobeLand30"},
                             Title{"lcz", "Local Climate Zones"},
                             Title{"modis_igbp", "MODIS land cover (IGBP)"},
                             Title{"nlcd", "National Land Cover Database"},
                             Title{"osm", "OpenStreetMap"},
                             Title{"urban_atlas", "Urban Atlas"},
                             Title{"worldcover", "ESA WorldCover"}};

std::string titleOf(std::string_view id) {
    const auto found = std::ranges::find(kTitles, id, &Title::id);
    return std::string(found == kTitles.end() ? id : found->text);
}

using Colours = std::map<std::string, Colour, std::less<>>;  // by code

Result<Colours> readColours(std::string_view schemeId) {
    const auto path = (dataFolder() / "palettes.csv").string();
    const auto text = readTextFile(path, kMostBytes);
    if (!text) return Failure(text.error());
    const auto table = parseCsv(*text, path);
    if (!table) return Failure(table.error());
    const auto scheme = table->column("scheme"), code = table->column("code"), hex = table->column("hex");
    if (!scheme || !code || !hex) return fail(ErrorCode::Malformed, "The palette needs the columns scheme, code and hex.", path);
    Colours colours;
    for (const auto& row : table->rows) {
        if (row[*scheme] != schemeId) continue;
        const auto colour = Colour::parse(row[*hex]);
        if (!colour) return fail(ErrorCode::Malformed, "\"" + row[*hex] + "\" is not a colour such as #1c61a3.", path);
        colours[row[*code]] = *colour;
    }
    return colours;
}

/// The colour of an OpenStreetMap class that the palette does not name: a calm tint of what it says, blue and green first.
Colour colourByStatement(const ClassEntry& entry) {
    constexpr Colour kPaper{255, 255, 255, 255};
    constexpr std::array kStrengths{std::pair{Dimension::Infrastructure, 0.5}, std::pair{Dimension::Use, 0.6},
                                    std::pair{Dimension::Settlement, 0.5}};
    for (const auto& [dimension, strength] : kStrengths) {
        const std::string& says = entry.dimensions[static_cast<size_t>(dimension)];
        if (says.empty() || says == "grey") continue;
        const ClassTable& table = dimensionTable(dimension);
        return mix(kPaper, table.classes[*table.indexOf(says)].colour, strength);
    }
    return {201, 197, 192, 255};
}

Result<ClassEntry> readRow(const std::vector<std::string>& row, const std::array<size_t, kDimensions>& columns, size_t code,
                           size_t label, size_t note, const std::string& path) {
    ClassEntry entry{row[code], row[label], {}, {}, row[note]};
    if (entry.code.empty()) return fail(ErrorCode::Malformed, "A class without a code: \"" + entry.label + "\".", path);
    for (size_t i = 0; i < columns.size(); ++i) {
        const std::string& says = row[columns[i]];
        const auto ids = classIds(static_cast<Dimension>(i));
        if (!says.empty() && std::ranges::find(ids, says) == ids.end())
            return fail(ErrorCode::Malformed,
                        "Class " + entry.code + " says \"" + says + "\", which is no class of the dimension " +
                            std::string(dimensionId(static_cast<Dimension>(i))) + ".",
                        path);
        entry.dimensions[i] = says;
    }
    return entry;
}

Result<Scheme> readScheme(std::string_view id) {
    const auto path = (dataFolder() / "crosswalks" / (std::string(id) + ".csv")).string();
    const auto text = readTextFile(path, kMostBytes);
    if (!text) return Failure(text.error());
    const auto table = parseCsv(*text, path);
    if (!table) return Failure(table.error());
    const auto colours = readColours(id);
    if (!colours) return Failure(colours.error());

    const auto code = table->column("code"), label = table->column("label"), note = table->column("note");
    std::array<size_t, kDimensions> columns{};
    bool complete = code && label && note;
    for (size_t i = 0; i < columns.size(); ++i) {
        const auto column = table->column(dimensionId(static_cast<Dimension>(i)));
        complete = complete && column;
        columns[i] = column.value_or(0);
    }
    if (!complete)
        return fail(ErrorCode::Malformed, "A crosswalk needs the columns code, label, note and one per dimension.", path);

    Scheme scheme;
    scheme.table.name = id;
    scheme.table.title = titleOf(id);
    scheme.quantity = id == "ghs_pop" || id == "ghs_built_s";
    scheme.tags = id == "osm";
    for (const auto& row : table->rows) {
        auto entry = readRow(row, columns, *code, *label, *note, path);
        if (!entry) return Failure(entry.error());
        const auto index = static_cast<uint16_t>(scheme.table.size());
        if (!scheme.indexOfCode.emplace(entry->code, index).second)
            return fail(ErrorCode::Malformed, "Class " + entry->code + " stands in the file twice.", path);
        const auto colour = colours->find(entry->code);
        entry->colour = colour != colours->end() ? colour->second
                        : scheme.tags            ? colourByStatement(*entry)
                                                 : categoricalColour(scheme.table.size() - 1);
        scheme.table.classes.push_back(std::move(*entry));
    }
    return scheme;
}

// A dozen muted hues that a reader tells apart on a light map, neighbours in the list far apart in hue and lightness.
constexpr std::array<Colour, 12> kQualitative{{{0x3b, 0x7d, 0xb8},
                                               {0xe3, 0x97, 0x3e},
                                               {0x4f, 0xa0, 0x74},
                                               {0xc4, 0x4e, 0x52},
                                               {0x8a, 0x72, 0xb5},
                                               {0xd9, 0xc3, 0x4f},
                                               {0x5f, 0xb3, 0xbf},
                                               {0xa0, 0x6a, 0x4c},
                                               {0xd9, 0x8f, 0xb3},
                                               {0x8f, 0xa8, 0x48},
                                               {0x5a, 0x64, 0x86},
                                               {0xb5, 0xae, 0xa6}}};

}  // namespace

Result<const Scheme*> loadScheme(std::string_view id) {
    static std::mutex mutex;
    static std::map<std::string, std::unique_ptr<const Scheme>, std::less<>> loaded;
    const std::scoped_lock lock(mutex);
    if (const auto found = loaded.find(id); found != loaded.end()) return found->second.get();
    const bool plain = !id.empty() && std::ranges::all_of(id, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
    const auto known = schemeIds();
    if (!plain || std::ranges::find(known, id) == known.end()) {
        std::string list;
        for (const auto& each : known) list += (list.empty() ? "" : ", ") + each;
        return fail(ErrorCode::NotFound, "There is no classification of this name; known are " + list + ".", std::string(id));
    }
    auto scheme = readScheme(id);
    if (!scheme) return Failure(scheme.error());
    return loaded.emplace(id, std::make_unique<const Scheme>(std::move(*scheme))).first->second.get();
}

std::vector<std::string> schemeIds() {
    std::vector<std::string> ids;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(dataFolder() / "crosswalks", error))
        if (entry.path().extension() == ".csv") ids.push_back(entry.path().stem().string());
    std::ranges::sort(ids);
    return ids;
}

Colour categoricalColour(size_t index) {
    if (index < kQualitative.size()) return kQualitative[index];
    // Hues turned by the golden angle never meet again; three lightnesses keep neighbours apart.
    const size_t beyond = index - kQualitative.size();
    const double hue = static_cast<double>(beyond) * std::numbers::pi * (3 - std::sqrt(5.0)) + 0.4;
    constexpr std::array kLightness{0.68, 0.54, 0.80};
    return toColour({kLightness[beyond % kLightness.size()], 0.11 * std::cos(hue), 0.11 * std::sin(hue)});
}

}  // namespace geo
