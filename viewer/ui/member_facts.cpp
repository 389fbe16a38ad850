#include "viewer/ui/member_facts.h"

#include <fmt/format.h>

#include "viewer/ui/formats.h"

namespace ui {
namespace {

std::string shownAddress(const std::string& address) {
    const size_t scheme = address.find("://");
    return scheme == std::string::npos ? address : address.substr(scheme + 3);
}

bool isAddress(const std::string& text) { return text.starts_with("http://") || text.starts_with("https://"); }

/// "evidence: board; source year: 2023; also https://..." as lines, addresses apart.
void addNotes(const std::string& notes, std::vector<MemberFact>& facts) {
    std::string name = "Evidence";
    std::vector<std::string> addresses;
    for (size_t at = 0; at < notes.size();) {
        const size_t end = std::min(notes.find("; ", at), notes.size());
        std::string part = notes.substr(at, end - at);
        at = end + 2;
        if (part.starts_with("also ") && isAddress(part.substr(5))) {
            addresses.push_back(part.substr(5));
            continue;
        }
        if (part.starts_with("evidence: ")) part = part.substr(10);
        facts.push_back({name, capitalised(part), {}, {}});
        name.clear();
    }
    for (const auto& address : addresses) facts.push_back({"Also", shownAddress(address), address, {}});
}

}  // namespace

std::vector<MemberFact> memberFacts(const geo::Members& members, const geo::Member& m) {
    std::vector<MemberFact> facts;
    const auto add = [&](const char* name, const std::string& value) {
        if (!value.empty()) facts.push_back({name, value, {}, {}});
    };
    add("Government", m.government);
    add("Level", capitalised(m.governmentLevel));
    add("Office", capitalised(m.office));
    add("French", m.nameFr);
    add("Spanish", m.nameEs);
    if (m.population) {
        add("Population", formatPopulation(*m.population));
        add("", fmt::format("{}{}{}", m.populationYear, m.populationSource.empty() ? "" : ", ", m.populationSource));
    }
    add("Time zone", m.timezone);
    add("Position", formatLonLat(m.position));
    const char* shared = "Territory";
    for (const auto* other : members.sharing(m)) {
        facts.push_back({shared, "Shared with " + other->nameEn + (other->candidate ? " (candidate)" : ""), {}, other->id});
        shared = "";
    }
    if (isAddress(m.memberSource))
        facts.push_back({"Source", shownAddress(m.memberSource), m.memberSource, {}});
    else
        add("Source", m.memberSource);
    addNotes(m.notes, facts);
    return facts;
}

}  // namespace ui
