#pragma once

#include <array>
#include <vector>

#include "geo/pyramid/layer_source.h"
#include "viewer/map/style.h"

namespace plan {

/// Whether a style shows a class at all.
[[nodiscard]] bool shows(const map::LayerStyle& style, const std::string& classCode);

/// Colours by class index, alpha not premultiplied; hidden classes are transparent. Sources without classes: entry 1 is the fill.
[[nodiscard]] std::vector<geo::Colour> classPalette(const geo::LayerSource& source, const map::LayerStyle& style);

/// Values to colours: 1024 of them from low to high, and where values fall between.
struct RampTable {
    static constexpr size_t kColours = 1024;
    std::vector<geo::Colour> colours;
    float low = 0, high = 1;  ///< after the spread: root or natural logarithm taken
    geo::Spread spread = geo::Spread::Linear;
};
[[nodiscard]] RampTable rampTable(const geo::LayerSource& source, const map::LayerStyle& style);

/// How lines of one class are stroked at one scale; colours 0..1, not premultiplied, lengths in device px.
struct LineClassStyle {
    std::array<float, 4> fill{}, casing{};
    float widthPx = 0, casingPx = 0, dashPx = 0, unused = 0;
};
static_assert(sizeof(LineClassStyle) == 48, "a row of three RGBA32F texels");

/// By class index; what is not drawn at this scale has width 0. `metresPerPixel` per logical pixel.
[[nodiscard]] std::vector<LineClassStyle> lineStyles(const geo::LayerSource& source, const map::LayerStyle& style,
                                                     double metresPerPixel, double pixelRatio);

}  // namespace plan
