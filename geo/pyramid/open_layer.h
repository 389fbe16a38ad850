#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

#include "geo/pyramid/layer_source.h"
#include "geo/pyramid/source_spec.h"
#include "geo/taxonomy/colour.h"

namespace geo {

/// Opens what a spec names and makes it drawable in `mapCrs`. May take seconds: call it on a worker.
/// Errors: NotFound, Unreadable, Unsupported, NoCrs, TooLarge, Network, Malformed, Cancelled.
[[nodiscard]] Result<std::shared_ptr<const LayerSource>> openLayer(const SourceSpec& spec, const Crs& mapCrs,
                                                                   const Progress& progress, std::stop_token stop);

/// What the data suggest of a layer's looks; whatever is empty is left to the viewer.
struct ProposedLook {
    std::optional<Colour> fill;              ///< of layers without classes: the publisher's own colour, or the subject's
    std::optional<Colour> outline;           ///< areas: only outlines, in this colour; what lies below keeps its own
    std::map<std::string, Colour> colourOf;  ///< by class code, instead of the class table's
    std::set<std::string> hidden;            ///< class codes that are not drawn at first
    double radiusPx = -1;                    ///< of points; 0: only their labels; below 0: the viewer's own
    double maxMetresPerPixel = 0;            ///< not drawn when zoomed out beyond this; 0: always
    bool covers = false;    ///< areas that lie side by side, like districts: a ground for labels and for what lies above
    std::string dimension;  ///< colour by this dimension of the mosaic at first
    bool visible = true;    ///< else it waits in the list of layers
    bool crowd = false;     ///< many small things: in the company of other layers shown from near only
};

/// One proposal of how to show a dataset, from bottom to top.
struct LayerProposal {
    std::string title;
    SourceSpec spec;
    ProposedLook look{};
    int height = 0;        ///< place among the layers of several files: lower ones below
    double objectKm2 = 0;  ///< of areas: the usual size of one; at one height the larger ones lie below
    std::string id{};      ///< by which commands call the layer; empty: made from the title
};

/// The order of a stack: by height, then the larger areas first.
[[nodiscard]] bool liesBelow(const LayerProposal& a, const LayerProposal& b);

/// What a person would want to see of this file: one class layer of a land-cover raster; land use, water, roads and places of
/// an OpenStreetMap extract. Reads metadata and a sample; all of it where tags are free. Cancelled soon after `stop`.
[[nodiscard]] Result<std::vector<LayerProposal>> proposeLayers(const std::string& path, const std::stop_token& stop);
/// The same where more is known than the path: guests, and what codes mean.
[[nodiscard]] Result<std::vector<LayerProposal>> proposeLayers(const SourceSpec& wanted, const std::stop_token& stop);

/// Where on Earth a file lies, from its metadata, else its coordinates: for choosing the map's centre. Degrees; west > east
/// across the antimeridian. Cancelled soon after `stop`.
struct GeographicExtent {
    double west = 0, south = 0, east = 0, north = 0;
    [[nodiscard]] LonLat centre() const;
};
[[nodiscard]] Result<GeographicExtent> geographicExtent(const std::string& path, const std::stop_token& stop);

/// A text for `metromosaic info`: what it is, and what the viewer will make of it. `json` holds the same as a JSON document.
struct Explanation {
    std::string text;
    std::string json;
    std::vector<Error> gaps{};  ///< what is there and could not be read, in a million features of a layer, far away in a thousand
};
[[nodiscard]] Result<Explanation> explain(const std::string& path);

}  // namespace geo
