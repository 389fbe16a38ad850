#pragma once

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

/// WCAG 2 contrast ratio, 1..21.
[[nodiscard]] double contrast(geo::Colour a, geo::Colour b);

}  // namespace ui
