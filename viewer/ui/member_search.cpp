#include "viewer/ui/member_search.h"

#include <set>

#include "viewer/ui/formats.h"

namespace ui {
namespace {

bool sameQuestion(const geo::MemberFilter& a, const geo::MemberFilter& b) {
    return a.text == b.text && a.region == b.region && a.country == b.country && a.withCandidates == b.withCandidates &&
           a.withOffice == b.withOffice && a.near == b.near;
}

}  // namespace

const std::vector<const geo::Member*>& MemberSearch::find(const geo::Members& members, const geo::MemberFilter& filter) {
    if (m_members == &members && sameQuestion(m_filter, filter)) return m_hits;
    if (m_members != &members) m_texts.clear();
    m_members = &members;
    m_filter = filter;
    m_hits = members.search(filter);
    return m_hits;
}

const MemberText& MemberSearch::text(const geo::Member& member) {
    const auto [found, isNew] = m_texts.try_emplace(&member);
    if (!isNew) return found->second;
    MemberText& text = found->second;
    if (member.nameNative != member.nameEn) text.native = member.nameNative;
    text.detail = member.country;
    if (member.population) text.detail += " · " + formatPopulation(*member.population);
    text.office = shortOffice(member.office);
    return text;
}

std::string shortOffice(const std::string& office) {
    auto text = office.substr(0, office.find('('));
    while (!text.empty() && text.back() == ' ') text.pop_back();
    return capitalised(text);
}

std::vector<std::string> countriesOf(const geo::Members& members, const std::string& region, bool withCandidates) {
    std::set<std::string> countries;
    for (const auto& member : members.all()) {
        if ((region.empty() || member.region == region) && (withCandidates || !member.candidate))
            countries.insert(member.country);
    }
    return {countries.begin(), countries.end()};
}

}  // namespace ui
