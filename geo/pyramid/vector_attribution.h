#pragma once

#include <string>

#include "geo/io/vector_dataset.h"
#include "geo/pyramid/source_spec.h"

namespace geo {

/// What must be printed beside a map of this layer: what the spec says; the credit of a publisher who is known by the data's
/// form; what a field "attribution" says alike of the first 50 features, its credits separated by semicolons; else the file's
/// name.
[[nodiscard]] std::string attributionOf(const SourceSpec& spec, const VectorLayerInfo& layer, const VectorDataset& dataset);

}  // namespace geo
