#pragma once

#include <stop_token>
#include <vector>

#include "geo/mosaic/linework.h"

namespace geo {

/// All that takes part, as segments on the precision grid: the territory's and the water's outlines with their windings, and
/// those barriers that come near the territory, their loose ends led on to other lines within rules.joinM. Says in `remarks` what
/// was dropped. Empty if the territory has no usable ring. Not noded yet.
[[nodiscard]] std::vector<Segment> gatherLinework(const std::vector<Rings>& territory, const std::vector<Barrier>& barriers,
                                                  const std::vector<Rings>& water, const TessellationRules& rules,
                                                  Diagnostics& remarks, const std::stop_token& stop);

}  // namespace geo
