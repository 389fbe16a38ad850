#include "geo/prepare/named_sources.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <utility>

#include "geo/base/csv.h"
#include "geo/base/paths.h"
#include "geo/base/text_file.h"
#include "geo/prepare/source_tiles.h"

namespace geo {
namespace {

constexpr size_t kMostBytes = 1 << 20;
constexpr int kFirstEpoch = 1975, kLastEpoch = 2030, kEpochStep = 5;
constexpr const char* kUsualEpoch = "2020";

// A row of the table.
struct Entry {
    std::string name, version, role, title, tiling, url, scheme, unit, date, licence, attribution, doi;
};

Result<std::vector<Entry>> parseEntries(const std::string& csv, const std::string& subject) {
    const auto table = parseCsv(csv, subject);
    if (!table) return Failure(table.error());
    constexpr std::pair<std::string_view, std::string Entry::*> kColumns[] = {{"name", &Entry::name},
                                                                              {"version", &Entry::version},
                                                                              {"role", &Entry::role},
                                                                              {"title", &Entry::title},
                                                                              {"tiling", &Entry::tiling},
                                                                              {"url", &Entry::url},
                                                                              {"scheme", &Entry::scheme},
                                                                              {"unit", &Entry::unit},
                                                                              {"date", &Entry::date},
                                                                              {"licence", &Entry::licence},
                                                                              {"attribution", &Entry::attribution},
                                                                              {"doi", &Entry::doi}};
    std::vector<Entry> entries(table->rows.size());
    for (const auto& [name, member] : kColumns) {
        const auto column = table->column(name);
        if (!column)
            return fail(ErrorCode::Malformed, "The table of sources lacks the column \"" + std::string(name) + "\".", subject);
        for (size_t row = 0; row < entries.size(); ++row) entries[row].*member = table->rows[row][*column];
    }
    return entries;
}

void replaceAll(std::string& text, std::string_view what, std::string_view by) {
    for (size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
        text.replace(at, what.size(), by);
}

std::string inCase(std::string_view text, int (*convert)(int)) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), [&](unsigned char c) { return static_cast<char>(convert(c)); });
    return out;
}

bool isEpoch(std::string_view version) {
    int year = 0;
    const auto [end, error] = std::from_chars(version.data(), version.data() + version.size(), year);
    return error == std::errc() && end == version.data() + version.size() && year >= kFirstEpoch && year <= kLastEpoch &&
           (year - kFirstEpoch) % kEpochStep == 0;
}

std::string knownNames(const std::vector<Entry>& entries, std::string_view role) {
    std::string list;
    for (const auto& entry : entries) {
        if (!role.empty() && entry.role != role) continue;
        list += (list.empty() ? "" : ", ") + entry.name + ':' + (entry.version == "epoch" ? kUsualEpoch : entry.version);
    }
    return list;
}

// The row that a name and a version mean; without a version the newest, which stands first.
Result<std::pair<Entry, std::string>> choose(const std::vector<Entry>& entries, std::string_view text, std::string_view role) {
    const auto colon = text.find(':');
    const auto name = text.substr(0, colon), version = colon == std::string_view::npos ? "" : text.substr(colon + 1);
    bool nameKnown = false;
    for (const auto& entry : entries) {
        if (entry.name != name) continue;
        if (entry.role != role)
            return fail(
                ErrorCode::Malformed,
                "This source tells of " + entry.role + ", not of " + std::string(role) + "; give it as --" + entry.role + ".",
                std::string(text));
        nameKnown = true;
        if (entry.version == "epoch") {
            if (version.empty()) return std::pair(entry, std::string(kUsualEpoch));
            if (isEpoch(version)) return std::pair(entry, std::string(version));
        } else if (version.empty() || version == entry.version) {
            return std::pair(entry, entry.version);
        }
    }
    const auto known = knownNames(entries, role);
    return fail(ErrorCode::NotFound,
                (nameKnown ? "This source has no such version; known are " : "There is no source of this name; known are ") +
                    known + (nameKnown ? " (years of the GHSL: 1975 to 2030 by 5)." : "; or give the path of a file."),
                std::string(text));
}

Result<std::vector<std::string>> tilesOf(const Entry& entry, const GeographicExtent& box, const std::string& subject) {
    if (entry.tiling == "degrees-3") return degreeTiles(box, 3);
    if (entry.tiling == "ghsl-1000km") return ghslTiles(box);
    if (entry.tiling == "country") return std::vector<std::string>{""};
    return fail(ErrorCode::Malformed, "The table of sources has the unknown tiling \"" + entry.tiling + "\".", subject);
}

/// The program's own table, read once.
const Result<std::vector<Entry>>& ownTable() {
    static const auto table = []() -> Result<std::vector<Entry>> {
        const auto path = (dataFolder() / "sources/sources.csv").string();
        const auto text = readTextFile(path, kMostBytes);
        return text ? parseEntries(*text, path) : Result<std::vector<Entry>>(Failure(text.error()));
    }();
    return table;
}

Result<NamedSource> find(const std::vector<Entry>& entries, const std::string& subject, std::string_view text,
                         std::string_view role, const GeographicExtent& box, std::string_view iso3) {
    auto chosen = choose(entries, text, role);
    if (!chosen) return Failure(chosen.error());
    auto& [entry, version] = *chosen;
    if (entry.tiling == "country" && iso3.empty())
        return fail(ErrorCode::Malformed,
                    "This source is published by country, and the country is not known here; name a city of the registry, or "
                    "give the path of a file.",
                    std::string(text));
    const auto tiles = tilesOf(entry, box, subject);
    if (!tiles) return Failure(tiles.error());

    NamedSource source{entry.name + ':' + version, entry.role, entry.title, entry.scheme, entry.unit, entry.date, entry.licence,
                       entry.attribution,          entry.doi,  {}};
    replaceAll(source.date, "{version}", version);
    if (entry.version == "epoch") source.title += ", " + version;
    for (const auto& tile : *tiles) {
        auto& url = source.files.emplace_back(entry.url);
        replaceAll(url, "{tile}", tile);
        replaceAll(url, "{version}", version);
        replaceAll(url, "{ISO3}", inCase(iso3, std::toupper));
        replaceAll(url, "{iso3}", inCase(iso3, std::tolower));
    }
    return source;
}

}  // namespace

Result<bool> isNamedSource(std::string_view text) {
    const auto name = text.substr(0, text.find(':'));
    if (name.find_first_of("/.\\") != std::string_view::npos) return false;
    const auto& entries = ownTable();
    if (!entries) return Failure(entries.error());
    return std::ranges::find(*entries, name, &Entry::name) != entries->end();
}

Result<NamedSource> findNamedSource(std::string_view text, std::string_view role, const GeographicExtent& box,
                                    std::string_view iso3) {
    const auto& entries = ownTable();
    if (!entries) return Failure(entries.error());
    return find(*entries, "data/sources/sources.csv", text, role, box, iso3);
}

Result<NamedSource> findNamedSource(const std::string& csv, const std::string& subject, std::string_view text,
                                    std::string_view role, const GeographicExtent& box, std::string_view iso3) {
    const auto entries = parseEntries(csv, subject);
    if (!entries) return Failure(entries.error());
    return find(*entries, subject, text, role, box, iso3);
}

std::string adviceWithoutNetwork(const NamedSource& source) {
    std::string address = source.files.empty() ? "" : source.files.front();
    replaceAll(address, "/vsizip//vsicurl/", "");
    if (const auto inside = address.find(".zip/"); inside != std::string::npos) address.resize(inside + 4);
    const std::string more = source.files.size() > 1 ? " and " + std::to_string(source.files.size() - 1) + " more" : "";
    return source.title + " could not be reached; see that the network is there, or fetch " + address + more +
           " elsewhere and give the file: --" + source.role + " FILE.";
}

}  // namespace geo
