#pragma once

#include <imgui.h>

#include <array>
#include <cstdint>

#include "geo/taxonomy/colour.h"

namespace ui {

/// Colours by role. Text on its ground has a contrast of at least 4.5 : 1 (tested).
struct Palette {
    geo::Colour surface, sunken, hover, pressed, selected;
    geo::Colour ink, inkMuted, hairline, control;
    geo::Colour accent, onAccent;
    geo::Colour danger, dangerGround, warning, warningGround;
    geo::Colour tooltip, onTooltip;
    uint8_t shadowAlpha = 20;
};
[[nodiscard]] const Palette& lightPalette();
[[nodiscard]] const Palette& darkPalette();

/// The sizes of type the interface uses; em in logical px before scaling.
enum class Type { Small, Body, Strong, Title };
inline constexpr size_t kTypes = 4;

/// Everything drawing needs to know of looks, for one pixel ratio and scale.
struct Theme {
    const Palette* palette = nullptr;
    double pixelRatio = 1, scale = 1;
    std::array<ImFont*, kTypes> fonts{};

    [[nodiscard]] float px(double unscaled) const { return static_cast<float>(unscaled * scale); }
    [[nodiscard]] ImFont* font(Type type) const { return fonts[static_cast<size_t>(type)]; }
    /// Height of a line of this type, logical px.
    [[nodiscard]] float lineHeight(Type type) const;
    [[nodiscard]] float em(Type type) const;
};

[[nodiscard]] inline ImU32 packed(geo::Colour c, double opacity = 1) {
    return IM_COL32(c.r, c.g, c.b, static_cast<int>(c.a * opacity + 0.5));
}
/// Straight to ImGui's float colour.
[[nodiscard]] ImVec4 floats(geo::Colour c);

/// WCAG 2 contrast ratio, 1..21.
[[nodiscard]] double contrast(geo::Colour a, geo::Colour b);

/// Sets ImGui's style for what ImGui draws itself: inputs, popups, scrollbars, colour pickers.
void applyStyle(const Theme& theme);

}  // namespace ui
