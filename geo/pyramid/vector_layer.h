#pragma once

#include "geo/pyramid/open_layer.h"

namespace geo {

/// The vector halves of open_layer.h.
[[nodiscard]] Result<std::shared_ptr<const LayerSource>> openVectorLayer(const SourceSpec& spec, const Crs& mapCrs,
                                                                         const Progress& progress, std::stop_token stop);
[[nodiscard]] Result<std::vector<LayerProposal>> proposeVectorLayers(const SourceSpec& wanted, const std::stop_token& stop);
[[nodiscard]] Result<GeographicExtent> vectorGeographicExtent(const std::string& path, const std::stop_token& stop);
[[nodiscard]] Result<Explanation> explainVector(const std::string& path);

}  // namespace geo
