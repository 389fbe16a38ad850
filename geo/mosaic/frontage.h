#pragma once

#include <span>
#include <vector>

#include "geo/mosaic/osm_objects.h"
#include "geo/mosaic/tessellate.h"

namespace geo {

/// The share of a tessera's outer border that runs along streets, 0..1.
struct Frontage {
    float local = 0;  ///< residential and living streets, lanes: StreetKind::Local
    float main = 0;   ///< through roads: StreetKind::Main
};

/// Streets are those lines with a StreetKind; a stretch of border belongs to the nearest one within 12 m. Plane metres; pure, on
/// all cores.
[[nodiscard]] std::vector<Frontage> frontages(std::span<const Tessera> tesserae, std::span<const OsmLine> lines);

}  // namespace geo
