#pragma once

#include <span>
#include <string>
#include <utility>

#include "geo/io/vector_dataset.h"
#include "geo/pyramid/layer_source.h"

namespace geo {

/// SourceSpec::scheme of tesserae: each dimension's class id stands in the column of its name.
inline constexpr const char* kMosaicScheme = "mosaic";

/// Whether a layer has a column for each of the six dimensions.
[[nodiscard]] bool hasTesseraColumns(const VectorLayerInfo& layer);

/// Says of one tessera what a planner wants to know, as sentences: what it is and how large, its class in each dimension with the
/// confidence and the evidence, its density with the unit, and the sources. `attributes` as the file has them; columns that are
/// missing or empty are passed over. Fills title, sentences and, of the attributes, the rest. Pure.
void tellTessera(std::span<const std::pair<std::string, std::string>> attributes, Identified& found);

}  // namespace geo
