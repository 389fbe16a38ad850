#pragma once

#include <span>
#include <vector>

#include "geo/space/types.h"
#include "geo/vector/feature_store.h"
#include "geo/vector/rings.h"

namespace geo {

/// The sea inside `box`, from OpenStreetMap coastlines: lines with land on their left and water on their right.
///
/// The lines and the box are noded and polygonised; a face is sea if the coastline along its edge runs with the face on its
/// right. Line ends that stop short of the box by less than 2 % of its width (cut at a tile edge) are led on to it. Faces that
/// touch no coastline are not claimed: without any coastline the answer is empty, for nobody said whether the box is land.
/// Lines and box share one plane and unit. Thread-safe.
[[nodiscard]] std::vector<Rings> seaFromCoastlines(std::span<const std::vector<Point>> lines, const Extent& box);

/// The same for a store of lines in the map's CRS: one polygon feature a face of sea, possibly none.
[[nodiscard]] FeatureStore seaOf(const FeatureStore& coastlines, const Extent& box);

}  // namespace geo
