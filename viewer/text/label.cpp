#include "viewer/text/label.h"

#include <algorithm>
#include <cmath>

#include "viewer/text/canvas.h"

namespace text {
namespace {

constexpr int kMostLabelLines = 4;
constexpr double kMostHaloPx = 16;

}  // namespace

Image paintLabel(const std::string& utf8, const LabelStyle& style, double pixelRatio) {
    const double ratio = usableRatio(pixelRatio);
    const bool wraps = style.maxWidthPx > 0;
    const std::string clean = cleanText(utf8, wraps);
    if (clean.empty()) return {};
    const Typeset label(clean,
                        {.sizePx = style.sizePx,
                         .weight = style.bold ? 700 : 500,
                         .italic = style.italic,
                         .maxWidthPx = style.maxWidthPx,
                         .maxLines = wraps ? kMostLabelLines : 1,
                         .centred = true,
                         .lineHeight = wraps ? 1.2 : 0},
                        ratio);
    if (label.ink().empty()) return {};

    const double halo = style.haloPx > 0 ? std::min(style.haloPx, kMostHaloPx) : 0;  // NaN draws none
    const double margin = std::ceil(halo * ratio) + 2;
    const double left = std::floor(label.ink().minX) - margin, top = std::floor(label.ink().minY) - margin;
    const Canvas canvas((label.ink().maxX + margin - left) / ratio, (label.ink().maxY + margin - top) / ratio, ratio);
    canvas.write(label, -left / ratio, (label.baseline() - top) / ratio, style.colour, 0, halo, style.halo);
    return canvas.take(true);
}

}  // namespace text
