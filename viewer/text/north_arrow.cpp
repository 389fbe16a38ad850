#include <cmath>

#include "viewer/text/canvas.h"
#include "viewer/text/furniture.h"
#include "viewer/text/theme.h"

namespace text {
namespace {

constexpr double kSidePx = 56, kTipPx = 13, kTailPx = 20, kNotchPx = 13.5, kHalfWidthPx = 7;
constexpr Type kLetter{.sizePx = 12, .weight = 700};

// Around the origin, tip up.
void needle(cairo_t* cairo) {
    cairo_move_to(cairo, 0, -kTipPx);
    cairo_line_to(cairo, kHalfWidthPx, kTailPx);
    cairo_line_to(cairo, 0, kNotchPx);
    cairo_line_to(cairo, -kHalfWidthPx, kTailPx);
    cairo_close_path(cairo);
}

}  // namespace

Image paintNorthArrow(double rotationRad, bool dark, double pixelRatio) {
    const double ratio = usableRatio(pixelRatio);
    const auto theme = themeFor(dark);
    const Canvas canvas(kSidePx, kSidePx, ratio);
    auto* cairo = canvas.cairo();
    cairo_translate(cairo, kSidePx / 2, kSidePx / 2);
    if (std::isfinite(rotationRad)) cairo_rotate(cairo, -rotationRad);  // cairo turns clockwise, y being down

    needle(cairo);
    canvas.setColour(theme.halo);
    cairo_set_line_width(cairo, 4.5);
    cairo_stroke_preserve(cairo);
    auto light = theme.halo;
    light.a = 255;
    canvas.setColour(light);
    cairo_fill(cairo);

    canvas.setColour(theme.ink);
    cairo_move_to(cairo, 0, -kTipPx);
    cairo_line_to(cairo, 0, kNotchPx);
    cairo_line_to(cairo, -kHalfWidthPx, kTailPx);
    cairo_close_path(cairo);
    cairo_fill(cairo);
    needle(cairo);
    cairo_set_line_width(cairo, 1.2);
    cairo_stroke(cairo);

    canvas.write(Typeset("N", kLetter, ratio), 0, -kTipPx - 3.5, theme.ink, 0.5, 2, theme.halo);
    return canvas.take();
}

}  // namespace text
