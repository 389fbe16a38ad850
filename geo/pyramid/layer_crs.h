#pragma once

#include <string>
#include <vector>

#include "geo/io/vector_dataset.h"

namespace geo {

/// Whether a box may be longitude and latitude with longitudes between these, within a tenth of a degree: global grids are often
/// half a cell too large.
[[nodiscard]] bool looksLikeDegrees(const Extent& box, double west, double east);

/// The CRS to read a layer in, by the rule all datasets share: what the user says, else what the file says, else longitude and
/// latitude where all coordinates could be such (with a remark), else NoCrs.
[[nodiscard]] Result<Crs> crsOfLayer(const std::string& wanted, const VectorLayerInfo& layer, const std::string& path,
                                     std::vector<std::string>& remarks);

}  // namespace geo
