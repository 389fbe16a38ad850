#pragma once

#include <vector>

#include "geo/pyramid/open_layer.h"
#include "geo/pyramid/vector_sample.h"

namespace geo {

/// What OpenStreetMap data in one of its many dresses offer: free tags (QA tiles, .osm, .pbf), Geofabrik's and BBBike's
/// shapefiles (`fclass`, `type`; the key is told by the layer's name), vector tiles in Mapbox's schema (`class`). Empty: not such
/// data.
[[nodiscard]] std::vector<LayerProposal> proposeOsm(const VectorDataset& dataset, const std::string& path,
                                                    const VectorLayerInfo& layer, const LayerSample& sample,
                                                    const std::stop_token& stop);

}  // namespace geo
