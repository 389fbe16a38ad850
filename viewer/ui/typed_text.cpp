#include "viewer/ui/typed_text.h"

#include <imgui_internal.h>

#include <algorithm>

namespace ui {
namespace {

constexpr ImGuiCol kOwn[] = {ImGuiCol_Text, ImGuiCol_TextSelectedBg};

/// ImGui has put the caret where its own letters would be.
void followMouse(ImGuiInputTextState& state, size_t place) {
    const auto& io = ImGui::GetIO();
    auto& edit = state.Stb;
    const auto at = static_cast<int>(std::min(place, static_cast<size_t>(state.CurLenW)));
    if (ImGui::IsMouseClicked(ImGuiMouseButton_Left) && !ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) {
        edit.cursor = edit.select_start = edit.select_end = at;
    } else if (io.MouseDown[0] && !state.SelectedAllMouseLock && (io.MouseDelta.x != 0 || io.MouseDelta.y != 0)) {
        edit.cursor = edit.select_end = at;
    }
}

}  // namespace

void TypedText::hideOwn() {
    for (const auto which : kOwn) ImGui::PushStyleColor(which, ImVec4{0, 0, 0, 0});
}

void TypedText::showOwn() { ImGui::PopStyleColor(static_cast<int>(std::size(kOwn))); }

void TypedText::draw(Frame& frame, ImVec2 from, ImVec2 to, const std::string& utf8) {
    const auto& [line, picture] = frame.shaped.typed(frame.theme, Type::Body, utf8);
    auto* state = ImGui::IsItemActive() ? ImGui::GetInputTextState(ImGui::GetItemID()) : nullptr;
    const float caretWidth = frame.px(1.25), room = to.x - from.x - caretWidth;
    if (state) {
        if (ImGui::GetIO().MouseDown[0]) followMouse(*state, line.caretNear(ImGui::GetIO().MousePos.x - from.x + m_scrolled));
        m_scrolled = static_cast<float>(line.scrolledPx(m_scrolled, static_cast<size_t>(state->Stb.cursor), room));
    } else {
        m_scrolled = 0;
    }

    auto& list = *ImGui::GetWindowDrawList();
    const auto& font = *frame.theme.font(Type::Body);
    const auto ratio = static_cast<float>(frame.theme.pixelRatio);
    const ImVec2 origin{from.x - m_scrolled, from.y};
    list.PushClipRect({from.x - frame.px(1), from.y - frame.px(4)}, {to.x, to.y + frame.px(4)}, true);
    if (state) {
        const auto [first, last] = std::minmax(state->Stb.select_start, state->Stb.select_end);
        for (auto i = static_cast<size_t>(first); i < std::min(static_cast<size_t>(last), line.characters.size()); ++i) {
            const auto [left, right] = std::minmax(line.characters[i].leadingPx, line.characters[i].trailingPx);
            list.AddRectFilled({origin.x + static_cast<float>(left), from.y}, {origin.x + static_cast<float>(right), to.y},
                               ImGui::GetColorU32(ImGuiCol_TextSelectedBg));
        }
    }
    if (picture.texture != 0) {
        const float baseline = std::round((from.y + font.Ascent / ratio) * ratio) / ratio;
        const ImVec2 at{std::round((origin.x + static_cast<float>(line.leftPx)) * ratio) / ratio,
                        baseline - static_cast<float>(line.aboveBaselinePx)};
        list.AddImage(reinterpret_cast<ImTextureID>(static_cast<uintptr_t>(picture.texture)), at,
                      {at.x + picture.widthPx, at.y + picture.heightPx}, {0, 0}, {1, 1}, packed(frame.palette().ink));
    }
    if (state) {
        const float x = origin.x + static_cast<float>(line.caretPx(static_cast<size_t>(state->Stb.cursor)));
        list.AddRectFilled({x, from.y}, {x + caretWidth, to.y}, packed(frame.palette().ink));
    }
    list.PopClipRect();
}

}  // namespace ui
