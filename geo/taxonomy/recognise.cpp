#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <initializer_list>
#include <set>

#include "geo/taxonomy/scheme.h"

namespace geo {
namespace {

using Codes = std::set<int64_t>;

struct Words {
    std::string_view scheme;
    std::initializer_list<std::string_view> words;
};
// A word of up to five letters must stand alone, a year after it allowed ("clc2018"); a longer one may stand inside another.
const std::array kWords{Words{"lcz", {"lcz", "local climate zone", "local_climate_zone", "wudapt"}},
                        Words{"worldcover", {"worldcover", "world_cover"}},
                        Words{"urban_atlas", {"urban_atlas", "urban atlas", "urbanatlas"}},
                        Words{"corine", {"corine", "clc"}},
                        Words{"nlcd", {"nlcd", "national land cover database"}},
                        Words{"dynamic_world", {"dynamicworld", "dynamic_world", "dynamic world"}},
                        Words{"ghs_smod", {"ghs_smod", "ghs-smod", "smod"}},
                        Words{"ghs_built_c", {"ghs_built_c", "ghs-built-c"}},
                        Words{"cgls_lc100", {"cgls", "probav_lc100", "lc100", "copernicus global land"}},
                        Words{"esa_cci_lc", {"esacci", "esa_cci", "esa cci", "c3s-lccs", "c3s_lccs"}},
                        Words{"globeland30", {"globeland30", "globeland 30"}},
                        Words{"modis_igbp", {"mcd12q1", "igbp"}},
                        Words{"clue", {"clue", "clue-s", "eucs100"}}};

bool isWordCharacter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }
bool isDigit(char c) { return c >= '0' && c <= '9'; }

bool standsAlone(std::string_view text, size_t at, size_t length) {
    if (at > 0 && (isWordCharacter(text[at - 1]) || isDigit(text[at - 1]))) return false;
    size_t after = at + length;
    while (after < text.size() && isDigit(text[after])) ++after;
    return after == text.size() || !isWordCharacter(text[after]);
}

bool says(std::string_view text, std::string_view word) {
    for (size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1))
        if (word.size() > 5 || standsAlone(text, at, word.size())) return true;
    return false;
}

/// No data of the 100 m CORINE rasters, by edition.
bool isNothing(std::string_view scheme, int64_t code) { return scheme == "corine_gridcode" && (code == 48 || code == 128); }

/// The codes that speak: "nothing here" as rasters write it says nothing of the scheme.
Codes speaking(std::string_view scheme, std::span<const int64_t> codes) {
    Codes kept;
    for (const auto code : codes)
        if (code > 0 && code != 255 && code != 65535 && !isNothing(scheme, code)) kept.insert(normaliseCode(scheme, code));
    return kept;
}

Codes codesOf(const Scheme& scheme) {
    Codes known;
    for (size_t i = 1; i < scheme.table.size(); ++i) {
        const std::string& text = scheme.table.classes[i].code;
        int64_t code = 0;
        if (std::from_chars(text.data(), text.data() + text.size(), code).ec == std::errc()) known.insert(code);
    }
    return known;
}

bool fits(std::string_view id, std::span<const int64_t> codes) {
    const auto scheme = loadScheme(id);
    if (!scheme) return false;
    const Codes known = codesOf(**scheme), found = speaking(id, codes);
    return !found.empty() && std::ranges::includes(known, found);
}

/// Whether these codes could not as well be anybody's own short list: a mask or a regrouped map is numbered 1, 2, 3 as well, and
/// keeps the name of what it was made from. CORINE regrouped to its five first levels has codes 1 to 5, all of them built-up
/// classes of the grid codes, and no landscape is built-up alone.
bool distinctive(std::string_view scheme, std::span<const int64_t> codes) {
    const Codes found = speaking(scheme, codes);
    if (scheme == "corine_gridcode") return found.size() >= 3 && *found.rbegin() > 11;
    return found.size() > 3 || *found.rbegin() > static_cast<int64_t>(found.size());
}

size_t countIn(const Codes& codes, std::initializer_list<int64_t> wanted) {
    return static_cast<size_t>(std::ranges::count_if(wanted, [&](int64_t code) { return codes.contains(code); }));
}

/// Legends whose numbers alone betray them: enough different codes, all of them known, and some that no other legend has.
std::string byCodesAlone(std::span<const int64_t> codes) {
    const Codes raw(codes.begin(), codes.end());
    const auto several = [&](std::string_view id, size_t atLeast) {
        return fits(id, codes) && speaking(id, codes).size() >= atLeast;
    };

    if (several("urban_atlas", 4)) return "urban_atlas";
    if (countIn(raw, {101, 102, 103, 104, 105, 106, 107}) >= 3 && several("lcz", 6)) return "lcz";
    if (countIn(raw, {113, 114, 115, 116, 125, 126}) >= 1 && countIn(raw, {20, 30, 40, 50, 60, 80, 90}) >= 2 &&
        several("cgls_lc100", 6))
        return "cgls_lc100";
    if (*raw.rbegin() >= 200 && countIn(raw, {211, 231, 242, 243, 311, 312, 313}) >= 2 && several("corine", 6)) return "corine";
    if (countIn(raw, {41, 42, 43, 52, 71, 81, 82, 95}) >= 4 && several("nlcd", 8)) return "nlcd";
    if (raw.contains(95) && several("worldcover", 6)) return "worldcover";
    if (countIn(raw, {11, 12, 13, 21, 22, 23}) == 6 && raw.contains(30) && several("ghs_smod", 7)) return "ghs_smod";
    return {};
}

}  // namespace

std::string recogniseScheme(std::string_view whatTheFileSays, std::span<const int64_t> codes) {
    if (codes.empty()) return {};
    for (const auto& [scheme, words] : kWords) {
        if (std::ranges::none_of(words, [&](std::string_view word) { return says(whatTheFileSays, word); })) continue;
        if (fits(scheme, codes) && distinctive(scheme, codes)) return std::string(scheme);
        if (scheme == "corine" && fits("corine_gridcode", codes) && distinctive("corine_gridcode", codes))
            return "corine_gridcode";
    }
    return byCodesAlone(codes);
}

std::string recogniseColours(const std::map<int64_t, Colour>& colourOf) {
    constexpr size_t kEnough = 6;
    for (const auto& id : schemeIds()) {
        const auto scheme = loadScheme(id);
        if (!scheme || (*scheme)->tags || (*scheme)->quantity) continue;
        size_t agreed = 0, known = 0;
        for (const auto& [code, colour] : colourOf) {
            const auto index = (*scheme)->table.indexOf(std::to_string(normaliseCode(id, code)));
            if (!index) continue;
            const Colour& official = (*scheme)->table.classes[*index].colour;
            const auto near = [](int a, int b) { return std::abs(a - b) <= 2; };
            ++known;
            agreed += near(official.r, colour.r) && near(official.g, colour.g) && near(official.b, colour.b);
        }
        if (agreed >= kEnough && agreed * 10 >= known * 9 && known == colourOf.size()) return id;
    }
    return {};
}

int64_t normaliseCode(std::string_view scheme, int64_t code) {
    if (scheme == "lcz" && code >= 101 && code <= 107) return code - 90;
    return code;
}

}  // namespace geo
