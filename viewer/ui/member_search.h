#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "geo/registry/members.h"

namespace ui {

/// The words of one row, written once.
struct MemberText {
    std::string native;  ///< empty where it is the English name
    std::string detail;  ///< "Uruguay · 1.75 million"
    std::string office;  ///< short: "Treasurer"
};

/// Searches only when the question changed, so that asking every frame costs nothing.
class MemberSearch {
public:
    const std::vector<const geo::Member*>& find(const geo::Members& members, const geo::MemberFilter& filter);
    [[nodiscard]] const MemberText& text(const geo::Member& member);

private:
    const geo::Members* m_members = nullptr;
    geo::MemberFilter m_filter;
    std::vector<const geo::Member*> m_hits;
    std::unordered_map<const geo::Member*, MemberText> m_texts;
};

/// What stands before the brackets: "treasurer and co-presidency (presentation, 2025)" -> "Treasurer and co-presidency".
[[nodiscard]] std::string shortOffice(const std::string& office);

/// Countries of the members, of one region where it is given, sorted.
[[nodiscard]] std::vector<std::string> countriesOf(const geo::Members& members, const std::string& region, bool withCandidates);

}  // namespace ui
