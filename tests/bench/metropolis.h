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

}  // namespace bench
