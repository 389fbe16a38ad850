#pragma once

#include <string_view>

#include "viewer/ui/frame.h"
#include "viewer/ui/icons.h"

namespace ui {

/// Painting of text in any script. Positions are screen px, logical.

/// Draws one line with its top left at `at`, shortened with an ellipsis beyond `maxWidth` (0: as long as it is). Returns its
/// width.
float paintText(Frame& frame, ImVec2 at, Type type, geo::Colour colour, std::string_view utf8, float maxWidth = 0);
/// Width of one line.
[[nodiscard]] float textWidth(Frame& frame, Type type, std::string_view utf8);
/// The same, right-aligned at `right`. Returns the left edge.
float paintTextRight(Frame& frame, ImVec2 rightTop, Type type, geo::Colour colour, std::string_view utf8, float maxWidth = 0);

/// A wrapped paragraph as an ImGui item at the cursor, as wide as the content region.
void paragraph(Frame& frame, Type type, geo::Colour colour, std::string_view utf8, float rightMargin = 0);
/// How tall that is at a width, logical px.
[[nodiscard]] float paragraphHeight(Frame& frame, Type type, std::string_view utf8, float width);
/// A single line as an ImGui item at the cursor; shortened to the content region.
void line(Frame& frame, Type type, geo::Colour colour, std::string_view utf8);

/// A soft shadow around a rounded box: thin rings, cheap on a software rasteriser.
void paintShadow(Frame& frame, ImDrawList& list, ImVec2 from, ImVec2 to, float rounding);
void paintHairline(Frame& frame, ImDrawList& list, ImVec2 from, ImVec2 to);
/// A spinning arc; asks for more frames.
void paintSpinner(Frame& frame, ImDrawList& list, ImVec2 centre, float radiusPx);
/// A small rounded label, such as "Candidate"; dashed: outlined with dashes. Returns its width.
float paintBadge(Frame& frame, ImDrawList& list, ImVec2 at, std::string_view text, geo::Colour ink, geo::Colour ground,
                 bool dashed = false);

}  // namespace ui
