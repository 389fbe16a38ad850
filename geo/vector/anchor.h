#pragma once

#include "geo/vector/feature_store.h"

namespace geo {

/// A point for the label of each feature, in the same order: inside the largest ring of a polygon, on the middle of a line's
/// longest part.
[[nodiscard]] FeatureStore anchorsOf(const FeatureStore& store);

}  // namespace geo
