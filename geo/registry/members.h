#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/base/result.h"
#include "geo/space/types.h"

namespace geo {

/// One government of data/members.csv. `candidate` is not a member, and must look different wherever it is shown.
struct Member {
    std::string id;
    bool candidate = false;
    std::string office;  ///< seat on the steering committee; empty: none
    std::string nameEn, nameNative, nameFr, nameEs;
    std::string government, governmentLevel;
    std::string territory;  ///< shared by governments over the same territory
    std::string countryIso3, country, region;
    LonLat position;
    std::optional<double> population;  ///< urban agglomeration
    int populationYear = 0;
    std::string populationSource;
    std::string timezone;
    int utmEpsg = 0;
    std::string memberSource, notes;

    /// What the city is called, English first; languages without a name of their own are left out.
    [[nodiscard]] std::vector<std::string> names() const;
};

/// What to keep; empty fields keep everything.
struct MemberFilter {
    std::string text;  ///< any name, with or without accents, any script; also government, country, id
    std::string region, country;
    bool withCandidates = false;
    bool withOffice = false;
    std::optional<LonLat> near;  ///< sort by distance from here instead of by rank of the match
};

/// The registry; immutable after loading, safe from any thread.
class Members {
public:
    [[nodiscard]] static Result<Members> load(const std::string& csvPath);
    [[nodiscard]] static Result<Members> parse(const std::string& csv, const std::string& subject);

    [[nodiscard]] const std::vector<Member>& all() const { return m_members; }
    [[nodiscard]] const Member* find(std::string_view id) const;
    /// Best matches first: name equal, name begins, word begins, contains; then by population.
    [[nodiscard]] std::vector<const Member*> search(const MemberFilter& filter) const;
    /// The other governments of the same territory.
    [[nodiscard]] std::vector<const Member*> sharing(const Member& member) const;
    /// All governments of a territory: members before candidates, and first the one that it is named after.
    [[nodiscard]] std::vector<const Member*> governing(std::string_view territory) const;
    [[nodiscard]] std::vector<std::string> regions() const;

private:
    std::vector<Member> m_members;
    std::vector<std::string> m_searchText;  // folded, one per member
};

/// Whether two governments share one territory, and with it one map; every government does with itself.
[[nodiscard]] bool shareTerritory(const Member& a, const Member& b);

/// Lower case without accents, for comparing: "São Paulo" and "sao paulo" fold alike; scripts without case stay as they are.
[[nodiscard]] std::string fold(std::string_view utf8);

/// Folded words joined by single hyphens: "Land use (OSM)" -> "land-use-osm". Scripts without an ASCII form stay, unless only
/// ASCII is wanted: then they are left out. May be empty.
enum class Letters { Any, Ascii };
[[nodiscard]] std::string hyphenated(std::string_view name, Letters letters);

}  // namespace geo
