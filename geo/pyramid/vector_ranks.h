#pragma once

#include <cstdint>
#include <vector>

#include "geo/taxonomy/rank_table.h"

namespace geo {

/// Whether a feature's rank is drawn at this many metres per texel. Without ranks or classes everything is.
[[nodiscard]] inline bool rankShows(const RankTable* ranks, const std::vector<uint16_t>& classOf, uint32_t feature,
                                    double resolution) {
    if (!ranks || classOf.empty()) return true;
    const uint16_t index = classOf[feature];
    return index > 0 && index <= ranks->ranks.size() && drawnAtScale(ranks->ranks[index - 1], resolution);
}

}  // namespace geo
