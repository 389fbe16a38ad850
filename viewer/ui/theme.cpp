#include "viewer/ui/theme.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr geo::Colour rgb(uint32_t hex) {
    return {static_cast<uint8_t>(hex >> 16), static_cast<uint8_t>(hex >> 8), static_cast<uint8_t>(hex), 255};
}

constexpr std::array<double, kTypes> kEm{12.5, 14, 14, 18};

double luminance(geo::Colour c) {
    const auto linear = [](uint8_t v) {
        const double s = v / 255.0;
        return s <= 0.04045 ? s / 12.92 : std::pow((s + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b);
}

}  // namespace

const Palette& lightPalette() {
    static const Palette palette{.surface = rgb(0xffffff),
                                 .sunken = rgb(0xf4f5f7),
                                 .hover = rgb(0xf2f4f6),
                                 .pressed = rgb(0xe7eaee),
                                 .selected = rgb(0xe9f1fb),
                                 .ink = rgb(0x171c22),
                                 .inkMuted = rgb(0x586271),
                                 .hairline = rgb(0xe3e6ea),
                                 .control = rgb(0xc3c9d1),
                                 .accent = rgb(0x1d5fbf),
                                 .onAccent = rgb(0xffffff),
                                 .danger = rgb(0xb3261e),
                                 .dangerGround = rgb(0xfdecea),
                                 .warning = rgb(0x8a4b00),
                                 .warningGround = rgb(0xfff4e0),
                                 .tooltip = rgb(0x20262e),
                                 .onTooltip = rgb(0xf4f6f8),
                                 .shadowAlpha = 13};
    return palette;
}

const Palette& darkPalette() {
    static const Palette palette{.surface = rgb(0x1d2127),
                                 .sunken = rgb(0x282d35),
                                 .hover = rgb(0x282d35),
                                 .pressed = rgb(0x343a44),
                                 .selected = rgb(0x23344d),
                                 .ink = rgb(0xeef1f4),
                                 .inkMuted = rgb(0xa6afbb),
                                 .hairline = rgb(0x333942),
                                 .control = rgb(0x59626f),
                                 .accent = rgb(0x82b1ff),
                                 .onAccent = rgb(0x0b1a30),
                                 .danger = rgb(0xff9a91),
                                 .dangerGround = rgb(0x43221f),
                                 .warning = rgb(0xffc46b),
                                 .warningGround = rgb(0x3d2f17),
                                 .tooltip = rgb(0xe9edf1),
                                 .onTooltip = rgb(0x1a1f26),
                                 .shadowAlpha = 40};
    return palette;
}

float Theme::lineHeight(Type type) const { return static_cast<float>(font(type)->FontSize / pixelRatio); }
float Theme::em(Type type) const { return px(kEm[static_cast<size_t>(type)]); }

ImVec4 floats(geo::Colour c) {
    return {static_cast<float>(c.r) / 255.0f, static_cast<float>(c.g) / 255.0f, static_cast<float>(c.b) / 255.0f,
            static_cast<float>(c.a) / 255.0f};
}

double contrast(geo::Colour a, geo::Colour b) {
    const double la = luminance(a), lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
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
    set(ImGuiCol_TextSelectedBg, p.selected);
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
