#pragma once

#include <imgui.h>

#include <array>

#include "viewer/ui/palette.h"

namespace ui {

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

/// Sets ImGui's style for what ImGui draws itself: inputs, popups, scrollbars, colour pickers.
void applyStyle(const Theme& theme);

}  // namespace ui
