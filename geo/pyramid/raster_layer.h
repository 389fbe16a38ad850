#pragma once

#include "geo/pyramid/open_layer.h"

namespace geo {

/// The raster halves of open_layer.h. `nullptr`/empty answers mean "not a raster": the vector half is asked next.
[[nodiscard]] Result<std::shared_ptr<const LayerSource>> openRasterLayer(const SourceSpec& spec, const Crs& mapCrs,
                                                                         const Progress& progress, std::stop_token stop);
[[nodiscard]] Result<std::vector<LayerProposal>> proposeRasterLayers(const SourceSpec& wanted, const std::stop_token& stop = {});
[[nodiscard]] Result<std::optional<GeographicExtent>> rasterGeographicExtent(const std::string& path);
[[nodiscard]] Result<Explanation> explainRaster(const std::string& path);

}  // namespace geo
