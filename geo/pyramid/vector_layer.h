#pragma once

#include "geo/pyramid/open_layer.h"

namespace geo {

/// The vector halves of open_layer.h.
[[nodiscard]] Result<std::shared_ptr<const LayerSource>> openVectorLayer(const SourceSpec& spec, const Crs& mapCrs,
                                                                         const Progress& progress, std::stop_token stop);
[[nodiscard]] Result<std::vector<LayerProposal>> proposeVectorLayers(const SourceSpec& wanted, const std::stop_token& stop);
[[nodiscard]] Result<GeographicExtent> vectorGeographicExtent(const std::string& path, const std::stop_token& stop);
/// Looks for damage in the first `most` features of each layer, and says so where there are more.
[[nodiscard]] Result<Explanation> explainVector(const std::string& path, size_t most);

}  // namespace geo
