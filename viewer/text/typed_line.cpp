#include "viewer/text/typed_line.h"

#include <algorithm>
#include <cmath>

#include "viewer/text/canvas.h"

namespace text {
namespace {

constexpr geo::Colour kWhite{255, 255, 255, 255};

}  // namespace

double TypedLine::caretPx(size_t character) const {
    if (characters.empty()) return 0;
    return character < characters.size() ? characters[character].leadingPx : characters.back().trailingPx;
}

double TypedLine::advancePx() const {
    double furthest = 0;
    for (const auto& [leading, trailing] : characters) furthest = std::max({furthest, leading, trailing});
    return furthest;
}

double TypedLine::scrolledPx(double formerPx, size_t caret, double roomPx) const {
    const double room = std::max(roomPx, 0.0), most = advancePx() - room, at = caretPx(caret);
    return most <= 0 ? 0 : std::clamp(formerPx, std::max(at - room, 0.0), std::min(at, most));
}

size_t TypedLine::caretNear(double xPx) const {
    size_t best = 0;
    for (size_t i = 1; i <= characters.size(); ++i)
        if (std::abs(caretPx(i) - xPx) < std::abs(caretPx(best) - xPx)) best = i;
    return best;
}

TypedLine setTypedLine(const std::string& utf8, double sizePx, double pixelRatio) {
    const double ratio = usableRatio(pixelRatio);
    TypedLine line;
    const auto clean = validText(utf8, false);
    if (clean.empty()) return line;
    const Typeset typeset(clean, {.sizePx = sizePx}, ratio);
    for (const auto& [leading, trailing] : typeset.edges(clean)) line.characters.push_back({leading / ratio, trailing / ratio});
    if (typeset.ink().empty()) return line;  // spaces
    const double left = std::floor(typeset.ink().minX) - 1, top = std::floor(typeset.ink().minY) - 1;
    const double baseline = std::round(typeset.baseline());
    const Canvas canvas((typeset.ink().maxX + 2 - left) / ratio, (typeset.ink().maxY + 2 - top) / ratio, ratio);
    canvas.write(typeset, -left / ratio, (baseline - top) / ratio, kWhite);
    line.image = canvas.take();
    line.leftPx = left / ratio;
    line.aboveBaselinePx = (baseline - top) / ratio;
    return line;
}

}  // namespace text
