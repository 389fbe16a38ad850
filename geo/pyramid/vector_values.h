#pragma once

#include "geo/pyramid/layer_source.h"
#include "geo/pyramid/source_spec.h"
#include "geo/vector/feature_store.h"
#include "geo/vector/point_grid.h"

namespace geo {

/// Square kilometres of a polygon feature. The map's CRS is equal-area, so the plane's area is the geodesic one; edges were
/// followed closely enough when they were projected.
[[nodiscard]] double squareKilometres(const FeatureStore& store, uint32_t feature);

/// Divides counts by areas where the spec asks for it, and finds the range of the result.
[[nodiscard]] ValueRange completeValues(const SourceSpec& spec, const FeatureStore& store, FeatureTable& table);
[[nodiscard]] ValueRange densityRange(const PointGrid& grid, const SourceSpec& spec);

/// Robust range of some values, NaN ignored; skewed values are spread by their square root.
[[nodiscard]] ValueRange rangeOf(std::vector<float> values, std::string unit);

}  // namespace geo
