#pragma once

#include <vector>

#include "geo/mosaic/tessellate.h"

namespace bench {

struct Metropolis {
    std::vector<geo::Rings> territory, water;
    std::vector<geo::Barrier> barriers;
};

/// A made-up metropolis of some `blocks` street blocks in a round territory: bent street grids with irregular blocks, cul-de-sacs
/// and missing streets, avenues of two carriageways, double tracks, a river and ponds, limits of districts, and countryside
/// around it. The same on every machine.
[[nodiscard]] Metropolis metropolis(int blocks);

/// Streets on each side of the middle of such a metropolis, in either direction.
[[nodiscard]] int streetsFromTheMiddle(int blocks);
/// Where two of its streets would cross, numbered from the middle; metres.
[[nodiscard]] geo::Point crossing(int i, int j);
/// The share of the radius, from the middle, that is town.
inline constexpr double kUrbanShare = 0.9;

}  // namespace bench
