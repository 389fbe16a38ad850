#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geo/mosaic/osm_objects.h"

namespace geo {

/// Makes whole again what a tiling without identities cut apart. Of the areas in `pieces` (indices), those that say the same and
/// meet along an edge, or overlap in the margins of two tiles, get all their polygons in the first of them, grown by 0.2 m to
/// bridge the rounding; the others are left without any. The polygons then overlap: unite them. What meets in a corner stays
/// apart. Plane metres; pure.
void joinTilePieces(std::vector<OsmArea>& areas, std::span<const uint32_t> pieces);

}  // namespace geo
