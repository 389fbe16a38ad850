#include "viewer/ui/theme.h"

namespace ui {
namespace {

constexpr std::array<double, kTypes> kEm{12.5, 14, 14, 18};

}  // namespace

float Theme::lineHeight(Type type) const { return static_cast<float>(font(type)->FontSize / pixelRatio); }
float Theme::em(Type type) const { return px(kEm[static_cast<size_t>(type)]); }

ImVec4 floats(geo::Colour c) {
    return {static_cast<float>(c.r) / 255.0f, static_cast<float>(c.g) / 255.0f, static_cast<float>(c.b) / 255.0f,
            static_cast<float>(c.a) / 255.0f};
}

void applyStyle(const Theme& theme) {
    const Palette& p = *theme.palette;
    ImGuiStyle style;
    style.WindowPadding = {0, 0};
    style.FramePadding = {theme.px(10), theme.px(6)};
    style.ItemSpacing = {theme.px(8), theme.px(8)};
    style.ItemInnerSpacing = {theme.px(6), theme.px(6)};
    style.WindowRounding = theme.px(10);
    style.ChildRounding = 0;
    style.FrameRounding = theme.px(6);
    style.PopupRounding = theme.px(8);
    style.GrabRounding = theme.px(6);
    style.ScrollbarRounding = theme.px(4);
    style.ScrollbarSize = theme.px(10);
    style.WindowBorderSize = 0;
    style.ChildBorderSize = 0;
    style.PopupBorderSize = 1;
    style.FrameBorderSize = 0;
    style.WindowMinSize = {1, 1};
    style.AntiAliasedLinesUseTex = true;
    style.CircleTessellationMaxError = 0.2f;
    const auto set = [&](ImGuiCol which, geo::Colour colour) { style.Colors[which] = floats(colour); };
    for (auto& colour : style.Colors) colour = floats(p.hover);
    set(ImGuiCol_Text, p.ink);
    set(ImGuiCol_TextDisabled, p.inkMuted);
    set(ImGuiCol_TextSelectedBg, geo::mix(p.surface, p.accent, 0.28));
    style.Colors[ImGuiCol_WindowBg] = style.Colors[ImGuiCol_ChildBg] = {0, 0, 0, 0};
    set(ImGuiCol_PopupBg, p.surface);
    set(ImGuiCol_Border, p.hairline);
    style.Colors[ImGuiCol_BorderShadow] = {0, 0, 0, 0};
    set(ImGuiCol_FrameBg, p.sunken);
    set(ImGuiCol_FrameBgHovered, p.pressed);
    set(ImGuiCol_FrameBgActive, p.pressed);
    style.Colors[ImGuiCol_ScrollbarBg] = {0, 0, 0, 0};
    set(ImGuiCol_ScrollbarGrab, p.control);
    set(ImGuiCol_ScrollbarGrabHovered, p.inkMuted);
    set(ImGuiCol_ScrollbarGrabActive, p.inkMuted);
    set(ImGuiCol_Button, p.sunken);
    set(ImGuiCol_ButtonHovered, p.pressed);
    set(ImGuiCol_ButtonActive, p.pressed);
    set(ImGuiCol_Header, p.selected);
    set(ImGuiCol_HeaderHovered, p.hover);
    set(ImGuiCol_HeaderActive, p.pressed);
    set(ImGuiCol_Separator, p.hairline);
    set(ImGuiCol_CheckMark, p.accent);
    set(ImGuiCol_SliderGrab, p.accent);
    set(ImGuiCol_SliderGrabActive, p.accent);
    set(ImGuiCol_NavHighlight, p.accent);
    set(ImGuiCol_DragDropTarget, p.accent);
    style.Colors[ImGuiCol_ModalWindowDimBg] = {0, 0, 0, 0.35f};
    ImGui::GetStyle() = style;
}

}  // namespace ui
