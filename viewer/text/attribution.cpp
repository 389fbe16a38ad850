#include <algorithm>

#include "viewer/text/canvas.h"
#include "viewer/text/furniture.h"
#include "viewer/text/theme.h"

namespace text {
namespace {

constexpr double kPadXPx = 6, kPadYPx = 3;
constexpr int kMostAttribution = 2000;  // characters: licences want all of them shown

std::string joined(const std::vector<std::string>& sources) {
    std::vector<std::string> seen;
    std::string line;
    for (const auto& source : sources) {
        const std::string clean = cleanText(source, false, kMostAttribution);
        if (clean.empty() || std::find(seen.begin(), seen.end(), clean) != seen.end()) continue;
        if (!line.empty()) line += "\u00A0· ";  // the dot stays on the line it ends
        line += clean;
        seen.push_back(clean);
    }
    return cleanText(line, false, kMostAttribution);
}

}  // namespace

Image paintAttribution(const std::vector<std::string>& sources, double maxWidthPx, bool dark, double pixelRatio) {
    const double ratio = usableRatio(pixelRatio), room = std::clamp(maxWidthPx, 80.0, 8000.0) - 2 * kPadXPx;
    const std::string line = joined(sources);
    if (line.empty()) return {};
    const auto theme = themeFor(dark);
    const Typeset set(line, {.sizePx = 10.5, .weight = 400, .maxWidthPx = room, .maxLines = 24, .lineHeight = 1.35}, ratio);
    const double width = set.width() / ratio + 2 * kPadXPx, height = set.height() / ratio + 2 * kPadYPx;
    const Canvas canvas(std::ceil(width), std::ceil(height), ratio);
    canvas.setColour(theme.ground);
    canvas.roundedBox({0, 0, std::ceil(width), std::ceil(height)}, 3);
    cairo_fill(canvas.cairo());
    canvas.write(set, kPadXPx, kPadYPx + set.baseline() / ratio, theme.ink);
    return canvas.take();
}

}  // namespace text
