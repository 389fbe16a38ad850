#pragma once

#include <span>
#include <vector>

#include "geo/base/result.h"
#include "geo/vector/rings.h"

namespace geo {

/// What is left of `whole` without `taken`: disjoint polygons, in the order GEOS gives them, which the input fixes. Either may
/// overlap itself; rings that cross themselves are mended first. One plane and unit. Any thread. Errors: Malformed, where GEOS
/// gives up.
[[nodiscard]] Result<std::vector<Rings>> difference(std::span<const Rings> whole, std::span<const Rings> taken);

/// The outline of polygons, each place once, for a person who looks from far: gaps and bays narrower than four times `tolerance`
/// are closed, no other edge strays by much more than `tolerance`, and parts and holes smaller than its square are left out,
/// unless all are. Rules and errors as above.
[[nodiscard]] Result<std::vector<Rings>> outlineOf(std::span<const Rings> polygons, double tolerance);

}  // namespace geo
