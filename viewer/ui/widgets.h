#pragma once

#include <string>
#include <string_view>

#include "viewer/ui/paint.h"

namespace ui {

/// A floating card: rounded, with a shadow, over the map. Content starts with the padding inside; end with endCard().
/// `padding` unscaled px.
void beginCard(Frame& frame, const char* name, const Rect& rect, double padding = 16);
/// Draws the card begun last over all others, without taking the keyboard from a text field.
void keepInFront();
/// Returns the height the content took, unscaled px, padding included.
double endCard(Frame& frame, double padding = 16);

/// A scrolling region over the rest of the card, its content inset by `padding` on both sides.
void beginScroll(Frame& frame, const char* id, double padding, float heightPx = 0);
/// Returns the height of the content, logical px.
float endScroll();

/// Title line of a card with an optional close button. True: close was pressed.
bool cardTitle(Frame& frame, std::string_view title, bool closable);
void gap(Frame& frame, double unscaledPx);
void separator(Frame& frame);

/// An invisible button that draws hover, press and selection grounds. True: clicked.
struct RowLook {
    bool selected = false;
    double rounding = 6;
    double inset = 0;  ///< unscaled px added left and right of the ground
};
bool rowButton(Frame& frame, const char* id, ImVec2 size, const RowLook& look = {});

bool iconButton(Frame& frame, const char* id, Icon icon, const char* tooltip, bool active = false, double size = 32);
/// Icon with a word, as in the top bar; `compact` leaves the word out.
bool navButton(Frame& frame, const char* id, Icon icon, const char* word, bool active, bool compact);
bool textButton(Frame& frame, const char* label, bool primary = false);
/// A word that acts like a link.
bool linkButton(Frame& frame, const char* label, Type type = Type::Body);
/// A choice in a row of choices; wraps to the next line by itself when `wrap`. `colour`: of a dot before the label.
bool chip(Frame& frame, const char* label, bool on, bool wrap = true, const geo::Colour* colour = nullptr);
/// 0..1; draws its own track. True while the value changes; `released` when let go after a change.
bool slider(Frame& frame, const char* id, double& value, float widthPx, bool& released);

void tooltip(Frame& frame, std::string_view text);

}  // namespace ui
