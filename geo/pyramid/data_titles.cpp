#include "geo/pyramid/data_titles.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "geo/base/csv.h"
#include "geo/base/names.h"
#include "geo/base/paths.h"
#include "geo/base/text_file.h"

namespace geo {
namespace {

bool isDigit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }
bool isUpper(char c) { return std::isupper(static_cast<unsigned char>(c)) != 0; }
bool isLower(char c) { return std::islower(static_cast<unsigned char>(c)) != 0; }

bool allDigits(std::string_view word) { return !word.empty() && std::all_of(word.begin(), word.end(), isDigit); }

bool isYear(std::string_view word) {
    return word.size() == 4 && allDigits(word) && (word.substr(0, 2) == "19" || word.substr(0, 2) == "20");
}

std::vector<std::string> split(std::string_view text, std::string_view separators) {
    std::vector<std::string> words;
    for (size_t at = 0; at < text.size();) {
        const size_t end = std::min(text.find_first_of(separators, at), text.size());
        if (end > at) words.emplace_back(text.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

/// 2015 of "2015", "E2015" and "census2021"; empty for others.
std::string yearIn(std::string_view word) {
    size_t start = word.size();
    while (start > 0 && isDigit(word[start - 1])) --start;
    return isYear(word.substr(start)) ? std::string(word.substr(start)) : "";
}

/// "250 m" of "250m", "1 km" of "1km".
std::string cellSize(std::string_view word) {
    size_t digits = 0;
    while (digits < word.size() && isDigit(word[digits])) ++digits;
    const auto unit = word.substr(digits);
    if (digits == 0 || digits > 4 || (unit != "m" && unit != "km")) return {};
    return std::string(word.substr(0, digits)) + " " + std::string(unit);
}

void removeEnding(std::string& text) {
    static constexpr std::array kEndings{".tif", ".tiff", ".vrt", ".shp", ".geojson", ".json", ".gpkg",
                                         ".fgb", ".csv",  ".kml", ".gml", ".asc",     ".img",  ".nc",
                                         ".zip", ".gz",   ".pbf", ".osm", ".topojson"};
    for (bool found = true; found;) {
        found = false;
        for (const std::string_view ending : kEndings)
            if (text.size() > ending.size() && lowered(text).ends_with(ending))
                text.resize(text.size() - ending.size()), found = true;
    }
}

/// "02_", "04A_", "3-" and "0301040100_".
void removeOrder(std::string& text) {
    size_t start = 0;
    while (start < text.size() && isDigit(text[start])) ++start;
    if (start == 0 || isYear(std::string_view(text).substr(0, start))) return;
    if (start + 1 < text.size() && isUpper(text[start]) && text[start + 1] == '_') ++start;
    if (start + 1 < text.size() && std::string_view("_- ").find(text[start]) != std::string_view::npos) text.erase(0, start + 1);
}

/// slumClusters: two words. census2021 and ZEIS2 too, N1 and LCZ4b not.
std::string spaced(const std::string& word) {
    std::string out;
    for (size_t i = 0; i < word.size(); ++i) {
        const bool camel = i > 0 && isLower(word[i - 1]) && isUpper(word[i]);
        const bool number = i > 2 && isDigit(word[i]) && (isUpper(word[i - 1]) || isLower(word[i - 1])) &&
                            allDigits(std::string_view(word).substr(i)) &&
                            (word.size() - i <= 2 || isYear(std::string_view(word).substr(i)));
        if (camel || number) out += ' ';
        out += camel ? static_cast<char>(std::tolower(static_cast<unsigned char>(word[i]))) : word[i];
    }
    return out;
}

std::string capitalised(std::string text) {
    if (!text.empty()) text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
    return text;
}

}  // namespace

Result<TitleTable> parseTitles(std::string_view csv, const std::string& subject) {
    const auto parsed = parseCsv(csv, subject);
    if (!parsed) return Failure(parsed.error());
    const auto kind = parsed->column("kind"), words = parsed->column("words"), title = parsed->column("title");
    if (!kind || !words || !title)
        return fail(ErrorCode::Malformed, "The table needs the columns kind, words and title.", subject);
    TitleTable table;
    for (size_t i = 0; i < parsed->rows.size(); ++i) {
        const auto& row = parsed->rows[i];
        const auto list = split(row[*words], " ");
        if (row[*kind] == "series" && !list.empty() && !row[*title].empty())
            table.series.push_back({list, row[*title]});
        else if (row[*kind] == "asset" && !list.empty() && !row[*title].empty())
            table.assets.push_back({list, row[*title]});
        else if (row[*kind] == "word" && list.size() == 1)
            table.words.emplace_back(list[0], row[*title]);
        else
            return fail(ErrorCode::Malformed,
                        "Line " + std::to_string(i + 2) + " is neither a series or an asset with a title, nor one word.",
                        subject);
    }
    return table;
}

const TitleTable& knownTitles() {
    static const TitleTable table = [] {
        constexpr size_t kMostBytes = 1u << 20;
        const auto path = (dataFolder() / "titles.csv").string();
        const auto text = readTextFile(path, kMostBytes);
        auto parsed = text ? parseTitles(*text, path) : Result<TitleTable>(Failure(text.error()));
        return parsed ? std::move(*parsed) : TitleTable{};
    }();
    return table;
}

std::optional<std::string> seriesTitle(const TitleTable& table, std::string_view name) {
    const auto words = split(lowered(name), "_- .");
    for (const auto& series : table.series) {
        if (std::search(words.begin(), words.end(), series.words.begin(), series.words.end()) == words.end()) continue;
        std::string title = series.title, year;
        for (const auto& word : words)
            if (year.empty()) year = yearIn(word);
        if (const auto at = title.find("{year}"); at != std::string::npos) {
            title.replace(at, 6, year);
            if (year.empty() && at > 0 && title[at - 1] == ' ') title.erase(at - 1, 1);
        }
        return title;
    }
    return std::nullopt;
}

std::string assetTitle(const TitleTable& table, std::string_view title) {
    const auto known = std::ranges::find(table.assets, split(lowered(title), "_- .,"), &TitleTable::Series::words);
    return known == table.assets.end() ? std::string(title) : known->title;
}

std::string readableTitle(const TitleTable& table, std::string_view name) {
    std::string text(name);
    removeEnding(text);
    if (auto title = seriesTitle(table, text)) return *title;
    for (const std::string_view prefix : {"gis_osm_", "osm_"})
        if (text.rfind(prefix, 0) == 0) text.erase(0, prefix.size());
    for (const std::string_view suffix : {"_a_free_1", "_free_1"})
        if (text.size() > suffix.size() && text.ends_with(suffix)) text.resize(text.size() - suffix.size());
    removeOrder(text);

    std::vector<std::string> words, sizes;
    for (const auto& part : split(text, "_ "))
        for (const auto& word : split(spaced(part), " ")) {
            const auto known = std::ranges::find(table.words, lowered(word), [](const auto& entry) { return entry.first; });
            if (const auto size = cellSize(lowered(word)); !size.empty())
                sizes.push_back(size);
            else if (known == table.words.end())
                words.push_back(word);
            else if (!known->second.empty())
                words.push_back(known->second);
        }
    if (words.size() > 1 && isYear(words.front())) std::rotate(words.begin(), words.begin() + 1, words.end());
    const auto says = [](const std::string& word) {
        return std::any_of(word.begin(), word.end(), [](unsigned char c) { return std::isalnum(c) || c >= 0x80; });
    };
    if (std::none_of(words.begin(), words.end(), says)) return capitalised(std::string(name));
    std::string title;
    for (const auto& word : words) title += (title.empty() ? "" : " ") + word;
    for (const auto& size : sizes) title += ", " + size;
    return capitalised(std::move(title));
}

std::string readableTitle(std::string_view name) { return readableTitle(knownTitles(), name); }

std::optional<std::string> ownTitle(std::string_view metadata, std::string_view name) {
    constexpr size_t kShortest = 3, kLongest = 60;
    const auto start = metadata.find_first_not_of(" \t\r\n"), end = metadata.find_last_not_of(" \t\r\n.");
    if (start == std::string_view::npos || end == std::string_view::npos || end < start) return std::nullopt;
    const std::string text(metadata.substr(start, end - start + 1));
    const bool words = text.find(' ') != std::string::npos && text.find_first_of("_/\\\n") == std::string::npos;
    if (!words || text.size() < kShortest || text.size() > kLongest || lowered(text) == lowered(name)) return std::nullopt;
    return capitalised(text);
}

}  // namespace geo
