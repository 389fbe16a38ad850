#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "geo/base/result.h"
#include "geo/taxonomy/colour.h"

namespace geo {

/// Line width, or label size, at a map scale; between stops it is interpolated over the logarithm of the scale.
struct ScaleStop {
    double metresPerPixel = 1;
    double px = 1;
};

/// One rank of a network (motorway, tertiary, footway; river, ditch) or of places (city, suburb, hamlet): what belongs to it and
/// how it is drawn. Read from data/ranks/*.json.
struct Rank {
    std::string code;                ///< "motorway"
    std::string label;               ///< "Motorway"
    std::vector<std::string> match;  ///< selectors, any of them: "highway=motorway|motorway_link", "class=motorway"
    Colour fill;
    Colour casing;
    std::vector<ScaleStop> width;  ///< logical px, without casing; from coarse to fine scale
    double casingPx = 0;           ///< added on each side; 0: no casing
    double dashPx = 0;             ///< dash and gap length along the line; 0: solid
    double maxMetresPerPixel = 0;  ///< not drawn when zoomed out beyond; 0: always
    double labelPx = 0;            ///< places: text size
    bool labelBold = false;
};

/// Ordered from least to most important: later ranks are drawn over earlier ones. Rank i has class index i + 1.
struct RankTable {
    std::string name, title;
    std::vector<Rank> ranks;
};

/// Whether what is meant for `least` to `most` metres per pixel (0: no end on that side), both ends included, is drawn at a
/// scale: the one answer for layers and ranks. Pure.
[[nodiscard]] constexpr bool drawnAtScale(double least, double most, double metresPerPixel) {
    return (most <= 0 || metresPerPixel <= most) && (least <= 0 || metresPerPixel >= least);
}
[[nodiscard]] inline bool drawnAtScale(const Rank& rank, double metresPerPixel) {
    return drawnAtScale(0, rank.maxMetresPerPixel, metresPerPixel);
}

/// Width at a scale, by the stops of a rank.
[[nodiscard]] double widthAt(const std::vector<ScaleStop>& stops, double metresPerPixel);

/// Loads data/ranks/<id>.json once; later calls return the same object. Thread-safe.
[[nodiscard]] Result<const RankTable*> loadRanks(std::string_view id);

}  // namespace geo
