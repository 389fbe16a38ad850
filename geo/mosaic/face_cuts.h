#pragma once

#include <vector>

#include "geo/mosaic/face_groups.h"

namespace geo {

/// Segments to add to the linework before it is noded again:
/// - kGridCut: the lines of the grid inside land above rules.largestBlockM2, so that its parts can be told apart;
/// - kStripCut: across a strip wherever its neighbours change, so that each neighbour takes the part that lies before it, and no
/// block
///   gets a tail along the avenue.
[[nodiscard]] std::vector<Segment> cutsThrough(const PlanarMap& map, const FaceGroups& groups,
                                               const std::vector<GroupShape>& shapes, const TessellationRules& rules);

}  // namespace geo
