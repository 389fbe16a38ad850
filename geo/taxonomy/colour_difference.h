#pragma once

#include <span>

#include "geo/taxonomy/colour.h"

namespace geo {

/// CIEDE2000 with kL = kC = kH = 1 under D65 (Sharma, Wu & Dalal 2005); opacity is not looked at. Below about 10 two flat areas
/// of a map are easily confused.
[[nodiscard]] double colourDifference(Colour a, Colour b);

/// CIE L*, a*, b* under D65.
struct CieLab {
    double l = 0, a = 0, b = 0;
};
[[nodiscard]] CieLab toCieLab(Colour colour);
[[nodiscard]] double colourDifference(const CieLab& a, const CieLab& b);

/// Where a colour may be moved to: OKLab's lightness, and its chroma at most.
struct ColourBounds {
    double darkest = 0, lightest = 1, mostChroma = 0.4;
};
/// The colour nearest to the wanted one, within the bounds, that differs by at least `least` from all that are taken; where there
/// is none, the one that differs most. Opaque.
[[nodiscard]] Colour distinctFrom(Colour wanted, std::span<const Colour> taken, double least, const ColourBounds& bounds = {});

}  // namespace geo
