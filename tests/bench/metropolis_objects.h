#pragma once

#include "geo/mosaic/osm_objects.h"
#include "tests/bench/metropolis.h"

namespace bench {

/// What the made-up metropolis would have in OpenStreetMap, for each of its `blocks`: twenty addresses, five shops, offices and
/// the like, five buildings, half a piece of land use, and over that parks, quarters, the town as one area with a long outline,
/// and a belt of woods around it. The lines are the metropolis's barriers but for its limits, with widths. The same on every
/// machine.
[[nodiscard]] geo::OsmObjects objectsOf(const Metropolis& metropolis, int blocks);

}  // namespace bench
