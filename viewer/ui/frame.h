#pragma once

#include <cmath>
#include <functional>
#include <initializer_list>
#include <limits>
#include <string>

#include "viewer/ui/layout.h"
#include "viewer/ui/shaped_text.h"
#include "viewer/ui/theme.h"
#include "viewer/ui/ui_model.h"

namespace ui {

/// What panels share and keep between frames.
struct SharedState {
    std::string query;    ///< of the search field
    int focusSearch = 0;  ///< frames in which the search field is still to be given the keyboard
    bool searchFocused = false;
    std::string hint;  ///< of what the mouse rests on
    double hintSince = 0;
    int hintFrame = 0;                                 ///< that saw it last, by ImGui's count
    Rect searchField;                                  ///< where it is, logical px
    int moveHit = 0;                                   ///< arrow keys pressed in the search field this frame
    bool acceptHit = false;                            ///< Enter pressed there
    double hoveredTop = 0;                             ///< of its row, logical px
    std::string hoveredMember;                         ///< by the mouse, in a list
    std::array<double, kRightCards> wantedHeightPx{};  ///< unscaled, as measured when last drawn
};

/// One frame, as panels see it.
struct Frame {
    const UiModel& model;
    const Theme& theme;
    const Layout& layout;
    ShapedText& shaped;
    SharedState& shared;
    double nextFrameInSeconds = std::numeric_limits<double>::infinity();
    bool outgrown = false;  ///< something was drawn in a box that does not suit it

    [[nodiscard]] const Palette& palette() const { return *theme.palette; }
    [[nodiscard]] float px(double unscaled) const { return theme.px(unscaled); }
    /// Queues a command line, quoting where needed.
    void command(const std::vector<std::string>& words) const;
    void redrawIn(double seconds) { nextFrameInSeconds = std::min(nextFrameInSeconds, seconds); }
    /// Takes over a height as it was drawn just now, in the unit of `height`. Where it is another than before, frames follow
    /// until the box and its scroll bar have adapted.
    void measured(double& height, double drawn) {
        if (std::abs(drawn - height) <= 0.5) return;
        height = drawn;
        outgrown = true;
    }
    [[nodiscard]] bool isOpen(const char* panel) const { return model.openPanels.contains(panel); }
};

/// A part of the interface. Reads the frame's model; changes the document only by commands.
class Panel {
public:
    virtual ~Panel() = default;
    virtual void draw(Frame& frame) = 0;
};

}  // namespace ui
