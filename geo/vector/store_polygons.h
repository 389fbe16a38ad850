#pragma once

#include "geo/vector/feature_store.h"
#include "geo/vector/rings.h"

namespace geo {

/// The polygons of a feature in the plane, rings not closed, holes behind their shell.
[[nodiscard]] std::vector<Rings> polygonsOf(const FeatureStore& store, uint32_t feature);

}  // namespace geo
