#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "viewer/text/image.h"

namespace text {

/// A line of text as it is typed, shaped in any script, with the places where a caret may stand. Logical px from the left end of
/// the line; those of a right-to-left word fall from right to left.
struct TypedLine {
    /// What a character takes up: a caret before it stands at its leading edge, one behind it at its trailing edge.
    struct Character {
        double leadingPx = 0, trailingPx = 0;
    };
    Image image;                        ///< white, device px, trimmed to what it shows
    double leftPx = 0;                  ///< of the image
    double aboveBaselinePx = 0;         ///< its top
    std::vector<Character> characters;  ///< by code point, in the order in which they were typed

    /// Of the caret before a character; the last place is behind all of them.
    [[nodiscard]] double caretPx(size_t character) const;
    /// From the left end to the caret that stands furthest right: blanks count, which the image does not show.
    [[nodiscard]] double advancePx() const;
    /// How far the line, having been `formerPx` further left than its field of `roomPx`, is to be for the caret to be seen: no
    /// further than it must, and never so far that room is left behind its end.
    [[nodiscard]] double scrolledPx(double formerPx, size_t caret, double roomPx) const;
    /// The caret's place nearest to a point of the line.
    [[nodiscard]] size_t caretNear(double xPx) const;
};

/// `sizePx`: em. Malformed bytes are drawn as replacement characters; of a line of more than 200 characters the rest is an
/// ellipsis. Any thread.
[[nodiscard]] TypedLine setTypedLine(const std::string& utf8, double sizePx, double pixelRatio);

}  // namespace text
