#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "geo/base/diagnostics.h"
#include "geo/io/vector_dataset.h"

namespace geo {

/// What the first features of a layer show of one attribute.
struct SampledField {
    std::string name;
    size_t present = 0;
    bool numeric = true;                   ///< all values seen are numbers
    std::map<std::string, size_t> values;  ///< distinct values with counts; no more are added beyond 300
    std::string example;
};

struct LayerSample {
    size_t features = 0;
    size_t polygons = 0, lines = 0, points = 0;
    double polygonArea = 0;            ///< of all polygons together, squared units of the layer's CRS
    double squaredAreas = 0;           ///< their squares, summed
    std::vector<SampledField> fields;  ///< in the order met
    ReadFacts facts;                   ///< of the reading

    [[nodiscard]] const SampledField* find(std::string_view field) const;
    [[nodiscard]] bool has(std::string_view field) const { return find(field) != nullptr; }
};

/// What is met where all features of a layer are read, or the first `most`: a gap where it is damaged or cut, which shows nowhere
/// else, and a remark where there are more. `path` is the dataset's.
[[nodiscard]] Result<Diagnostics> lookForDamage(const VectorDataset& dataset, const VectorLayerInfo& layer,
                                                const std::string& path, size_t most);
/// Features of a layer that are worth it; far away each is fetched.
[[nodiscard]] size_t mostLookedAt(const std::string& path);

/// Looks at up to `most` features from the beginning of a layer; of free tags, where points come first, at as many of each kind.
/// With `only`, at those of one kind, further on in the file if need be. Nothing after `stop`.
[[nodiscard]] LayerSample sampleLayer(const VectorDataset& dataset, const VectorLayerInfo& layer, size_t most = 3000,
                                      std::optional<GeometryKind> only = {}, const std::stop_token& stop = {});

}  // namespace geo
