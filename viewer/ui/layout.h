#pragma once

#include <array>

#include "viewer/ui/ui_model.h"

namespace ui {

/// A box on the screen, logical px, y down. Default: empty.
struct Rect {
    double left = 0, top = 0, right = 0, bottom = 0;

    [[nodiscard]] double width() const { return right - left; }
    [[nodiscard]] double height() const { return bottom - top; }
    [[nodiscard]] bool empty() const { return !(right > left && bottom > top); }
    [[nodiscard]] bool overlaps(const Rect& o) const {
        return !empty() && !o.empty() && left < o.right && o.left < right && top < o.bottom && o.top < bottom;
    }
    friend bool operator==(const Rect&, const Rect&) = default;
};

enum class LeftPanel { None, Members, Layers };

/// The cards of the right column, top to bottom.
enum class RightCard { Toasts, Member, Identify, Messages, Statistics };
inline constexpr size_t kRightCards = 5;

/// All that decides where things go.
struct LayoutRequest {
    double widthPx = 1280, heightPx = 720;  ///< of the window, logical px
    double uiScale = 1;
    LeftPanel left = LeftPanel::None;
    std::array<double, kRightCards> wantedHeightPx{};  ///< of each right card, unscaled; 0: closed
};

struct Layout {
    Rect topBar, statusBar, left;
    std::array<Rect, kRightCards> right;  ///< by RightCard; empty: closed, or no room
    Rect map;                             ///< what is left between bars and panels; toasts may lie over it
    Rect middle;                          ///< for the empty-state card and the help overlay
    bool compact = false;                 ///< buttons without their words

    [[nodiscard]] const Rect& card(RightCard which) const { return right[static_cast<size_t>(which)]; }
    [[nodiscard]] FreeArea free() const { return {map.left, map.top, map.right, map.bottom}; }
};

/// Pure. No two rectangles overlap (help and the empty card lie over the map); small windows stack panels under the map.
[[nodiscard]] Layout arrange(const LayoutRequest& request);

/// Which of the panels has the left column: one at a time, the one that suits the view where both are open.
[[nodiscard]] LeftPanel leftPanel(const std::set<std::string>& openPanels, bool worldView);

}  // namespace ui
