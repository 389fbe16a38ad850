#pragma once

#include "geo/mosaic/face_groups.h"

namespace geo {

/// The half-edge that follows h on the outline of the group left of h, turning at a node as far left as the group allows, so that
/// the outline never crosses itself.
[[nodiscard]] uint32_t nextOnOutline(const PlanarMap& map, const FaceGroups& groups, uint32_t h);

/// The tesserae of all groups inside the territory, along a Hilbert curve; `grid`: by group, whether it is a piece of the grid.
[[nodiscard]] std::vector<Tessera> tesseraeOf(const PlanarMap& map, const FaceGroups& groups, const std::vector<bool>& grid,
                                              double precisionM);

}  // namespace geo
