#include "viewer/ui/palette.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr geo::Colour rgb(uint32_t hex) {
    return {static_cast<uint8_t>(hex >> 16), static_cast<uint8_t>(hex >> 8), static_cast<uint8_t>(hex), 255};
}

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

double contrast(geo::Colour a, geo::Colour b) {
    const double la = luminance(a), lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

}  // namespace ui
