#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "geo/taxonomy/colour.h"
#include "geo/taxonomy/ramp.h"

namespace map {

using geo::Colour;

/// Opacity, of 255, from which on a fill is seen as one; of an area with less of it the outline is what is seen.
inline constexpr uint8_t kLeastFill = 32;

/// How far from 0 the ends of a ramp may lie: a graphics card counts in floats.
inline constexpr double kFarthestValue = 1e30;

/// All that may change without reading a tile again. Plain data with sensible defaults; fields that do not concern the kind of
/// the layer are ignored.
struct LayerStyle {
    /// Areas and class rasters with a crosswalk: colour by this dimension of the mosaic; empty: by the source's own classes. Then
    /// colourOf, hidden and isolated are about the dimension's class ids.
    std::string dimension;
    bool confidence = false;  ///< with `dimension`, of features that tell it: the less sure a class is, the paler

    // Classes, Areas, Lines, Points: by class code, so that it survives a reload.
    std::map<std::string, Colour> colourOf;  ///< overrides the class table
    std::set<std::string> hidden;            ///< class codes that are not drawn
    std::optional<std::string> isolated;     ///< draw only this class code, which may be empty; none: all
    /// By dimension id: the class ids that are drawn. Dimensions that are not named let everything pass; sources without a
    /// crosswalk are not filtered.
    std::map<std::string, std::set<std::string>> filter;

    // Continuous values
    std::string ramp;  ///< name, empty: the default
    bool reversed = false;
    double low = 0, high = 0;  ///< low == high: the source's own range
    bool ownSpread = true;     ///< use the source's spread instead of `spread`
    geo::Spread spread = geo::Spread::Linear;

    // Areas
    double outlinePx = 0;  ///< 0: none; else a thin line between features
    Colour outline{40, 40, 45, 110};
    double outlineMaxMetresPerPixel = 0;  ///< outlines fade from half of this on and are gone here: of small areas they would be
                                          ///< all there is to see; 0: they stay
    Colour fill{150, 150, 150, 255};      ///< sources without classes

    // Lines: width at the class's rank comes from the rank table; these scale it
    double widthScale = 1;
    double widthPx = 1.2;  ///< sources without ranks
    bool casing = true;

    // Points and labels
    double radiusPx = 3;
    double radiusMaxPx = 14;  ///< sized by value: area proportional, largest value
    double labelPx = 13;
    Colour labelColour{38, 38, 44, 255};
    Colour labelHalo{255, 255, 255, 215};
};

}  // namespace map
