#pragma once

#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

#include "geo/pyramid/layer_source.h"
#include "geo/pyramid/source_spec.h"

namespace geo {

/// Opens what a spec names and makes it drawable in `mapCrs`. May take seconds: call it on a worker.
/// Errors: NotFound, Unreadable, Unsupported, NoCrs, TooLarge, Network, Malformed, Cancelled.
[[nodiscard]] Result<std::shared_ptr<const LayerSource>> openLayer(const SourceSpec& spec, const Crs& mapCrs,
                                                                   const Progress& progress, std::stop_token stop);

/// One proposal of how to show a dataset, from bottom to top.
struct LayerProposal {
    std::string title;
    SourceSpec spec;
};

/// What a person would want to see of this file: one class layer of a land-cover raster; land use, water, roads and places of
/// an OpenStreetMap extract. Reads metadata and a sample, not the whole.
[[nodiscard]] Result<std::vector<LayerProposal>> proposeLayers(const std::string& path);

/// Where on Earth a file lies, from its metadata: for choosing the map's centre. Degrees; west > east across the antimeridian.
struct GeographicExtent {
    double west = 0, south = 0, east = 0, north = 0;
    [[nodiscard]] LonLat centre() const;
};
[[nodiscard]] Result<GeographicExtent> geographicExtent(const std::string& path);

/// A text for `metromosaic info`: what it is, and what the viewer will make of it. `json` holds the same as a JSON document.
struct Explanation {
    std::string text;
    std::string json;
};
[[nodiscard]] Result<Explanation> explain(const std::string& path);

}  // namespace geo
