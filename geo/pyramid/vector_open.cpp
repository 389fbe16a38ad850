#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "geo/pyramid/vector_builder.h"
#include "geo/pyramid/vector_layer.h"
#include "geo/pyramid/vector_names.h"
#include "geo/pyramid/vector_source.h"

namespace geo {
namespace {

// The layer a spec names, or the one with most features.
Result<const VectorLayerInfo*> chooseLayer(const VectorDataset& dataset, const SourceSpec& spec) {
    if (!spec.layer.empty()) {
        if (const auto* info = dataset.find(spec.layer)) return info;
        std::string names;
        for (const auto& layer : dataset.layers()) names += (names.empty() ? "" : ", ") + layer.name;
        return fail(ErrorCode::NotFound, fmt::format("There is no layer named \"{}\"; this file has: {}.", spec.layer, names),
                    spec.path);
    }
    const auto& layers = dataset.layers();
    return &*std::max_element(layers.begin(), layers.end(), [](const auto& a, const auto& b) { return a.features < b.features; });
}

}  // namespace

Result<std::shared_ptr<const LayerSource>> openVectorLayer(const SourceSpec& spec, const Crs& mapCrs, const Progress& progress,
                                                           std::stop_token stop) {
    auto opened = VectorDataset::open(spec.path, spec.encoding, spec.guest);
    if (!opened) return Failure(opened.error());
    auto dataset = std::make_shared<VectorDataset>(std::move(*opened));
    const auto layer = chooseLayer(*dataset, spec);
    if (!layer) return Failure(layer.error());
    auto parts = buildVectorLayer(spec, dataset, **layer, mapCrs, progress, stop);
    if (!parts) return Failure(parts.error());
    return std::make_shared<const VectorSource>(std::move(*parts));
}

}  // namespace geo
