#pragma once

#include <string>
#include <vector>

#include "geo/taxonomy/colour.h"
#include "viewer/text/image.h"

namespace text {

/// Scale bar: the longest 1-2-5 length not over `maxWidthPx`, two units where asked; states "1:N" too. Logical px in, device out.
struct ScaleBarSpec {
    double metresPerPixel = 1;
    double maxWidthPx = 160;
    bool dark = false;    ///< light ink for dark maps
    double enlarged = 1;  ///< how much larger than on a sheet of A4 it is drawn; `maxWidthPx` is before
};
[[nodiscard]] Image paintScaleBar(const ScaleBarSpec& spec, double pixelRatio);
/// The length the bar shows, metres: 1, 2 or 5 times a power of ten.
[[nodiscard]] double scaleBarMetres(double metresPerPixel, double maxWidthPx);

/// North arrow, turned by the map's rotation (counter-clockwise, radians).
[[nodiscard]] Image paintNorthArrow(double rotationRad, bool dark, double pixelRatio);

/// One or two lines of small text on a translucent ground, at most `maxWidthPx` wide: the sources of everything shown.
[[nodiscard]] Image paintAttribution(const std::vector<std::string>& sources, double maxWidthPx, bool dark, double pixelRatio);

/// The legend of a snapshot: a card with a block per layer.
struct LegendRow {
    enum class Key { Fill, Line, Symbol } key = Key::Fill;
    geo::Colour fill, casing;
    double sizePx = 2;  ///< line width, symbol diameter, or width of a fill's casing
    std::string label;
    bool hatched = false;  ///< strokes over the fill, as the map draws what is unknown
    double opacity = 1;    ///< of the key, as the map draws its layer
};
struct LegendBlock {
    std::string title;
    std::vector<LegendRow> rows;
    std::vector<geo::Colour> ramp;        ///< continuous layers: colours low to high
    std::vector<std::string> rampLabels;  ///< evenly spaced under the ramp
    std::string unit;
    std::string note{};    ///< what of the layer is drawn, where not all of it is; empty: none
    bool subject = false;  ///< what the map is about: where not all blocks fit, it stands first and others are left out
};
struct LegendSpec {
    std::string title;  ///< of the map; empty: none
    std::vector<LegendBlock> blocks;
    double maxHeightPx = 900;  ///< wraps into columns beyond
    double maxWidthPx = 0;     ///< columns beyond are left out, and the last line says how many classes; 0: as wide as it gets
    bool dark = false;
};
[[nodiscard]] Image paintLegend(const LegendSpec& spec, double pixelRatio);
/// How large paintLegend() would be, logical px, and how many classes it would leave out.
struct LegendSize {
    double widthPx = 0, heightPx = 0;
    size_t leftOut = 0;
    friend bool operator==(const LegendSize&, const LegendSize&) = default;
};
[[nodiscard]] LegendSize measureLegend(const LegendSpec& spec, double pixelRatio);

/// "12 345": groups of three with narrow no-break spaces; decimals as needed for `significant` digits.
[[nodiscard]] std::string formatNumber(double value, int significant = 3);
/// Of a rounded amount: "20 million" from a million on, below as formatNumber() with two figures.
[[nodiscard]] std::string formatAmount(double value);

}  // namespace text
