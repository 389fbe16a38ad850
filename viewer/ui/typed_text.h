#pragma once

#include <imgui.h>

#include <string>

#include "viewer/ui/frame.h"

namespace ui {

/// Shows what a text field holds, in any script: ImGui edits, but it draws only what its fonts hold and knows no right to left.
/// One for each field.
class TypedText {
public:
    /// Call around ImGui::InputText(), which then draws no text, no selection and no caret of its own.
    static void hideOwn();
    static void showOwn();
    /// After it: draws the text in `from`..`to`, its selection and caret, and puts the caret where the mouse points.
    void draw(Frame& frame, ImVec2 from, ImVec2 to, const std::string& utf8);

private:
    float m_scrolled = 0;  // logical px that a long text has moved left, so that the caret is seen
};

}  // namespace ui
