#pragma once

#include <string>
#include <vector>

#include "geo/registry/members.h"

namespace ui {

/// One line of a member's card.
struct MemberFact {
    std::string name, value;
    std::string address;   ///< of a page; the value is how to show it
    std::string memberId;  ///< of another member that the value names
};

/// Everything the registry knows of a member, in reading order, without what is blank.
[[nodiscard]] std::vector<MemberFact> memberFacts(const geo::Members& members, const geo::Member& member);

}  // namespace ui
