#include "viewer/text/passage.h"

#include <cmath>

#include "viewer/text/canvas.h"

namespace text {
namespace {

constexpr int kMostOfPassage = 4000;  // characters
constexpr double kLineHeight = 1.35;
constexpr geo::Colour kWhite{255, 255, 255, 255};

}  // namespace

Image paintPassage(const std::string& utf8, const PassageStyle& style, double pixelRatio) {
    const double ratio = usableRatio(pixelRatio);
    const bool wraps = style.maxWidthPx > 0 && style.maxLines > 1;
    const auto clean = cleanText(utf8, wraps, wraps ? kMostOfPassage : kMostCharacters);
    if (clean.empty()) return {};
    const Typeset text(clean,
                       {.sizePx = style.sizePx,
                        .weight = style.weight,
                        .maxWidthPx = style.maxWidthPx,
                        .maxLines = style.maxLines,
                        .lineHeight = wraps ? kLineHeight : 0},
                       ratio);
    if (text.ink().empty()) return {};
    const double left = std::floor(text.ink().minX) - 1, top = std::floor(text.ink().minY) - 1;
    const Canvas canvas((text.ink().maxX + 1 - left) / ratio, (text.ink().maxY + 1 - top) / ratio, ratio);
    canvas.write(text, -left / ratio, (text.baseline() - top) / ratio, kWhite);
    return canvas.take(true);
}

}  // namespace text
