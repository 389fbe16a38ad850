#pragma once

#include <memory>
#include <optional>

#include "geo/taxonomy/scheme.h"
#include "viewer/map/scene.h"

namespace map {

/// Whether a layer can be coloured by any of the six dimensions: areas and class rasters whose classes have a crosswalk.
[[nodiscard]] bool hasDimensions(const geo::LayerSource& source);
/// Whether features tell how sure they are of their classes in the dimensions.
[[nodiscard]] bool tellsConfidence(const geo::LayerSource& source);

/// The dimension that a style colours by; nullopt: the source's own classes.
[[nodiscard]] std::optional<geo::Dimension> colouredBy(const geo::LayerSource& source, const LayerStyle& style);

/// The classes that a legend of the layer shows: those of its dimension, else the source's own. nullptr where there are none.
[[nodiscard]] std::shared_ptr<const geo::ClassTable> classesOf(const geo::LayerSource& source, const LayerStyle& style);

}  // namespace map
