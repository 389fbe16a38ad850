#pragma once

#include <stop_token>
#include <vector>

#include "geo/mosaic/face_groups.h"

namespace geo {

/// Joins every group that is too small or thin to its neighbour with the longest common border, smallest first, until none is
/// left that may join another. Land joins land and never across a limit; only what is thinner than rules.joinM, one line drawn
/// twice, joins whatever is beside it. Answers for each group whether most of it is a piece of the grid.
[[nodiscard]] std::vector<bool> joinSlivers(const PlanarMap& map, FaceGroups& groups, const TessellationRules& rules,
                                            const std::stop_token& stop);

}  // namespace geo
