#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "geo/pyramid/layer_source.h"
#include "viewer/map/style.h"

namespace plan {

/// LayerStyle::filter made ready for many questions. Pure.
class DimensionFilter {
public:
    explicit DimensionFilter(const map::LayerStyle& style);
    /// Whether anything is filtered at all.
    [[nodiscard]] bool active() const { return m_active; }
    [[nodiscard]] bool passes(const geo::DimensionClasses& classes) const;
    /// Of a feature; a table without a crosswalk lets everything pass.
    [[nodiscard]] bool passes(const geo::FeatureTable& table, size_t feature) const;
    /// Of a class in the legend of a raster, for all its cells. Of vectors every class passes: their features are asked.
    [[nodiscard]] bool passes(const geo::LayerSource& source, const geo::ClassEntry& entry) const;

private:
    std::array<uint32_t, geo::kDimensions> m_allowed;  ///< a bit for each class of the dimension
    bool m_active = false;
};

/// The class of a place as a map of one dimension draws it: its own; of water whose class is unknown the one after the last of
/// dimensionTable(), as water is water on every map.
[[nodiscard]] uint16_t drawnClass(const geo::DimensionClasses& classes, geo::Dimension dimension);

/// The class indices that a style draws of what a tile holds, ascending, without 0: of the source's own table, or where a
/// dimension colours the layer, drawnClass() of it. Classes that the style hides are among them, filtered ones are not.
[[nodiscard]] std::vector<uint16_t> shownClasses(const geo::LayerSource& source, const map::LayerStyle& style,
                                                 std::span<const uint16_t> classes,
                                                 std::span<const geo::DimensionClasses> dimensions);

/// The class of every feature as a style draws it, of the style's dimension or the source's own: 0, nothing, for those that its
/// filter holds back.
[[nodiscard]] std::vector<uint16_t> drawnClasses(const geo::FeatureTable& table, const map::LayerStyle& style,
                                                 std::optional<geo::Dimension> dimension);

/// Colours of a dimension's classes as a style has them, by index into its table, and last that of water: drawnClass(). Hidden
/// classes are transparent, and water is where unknown is.
[[nodiscard]] std::vector<geo::Colour> dimensionColours(const map::LayerStyle& style, geo::Dimension dimension);

/// Colours by class index as tiles and drawnClasses() have it, alpha not premultiplied; hidden classes are transparent. Sources
/// without classes: entry 1 is the fill.
[[nodiscard]] std::vector<geo::Colour> classPalette(const geo::LayerSource& source, const map::LayerStyle& style);

/// How much of an outline is seen at a scale: 0 none, 1 all of its own opacity.
[[nodiscard]] double outlineSeen(const map::LayerStyle& style, double metresPerPixel);

/// Values to colours: 1024 of them from low to high, and where values fall between.
struct RampTable {
    static constexpr size_t kColours = 1024;
    std::vector<geo::Colour> colours;
    float low = 0, high = 1;  ///< after the spread: root or natural logarithm taken
    geo::Spread spread = geo::Spread::Linear;
};
[[nodiscard]] RampTable rampTable(const geo::LayerSource& source, const map::LayerStyle& style);

/// Premultiplied colours by feature. `classOf` (may be empty: all are class 1) picks from the palette; `ramp`, where given, takes
/// the table's values instead, and unknown ones are transparent. Features of the class `hatched` (0: none) get its colour with
/// alpha 0, which no premultiplied colour has but black: the sign by which compose_areas.frag hatches them.
[[nodiscard]] std::vector<geo::Colour> featureColours(const geo::FeatureTable& table, const std::vector<uint16_t>& classOf,
                                                      const std::vector<geo::Colour>& palette, const RampTable* ramp,
                                                      uint16_t hatched = 0);

/// The class that is drawn as a hatch: "unknown", where a dimension colours the layer's features and it is shown; else 0.
[[nodiscard]] uint16_t hatchedClass(const geo::LayerSource& source, const map::LayerStyle& style);

/// One circle of a legend of sizes: a value of one figure and the radius that the map gives it, logical px.
struct SizeKey {
    double value = 0, radiusPx = 0;
};
/// Three circles from a sixteenth of the largest value up, for points sized by value; none for others.
[[nodiscard]] std::vector<SizeKey> sizeKeys(const geo::LayerSource& source, const map::LayerStyle& style);

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
