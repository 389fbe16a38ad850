#include <algorithm>
#include <cmath>
#include <vector>

#include "viewer/text/canvas.h"
#include "viewer/text/furniture.h"
#include "viewer/text/theme.h"

namespace text {
namespace {

constexpr double kMetresPerLogicalPx = 0.0254 / 96;  // 96 logical px an inch, as in CSS
constexpr double kBarHeightPx = 5, kLineHeightPx = 16, kHaloPx = 2;
constexpr Type kNumbers{.sizePx = 11, .weight = 500};
constexpr Type kRatio{.sizePx = 10.5, .weight = 500};

bool isUsable(double metresPerPixel) { return std::isfinite(metresPerPixel) && metresPerPixel > 0; }

/// Parts of the bar: halves of 1, quarters of 2, fifths of 5.
int partsOf(double metres) {
    const double lead = metres / std::pow(10.0, std::floor(std::log10(metres) + 1e-9));
    return lead < 1.5 ? 2 : lead < 3 ? 4 : 5;
}

/// Three figures say enough of a scale.
double threeFigures(double value) {
    const double step = std::pow(10.0, std::floor(std::log10(value)) - 2);
    return std::round(value / step) * step;
}

struct Unit {
    double metres;
    const char* name;
};
Unit unitOf(double metres) {
    if (metres >= 1000) return {1000, "km"};
    if (metres >= 1) return {1, "m"};
    return {0.01, "cm"};
}

struct Mark {
    double along;  // 0..1
    Typeset number;
    Typeset unit;  // stands after the number, which is centred on its tick
};

std::vector<Mark> marksOf(double metres, double ratio) {
    const auto unit = unitOf(metres);
    std::vector<Mark> marks;
    const auto mark = [&](double along, const char* suffix) {
        marks.push_back(
            {along, Typeset(formatNumber(metres / unit.metres * along), kNumbers, ratio), Typeset(suffix, kNumbers, ratio)});
    };
    mark(0, "");
    if (partsOf(metres) % 2 == 0) mark(0.5, "");
    mark(1, unit.name);
    return marks;
}

void drawBar(const Canvas& canvas, const Theme& theme, double left, double top, double length, int parts) {
    auto* cairo = canvas.cairo();
    const double x0 = canvas.snapped(left), x1 = canvas.snapped(left + length), y0 = canvas.snapped(top);
    const double y1 = canvas.snapped(top + kBarHeightPx), edge = 1;
    canvas.setColour(theme.halo);
    canvas.roundedBox({x0 - edge - 1.5, y0 - edge - 1.5, x1 + edge + 1.5, y1 + edge + 1.5}, 2);
    cairo_fill(cairo);
    canvas.setColour(theme.ink);
    cairo_rectangle(cairo, x0 - edge, y0 - edge, x1 - x0 + 2 * edge, y1 - y0 + 2 * edge);
    cairo_fill(cairo);
    auto light = theme.halo;
    light.a = 255;
    canvas.setColour(light);
    for (int part = 1; part < parts; part += 2) {
        const double a = canvas.snapped(left + length * part / parts), b = canvas.snapped(left + length * (part + 1) / parts);
        cairo_rectangle(cairo, a, y0, b - a, y1 - y0);
    }
    cairo_fill(cairo);
}

}  // namespace

double scaleBarMetres(double metresPerPixel, double maxWidthPx) {
    const double most = metresPerPixel * maxWidthPx;
    if (!std::isfinite(most) || most <= 0) return 0;
    const double decade = std::pow(10.0, std::floor(std::log10(most)));
    for (const double lead : {10.0, 5.0, 2.0})  // 10: log10 may fall a hair short
        if (lead * decade <= most * (1 + 1e-12)) return lead * decade;
    return decade;
}

Image paintScaleBar(const ScaleBarSpec& spec, double pixelRatio) {
    const double enlarged = std::isfinite(spec.enlarged) ? std::clamp(spec.enlarged, 0.25, 4.0) : 1;
    const double ratio = usableRatio(pixelRatio * enlarged),
                 metresPerPixel = spec.metresPerPixel * ratio / usableRatio(pixelRatio);
    const double maxWidth = std::clamp(spec.maxWidthPx, 24.0, 2000.0);
    const double metres = isUsable(metresPerPixel) ? scaleBarMetres(metresPerPixel, maxWidth) : 0;
    if (!std::isnormal(metres)) return {};
    const auto theme = themeFor(spec.dark);
    const double length = metres / metresPerPixel;
    const auto marks = marksOf(metres, ratio);
    const Typeset scale("1:" + formatNumber(threeFigures(spec.metresPerPixel / kMetresPerLogicalPx)), kRatio, ratio);

    const auto& last = marks.back();
    const double left = std::ceil(std::max(4.0, marks.front().number.width() / ratio / 2 + kHaloPx + 1));
    const double right =
        std::max(last.number.width() / ratio / 2 + 3 + last.unit.width() / ratio, scale.width() / ratio - length);
    const double barTop = kLineHeightPx + 2;
    const Canvas canvas(left + length + right + kHaloPx + 2, barTop + kBarHeightPx + kLineHeightPx + 4, ratio);
    drawBar(canvas, theme, left, barTop, length, partsOf(metres));
    for (const auto& mark : marks) {
        const double x = left + length * mark.along;
        canvas.write(mark.number, x, barTop - 5, theme.ink, 0.5, kHaloPx, theme.halo);
        canvas.write(mark.unit, x + mark.number.width() / ratio / 2 + 3, barTop - 5, theme.ink, 0, kHaloPx, theme.halo);
    }
    canvas.write(scale, left - 1, barTop + kBarHeightPx + 14, theme.ink, 0, kHaloPx, theme.halo);
    return canvas.take();
}

}  // namespace text
