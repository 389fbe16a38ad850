#pragma once

#include <vector>

#include "geo/io/vector_dataset.h"
#include "geo/vector/rings.h"

namespace geo {

/// The polygons of a feature in the file's CRS, rings not closed. Holes follow their shell. Rings of
/// fewer than three vertices enclose nothing: they are left out, a shell with its holes.
[[nodiscard]] std::vector<Rings> polygonsOf(const RawFeature& feature);
/// Around all vertices of a feature.
[[nodiscard]] Extent extentOf(const RawFeature& feature);

}  // namespace geo
