#include "geo/registry/members.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <tuple>

#include "geo/base/csv.h"
#include "geo/base/text_file.h"
#include "geo/space/transform.h"

namespace geo {
namespace {

constexpr size_t kMostBytes = 16 << 20;
constexpr size_t kMostMembers = 100000;
constexpr std::array<const char*, 22> kColumns{
    "id",         "status",           "office",          "name_en",           "name_native", "name_fr",  "name_es",
    "government", "government_level", "territory",       "country_iso3",      "country_en",  "region",   "lat",
    "lon",        "population_metro", "population_year", "population_source", "timezone",    "utm_epsg", "member_source",
    "notes"};

/// A row by column name. Errors are kept until asked for, so that a row reads as a list of fields.
class Row {
public:
    Row(const CsvTable& table, size_t row) : m_table(table), m_row(row) {}

    const std::string& text(const char* column) const { return m_table.rows[m_row][*m_table.column(column)]; }

    template <class Number>
    std::optional<Number> number(const char* column, Number least, Number most) {
        const std::string& field = text(column);
        if (field.empty()) return std::nullopt;
        Number value{};
        const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
        if (error == std::errc() && end == field.data() + field.size() && value >= least && value <= most) return value;
        complain(fmt::format("\"{}\" is no {} from {} to {}", field, column, least, most));
        return std::nullopt;
    }

    void complain(const std::string& what) {
        if (m_complaint.empty()) m_complaint = fmt::format("Row {} (\"{}\"): {}.", m_row + 2, text("id"), what);
    }
    [[nodiscard]] const std::string& complaint() const { return m_complaint; }

private:
    const CsvTable& m_table;
    size_t m_row;
    std::string m_complaint;
};

Member readMember(Row& row) {
    Member m;
    m.id = row.text("id");
    m.candidate = row.text("status") == "candidate";
    m.office = row.text("office");
    m.nameEn = row.text("name_en");
    m.nameNative = row.text("name_native");
    m.nameFr = row.text("name_fr");
    m.nameEs = row.text("name_es");
    m.government = row.text("government");
    m.governmentLevel = row.text("government_level");
    m.territory = row.text("territory");
    m.countryIso3 = row.text("country_iso3");
    m.country = row.text("country_en");
    m.region = row.text("region");
    m.populationSource = row.text("population_source");
    m.timezone = row.text("timezone");
    m.memberSource = row.text("member_source");
    m.notes = row.text("notes");
    const auto lat = row.number("lat", -90.0, 90.0), lon = row.number("lon", -180.0, 180.0);
    m.position = {lon.value_or(0), lat.value_or(0)};
    m.population = row.number("population_metro", 0.0, 1e9);
    m.populationYear = row.number("population_year", 1900, 2200).value_or(0);
    m.utmEpsg = row.number("utm_epsg", 1024, 32767).value_or(0);

    if (m.id.empty() || m.nameEn.empty()) row.complain("a government needs an id and a name");
    if (!m.candidate && row.text("status") != "member") row.complain("the status is neither member nor candidate");
    if (!lat || !lon) row.complain("a government needs a latitude and a longitude");
    return m;
}

/// Punctuation and spaces all count as one space, so that "Saint-Denis" is found by "saint denis".
std::string searchKey(std::string_view text) {
    std::string key;
    for (const char c : fold(text)) {
        const bool gap = static_cast<unsigned char>(c) < 0x80 && !((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
        if (!gap) {
            key += c;
        } else if (!key.empty() && key.back() != ' ') {
            key += ' ';
        }
    }
    if (key.ends_with(' ')) key.pop_back();
    return key;
}

// The search text of a member: its names, each between line breaks, then after kRest what else it may be found by.
constexpr char kRest = '\f';

std::string searchText(const Member& m) {
    std::string text = "\n";
    for (const auto& name : m.names()) text += searchKey(name) + "\n";
    text += kRest;
    for (const auto* other : {&m.government, &m.country, &m.countryIso3, &m.territory, &m.id})
        text.append(1, ' ').append(searchKey(*other));
    return text;
}

enum class Match { NameEqual, NameBegins, WordBegins, NameContains, Elsewhere, EachWord, None };

Match matchOf(const std::string& text, const std::string& key) {
    if (key.empty()) return Match::NameEqual;
    const std::string_view names = std::string_view(text).substr(0, text.find(kRest));
    if (names.find(fmt::format("\n{}\n", key)) != std::string_view::npos) return Match::NameEqual;
    if (names.find(fmt::format("\n{}", key)) != std::string_view::npos) return Match::NameBegins;
    if (names.find(fmt::format(" {}", key)) != std::string_view::npos) return Match::WordBegins;
    if (names.find(key) != std::string_view::npos) return Match::NameContains;
    if (text.find(fmt::format(" {}", key)) != std::string::npos) return Match::Elsewhere;
    for (std::string_view rest = key; !rest.empty();) {
        const auto end = std::min(rest.find(' '), rest.size());
        if (text.find(rest.substr(0, end)) == std::string::npos) return Match::None;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return key.find(' ') == std::string::npos ? Match::None : Match::EachWord;
}

bool sameText(const std::string& a, const std::string& b) { return fold(a) == fold(b); }

}  // namespace

std::vector<std::string> Member::names() const {
    std::vector<std::string> names{nameEn, nameNative, nameFr, nameEs};
    std::erase(names, "");
    return names;
}

Result<Members> Members::load(const std::string& csvPath) {
    const auto text = readTextFile(csvPath, kMostBytes);
    if (!text) return Failure(text.error());
    return parse(*text, csvPath);
}

Result<Members> Members::parse(const std::string& csv, const std::string& subject) {
    const auto table = parseCsv(csv, subject);
    if (!table) return Failure(table.error());
    for (const char* column : kColumns)
        if (!table->column(column))
            return fail(ErrorCode::Malformed, fmt::format("The registry has no column \"{}\".", column), subject);
    if (table->rows.size() > kMostMembers) return fail(ErrorCode::TooLarge, "The registry has more than 100,000 rows.", subject);

    Members members;
    std::set<std::string> ids;
    for (size_t i = 0; i < table->rows.size(); ++i) {
        Row row(*table, i);
        Member member = readMember(row);
        if (!ids.insert(member.id).second) row.complain("this id stands in an earlier row");
        if (!row.complaint().empty()) return fail(ErrorCode::Malformed, row.complaint(), subject);
        members.m_searchText.push_back(searchText(member));
        members.m_members.push_back(std::move(member));
    }
    return members;
}

const Member* Members::find(std::string_view id) const {
    const auto found = std::ranges::find(m_members, id, &Member::id);
    return found == m_members.end() ? nullptr : &*found;
}

std::vector<const Member*> Members::search(const MemberFilter& filter) const {
    struct Hit {
        const Member* member;
        Match match;
        double distance;
    };
    const std::string key = searchKey(filter.text);
    std::vector<Hit> hits;
    for (size_t i = 0; i < m_members.size(); ++i) {
        const Member& m = m_members[i];
        if (m.candidate && !filter.withCandidates) continue;
        if (filter.withOffice && m.office.empty()) continue;
        if (!filter.region.empty() && !sameText(m.region, filter.region)) continue;
        if (!filter.country.empty() && !sameText(m.country, filter.country) && !sameText(m.countryIso3, filter.country)) continue;
        const Match match = matchOf(m_searchText[i], key);
        if (match == Match::None) continue;
        hits.push_back({&m, match, filter.near ? geodesicDistance(*filter.near, m.position) : 0});
    }
    // Candidates come after members of the same rank: they are not members.
    const auto before = [](const Hit& a, const Hit& b) {
        const auto order = [](const Hit& h) {
            return std::tuple(h.distance, h.match, h.member->candidate, -h.member->population.value_or(-1),
                              std::string_view(h.member->nameEn));
        };
        return order(a) < order(b);
    };
    std::ranges::stable_sort(hits, before);
    std::vector<const Member*> found;
    found.reserve(hits.size());
    for (const auto& hit : hits) found.push_back(hit.member);
    return found;
}

std::vector<const Member*> Members::sharing(const Member& member) const {
    std::vector<const Member*> others;
    for (const auto& other : m_members)
        if (other.id != member.id && shareTerritory(other, member)) others.push_back(&other);
    return others;
}

std::vector<const Member*> Members::governing(std::string_view territory) const {
    std::vector<const Member*> all;
    for (const auto& member : m_members)
        if (!territory.empty() && member.territory == territory) all.push_back(&member);
    std::ranges::stable_sort(all, {}, [&](const Member* m) { return std::pair(m->candidate, m->id != territory); });
    return all;
}

bool shareTerritory(const Member& a, const Member& b) {
    return a.id == b.id || (!a.territory.empty() && a.territory == b.territory);
}

std::vector<std::string> Members::regions() const {
    std::set<std::string> names;
    for (const auto& member : m_members)
        if (!member.region.empty()) names.insert(member.region);
    return {names.begin(), names.end()};
}

}  // namespace geo
