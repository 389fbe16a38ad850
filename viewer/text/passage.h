#pragma once

#include <string>

#include "viewer/text/image.h"

namespace text {

/// Text for reading, not for a map: from the left (of right-to-left scripts from the right), without a halo.
struct PassageStyle {
    double sizePx = 14;     ///< em, logical px
    int weight = 400;       ///< CSS weight
    double maxWidthPx = 0;  ///< wraps beyond this, and breaks a word only where it would be much longer; 0: one line
    int maxLines = 1;       ///< with maxWidthPx; what does not fit ends in an ellipsis
};

/// Shapes and paints text in any script, white, trimmed to what it shows. Device px. Any thread.
[[nodiscard]] Image paintPassage(const std::string& utf8, const PassageStyle& style, double pixelRatio);

}  // namespace text
