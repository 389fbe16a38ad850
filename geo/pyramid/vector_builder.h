#pragma once

#include "geo/pyramid/open_layer.h"
#include "geo/pyramid/vector_source.h"

namespace geo {

/// Reads one layer once, as a spec asks, into what a VectorSource holds. Errors: NoCrs, NotFound, Malformed, Unreadable,
/// Unsupported (nothing of the wanted geometry), Cancelled.
[[nodiscard]] Result<VectorParts> buildVectorLayer(const SourceSpec& spec, const std::shared_ptr<VectorDataset>& dataset,
                                                   const VectorLayerInfo& layer, const Crs& mapCrs, const Progress& progress,
                                                   const std::stop_token& stop);

}  // namespace geo
