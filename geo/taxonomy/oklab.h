#pragma once

#include "geo/taxonomy/colour.h"

namespace geo {

/// Colour in OKLab (Ottosson 2020): equal steps look equal. lightness 0..1; a towards red, b towards yellow.
struct OkLab {
    double lightness = 0, a = 0, b = 0;
};

/// One channel, 0..255 in sRGB, as light 0..1 (IEC 61966-2-1); and back, clamped and rounded.
[[nodiscard]] double toLinear(uint8_t channel);
[[nodiscard]] uint8_t toSrgb(double linear);

[[nodiscard]] OkLab toOkLab(Colour colour);
/// Opaque; clipped to what sRGB can show.
[[nodiscard]] Colour toColour(const OkLab& lab);

}  // namespace geo
