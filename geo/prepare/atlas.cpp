#include "geo/prepare/atlas.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <sstream>

#include "geo/base/atomic_file.h"
#include "geo/base/names.h"
#include "geo/base/paths.h"
#include "geo/base/text_file.h"
#include "geo/pack/pack_folder.h"
#include "geo/pack/pack_writer.h"
#include "geo/prepare/named_sources.h"

namespace geo {
namespace fs = std::filesystem;
namespace {

constexpr const char* kJournal = ".preparing";
constexpr size_t kMostJournalBytes = 1 << 20;
constexpr double kKmPerDegree = 111.32;
constexpr std::string_view kIdMark = "{id}";

Result<bool> isThere(const std::string& where) {
    const auto named = isNamedSource(where);
    if (!named || *named) return named;
    if (where.find("://") != std::string::npos || where.starts_with("/vsi") || namesDatabase(where)) return true;
    const auto path = resolveDemoPath(where);
    std::error_code error;
    return path && fs::exists(*path, error);
}

void putId(std::string& where, const std::string& id) {
    for (size_t at = where.find(kIdMark); at != std::string::npos; at = where.find(kIdMark, at + id.size()))
        where.replace(at, kIdMark.size(), id);
}

/// The pattern's sources for one city; `own`: whether a file of its own is among them.
Result<PrepareRequest> requestOf(const PrepareRequest& pattern, const PrepareCity& city, bool& own) {
    PrepareRequest request = pattern;
    request.city = city.id;
    request.output = (fs::path(pattern.output) / city.id).string();
    std::optional<Error> trouble;
    forEachRole(request, [&](SourceRole, std::vector<SourceArgument>& sources) {
        std::vector<SourceArgument> kept;
        for (auto& source : sources) {
            const bool ofCity = source.where.find(kIdMark) != std::string::npos;
            putId(source.where, city.id);
            const auto there = ofCity ? isThere(source.where) : Result<bool>(true);
            if (!there) trouble = there.error();
            if (!there || !*there) continue;
            own = own || ofCity;
            kept.push_back(std::move(source));
        }
        sources = std::move(kept);
    });
    if (trouble) return Failure(*trouble);
    return request;
}

/// A file that all cities share has to be there.
Result<void> checkShared(const PrepareRequest& pattern) {
    Result<void> good;
    forEachRole(pattern, [&](SourceRole, const std::vector<SourceArgument>& sources) {
        for (const auto& source : sources) {
            if (!good || source.where.find(kIdMark) != std::string::npos) continue;
            const auto there = isThere(source.where);
            if (!there)
                good = Failure(there.error());
            else if (!*there)
                good = fail(ErrorCode::NotFound, "There is no such file or folder.", source.where);
        }
    });
    return good;
}

/// What is done of an atlas that is being made.
class Journal {
public:
    Journal(const fs::path& folder, const std::string& fingerprint) : m_file(folder / kJournal), m_fingerprint(fingerprint) {
        const auto text = readTextFile(m_file.string(), kMostJournalBytes);
        if (!text) return;
        std::istringstream lines(*text);
        std::string line;
        if (!std::getline(lines, line) || line != fingerprint) return;
        while (std::getline(lines, line)) m_done.insert(line);
    }
    [[nodiscard]] bool has(const std::string& id) const { return m_done.contains(id); }
    Result<void> begin() { return write(); }
    Result<void> add(const std::string& id) {
        m_done.insert(id);
        return write();
    }
    void remove() {
        std::error_code error;
        fs::remove(m_file, error);
    }

private:
    Result<void> write() {
        std::string text = m_fingerprint + "\n";
        for (const auto& id : m_done) text += id + "\n";
        return writeFileAtomically(m_file.string(), text, "atlas");
    }

    fs::path m_file;
    std::string m_fingerprint;
    std::set<std::string> m_done;
};

Result<void> makeFolder(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error)
        return fail(ErrorCode::Output, "The folder of the atlas cannot be made; choose another.", folder.string(),
                    error.message());
    return {};
}

}  // namespace

GeographicExtent boxAround(const LonLat& centre, double sideKm) {
    const double half = sideKm / 2 / kKmPerDegree;
    const double across = half / std::max(0.01, std::cos(centre.latDeg * M_PI / 180));
    return {std::remainder(centre.lonDeg - across, 360), std::max(-90.0, centre.latDeg - half),
            std::remainder(centre.lonDeg + across, 360), std::min(90.0, centre.latDeg + half)};
}

Result<std::vector<AtlasCity>> planAtlas(const PrepareRequest& pattern, double aroundKm, const Members& members) {
    if (auto good = checkShared(pattern); !good) return Failure(good.error());
    std::vector<AtlasCity> cities;
    const bool demonstration = pattern.saysNothing() && pattern.districts.empty();
    for (const auto& member : members.all()) {
        if (member.candidate) continue;
        PrepareCity city{member.id, member.nameEn, member.position, member.countryIso3, true};
        bool own = false;
        auto request = requestOf(pattern, city, own);
        if (!request) return Failure(request.error());
        if (demonstration) {
            request->osm = demonstrationSources(city);
            own = !request->osm.empty();
        }
        if (aroundKm > 0) request->box = boxAround(city.centre, aroundKm);
        if (request->saysNothing() || !(own || aroundKm > 0)) continue;
        cities.push_back({std::move(city), std::move(*request)});
    }
    return cities;
}

std::string fingerprintOf(const PrepareRequest& pattern, double aroundKm) {
    std::string text =
        fmt::format("around={};scheme={};attribution={}", aroundKm, pattern.scheme, fmt::join(pattern.attribution, ","));
    forEachRole(pattern, [&](SourceRole role, const std::vector<SourceArgument>& sources) {
        text += fmt::format(";{}=", kSourceRoles[static_cast<size_t>(role)]);
        for (const auto& source : sources) text += fmt::format("{}={},", source.year, shownSource(source.where));
    });
    std::ranges::replace(text, '\n', ' ');
    return text;
}

Result<AtlasOutcome> makeAtlas(const fs::path& folder, const std::vector<AtlasCity>& cities, const std::string& fingerprint,
                               const MakePack& make, const std::stop_token& stop) {
    if (auto done = makeFolder(folder); !done) return Failure(done.error());
    if (auto free = mayReplaceCatalog(folder); !free) return Failure(free.error());
    Journal journal(folder, fingerprint);
    if (auto done = journal.begin(); !done) return Failure(done.error());
    AtlasOutcome outcome;
    for (const auto& one : cities) {
        if (stop.stop_requested()) return fail(ErrorCode::Cancelled, "Preparing was cancelled.", one.city.title);
        std::error_code error;
        if (journal.has(one.city.id) && fs::exists(fs::path(one.request.output) / kItemFile, error)) {
            ++outcome.kept;
            continue;
        }
        if (const auto made = make(one); !made) {
            if (made.error().code == ErrorCode::Cancelled) return Failure(made.error());
            outcome.failures.emplace_back(one.city.title, made.error());
            continue;
        }
        ++outcome.made;
        if (auto noted = journal.add(one.city.id); !noted) return Failure(noted.error());
        if (auto written = writeAtlas(folder, "atlas", "Atlas of metropolises"); !written) return Failure(written.error());
    }
    if (outcome.failures.empty()) journal.remove();
    if (outcome.made == 0 && outcome.kept > 0)  // else it was written after the last that was made
        if (auto written = writeAtlas(folder, "atlas", "Atlas of metropolises"); !written) return Failure(written.error());
    return outcome;
}

}  // namespace geo
