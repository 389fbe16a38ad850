#pragma once

#include <string>
#include <vector>

#include "geo/io/vector_dataset.h"
#include "geo/pyramid/open_layer.h"

namespace geo {

/// Whether a box may be longitude and latitude with longitudes between these, within a tenth of a degree: global grids are often
/// half a cell too large.
[[nodiscard]] bool looksLikeDegrees(const Extent& box, double west, double east);

/// The CRS to read a layer in, by the rule all datasets share: what the user says, else what the file says, else longitude and
/// latitude where all coordinates could be such (with a remark), else NoCrs.
[[nodiscard]] Result<Crs> crsOfLayer(const std::string& wanted, const VectorLayerInfo& layer, const std::string& path,
                                     std::vector<std::string>& remarks);

/// A box in a layer's own CRS, to ask which features lie in it. Empty, which means all of them, for one across the antimeridian.
[[nodiscard]] Result<Extent> extentIn(const Crs& crs, const GeographicExtent& box);

}  // namespace geo
