#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "geo/space/types.h"
#include "geo/taxonomy/colour.h"
#include "viewer/text/image.h"

namespace text {

/// Map lettering: size is the font's em in logical px.
struct LabelStyle {
    double sizePx = 13;
    bool bold = false;
    bool italic = false;
    geo::Colour colour{38, 38, 44, 255};
    geo::Colour halo{255, 255, 255, 215};
    double haloPx = 1.6;
    double maxWidthPx = 0;  ///< wraps beyond this; 0: one line
    friend bool operator==(const LabelStyle&, const LabelStyle&) = default;
};

/// Shapes and paints one label with its halo: any script, right to left included, fonts by fallback (Inter, then Noto).
/// The image has device pixels (`pixelRatio` per logical) and is trimmed to what it shows. Any thread.
[[nodiscard]] Image paintLabel(const std::string& utf8, const LabelStyle& style, double pixelRatio);

/// A label that wants a place; screen in logical px, y down.
struct LabelCandidate {
    uint64_t key = 0;   ///< stable identity of the label over frames
    geo::Point anchor;  ///< of the symbol or place
    double widthPx = 0, heightPx = 0;
    double symbolRadiusPx = 0;  ///< 0: the label may be centred on the anchor (place names without a symbol)
    double priority = 0;        ///< higher first; ties by key
};

struct PlacedLabel {
    uint64_t key = 0;
    geo::Point topLeft;
    int position = 0;  ///< which of the candidate positions was taken
};

/// Chooses which labels are shown and where, greedily by priority, without overlaps among labels or of labels and symbols of
/// higher priority. `previous` keeps a label where it was if it still fits, so labels do not jump while the map moves.
/// `viewport` in logical px: labels lie wholly inside. Pure; O(n log n).
[[nodiscard]] std::vector<PlacedLabel> placeLabels(std::span<const LabelCandidate> candidates, const geo::Extent& viewport,
                                                   std::span<const PlacedLabel> previous = {});

}  // namespace text
