#pragma once

#include "viewer/ui/member_search.h"
#include "viewer/ui/widgets.h"

namespace ui {

/// Height of a member's row, unscaled px.
inline constexpr double kMemberRow = 50;

/// One member in a list: name, native name, country and population, office or candidate badge. `marked`: chosen by keyboard.
/// True: clicked. Hovering notes the member in the shared state.
bool memberRow(Frame& frame, const geo::Member& member, const MemberText& text, bool marked);

/// The colour that the map gives a region: that of the class of this name in any layer, grey where there is none.
[[nodiscard]] geo::Colour regionColour(const UiModel& model, const std::string& region);

/// A dot for a member; a hollow, dashed-looking ring for a candidate.
void paintMemberDot(Frame& frame, ImDrawList& list, ImVec2 centre, const geo::Member& member);

}  // namespace ui
