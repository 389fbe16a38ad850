#include "geo/prepare/request.h"

#include <algorithm>
#include <utility>

#include "geo/base/paths.h"
#include "geo/prepare/named_sources.h"

namespace geo {
namespace {

constexpr size_t kYearDigits = 4;
constexpr int kFirstYear = 1800, kLastYear = 2100;
constexpr int kDemonstrationYear = 2017;  // data/demo/README.md: state of December 2017

bool isDigit(char c) { return c >= '0' && c <= '9'; }

std::string namesLike(const std::string& name, const Members& members) {
    MemberFilter filter;
    filter.text = name;
    filter.withCandidates = true;
    std::string list;
    const auto found = members.search(filter);
    for (size_t i = 0; i < std::min<size_t>(found.size(), 3); ++i) list += (list.empty() ? "" : ", ") + found[i]->id;
    return list;
}

// The one member, or the one territory, that a name means as a whole.
const Member* namedLike(const std::string& name, const Members& members) {
    const std::string wanted = fold(name);
    const Member* only = nullptr;
    for (const auto& member : members.all()) {
        const bool same = fold(member.nameEn) == wanted || fold(member.nameNative) == wanted || fold(member.nameFr) == wanted ||
                          fold(member.nameEs) == wanted;
        if (!same) continue;
        if (only && only->territory != member.territory) return nullptr;
        if (!only) only = &member;
    }
    return only;
}

}  // namespace

const std::vector<SourceArgument>& PrepareRequest::of(SourceRole role) const {
    const std::array lists{&osm, &landcover, &population, &builtup, &districts, &informal};
    return *lists[static_cast<size_t>(role)];
}

std::vector<SourceArgument>& PrepareRequest::of(SourceRole role) {
    return const_cast<std::vector<SourceArgument>&>(std::as_const(*this).of(role));
}

bool PrepareRequest::saysNothing() const { return osm.empty() && landcover.empty() && population.empty() && builtup.empty(); }

Result<SourceArgument> parseSourceArgument(std::string_view text) {
    SourceArgument source{std::string(text), 0};
    if (text.size() > kYearDigits && text[kYearDigits] == '=' && std::all_of(text.begin(), text.begin() + kYearDigits, isDigit))
        source = {std::string(text.substr(kYearDigits + 1)), std::stoi(std::string(text.substr(0, kYearDigits)))};
    if (source.year != 0 && (source.year < kFirstYear || source.year > kLastYear))
        return fail(ErrorCode::Malformed, "The year of a source is one from 1800 to 2100.", std::string(text));
    if (source.where.empty())
        return fail(ErrorCode::Malformed, "No source is named here; give a path, a URL or a name such as worldcover:2021.",
                    std::string(text));
    return source;
}

Result<std::vector<SourceArgument>> forEpochs(const std::vector<SourceArgument>& sources, const std::vector<int>& epochs) {
    if (epochs.empty()) return sources;
    std::vector<SourceArgument> all;
    for (const auto& source : sources) {
        const auto named = isNamedSource(source.where);
        if (!named) return Failure(named.error());
        const bool open = *named && source.year == 0 && source.where.find(':') == std::string::npos;
        if (!open) {
            all.push_back(source);
            continue;
        }
        for (const int year : epochs) all.push_back({source.where + ':' + std::to_string(year), year});
    }
    return all;
}

Result<PrepareCity> chooseCity(const std::string& name, const std::optional<GeographicExtent>& box, const Members& members) {
    const auto* member = members.find(name);
    if (!member) member = namedLike(name, members);
    if (member) return PrepareCity{member->id, member->nameEn, member->position, member->countryIso3, true};
    if (!box) {
        const auto like = namesLike(name, members);
        return fail(ErrorCode::NotFound,
                    like.empty() ? "The registry has no member of this name; add --bbox W,S,E,N to make a pack of any place."
                                 : "The registry has no member of just this name, but has " + like +
                                       "; use one of these, or add --bbox W,S,E,N to make a pack of any place.",
                    name);
    }
    auto id = hyphenated(name, Letters::Ascii);
    if (id.empty())
        return fail(ErrorCode::Malformed,
                    "This name has no Latin letter or digit, and a pack's folder needs one; name it in Latin.", name);
    return PrepareCity{std::move(id), name, box->centre(), {}, false};
}

std::vector<SourceArgument> demonstrationSources(const PrepareCity& city) {
    const std::string name = "demo:" + city.id;
    if (resolveDemoPath(name)) return {{name, kDemonstrationYear}};
    return {};
}

}  // namespace geo
