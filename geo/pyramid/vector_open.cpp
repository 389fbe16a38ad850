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
Result<VectorLayerInfo> chooseLayer(const VectorDataset& dataset, const SourceSpec& spec, const std::stop_token& stop) {
    if (!spec.layer.empty()) {
        if (const auto* info = dataset.find(spec.layer)) return *info;
        std::string names;
        for (const auto& layer : dataset.layers()) names += (names.empty() ? "" : ", ") + layer.name;
        return fail(ErrorCode::NotFound, fmt::format("There is no layer named \"{}\"; this file has: {}.", spec.layer, names),
                    spec.path);
    }
    auto layers = dataset.layers();
    for (auto& layer : layers) {
        if (layers.size() == 1 || layer.features >= 0) continue;
        auto measured = dataset.measured(layer, stop);
        if (!measured) return measured;
        layer = std::move(*measured);
    }
    return *std::ranges::max_element(layers, {}, &VectorLayerInfo::features);
}

}  // namespace

Result<std::shared_ptr<const LayerSource>> openVectorLayer(const SourceSpec& spec, const Crs& mapCrs, const Progress& progress,
                                                           std::stop_token stop) {
    auto opened = VectorDataset::open(spec.path, spec.encoding, spec.guest);
    if (!opened) return Failure(opened.error());
    auto dataset = std::make_shared<VectorDataset>(std::move(*opened));
    const auto layer = chooseLayer(*dataset, spec, stop);
    if (!layer) return Failure(layer.error());
    auto parts = buildVectorLayer(spec, dataset, *layer, mapCrs, progress, stop);
    if (!parts) return Failure(parts.error());
    return std::make_shared<const VectorSource>(std::move(*parts));
}

}  // namespace geo
