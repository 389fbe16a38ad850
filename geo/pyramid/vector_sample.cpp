#include "geo/pyramid/vector_sample.h"

#include <charconv>
#include <unordered_map>

namespace geo {
namespace {

constexpr size_t kMostValues = 300, kMostFields = 400;

bool isNumber(std::string_view text) {
    double value = 0;
    const auto [at, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && at == text.data() + text.size();
}

}  // namespace

const SampledField* LayerSample::find(std::string_view field) const {
    for (const auto& f : fields)
        if (f.name == field) return &f;
    return nullptr;
}

LayerSample sampleLayer(const VectorDataset& dataset, const VectorLayerInfo& layer, size_t most) {
    LayerSample sample;
    std::unordered_map<std::string, size_t> indexOf;
    const auto take = [&](const RawFeature& feature) {
        ++sample.features;
        ++(feature.kind == GeometryKind::Polygon ? sample.polygons
           : feature.kind == GeometryKind::Line  ? sample.lines
                                                 : sample.points);
        feature.attributes->each([&](std::string_view key, std::string_view value) {
            const auto [found, isNew] = indexOf.try_emplace(std::string(key), sample.fields.size());
            if (isNew && sample.fields.size() < kMostFields)
                sample.fields.push_back({std::string(key), 0, true, {}, std::string(value)});
            if (found->second >= sample.fields.size()) return;
            auto& field = sample.fields[found->second];
            ++field.present;
            field.numeric = field.numeric && isNumber(value);
            if (field.values.size() < kMostValues || field.values.count(std::string(value))) ++field.values[std::string(value)];
        });
        return sample.features < most;
    };
    if (!dataset.read({layer.name, std::nullopt}, take, {})) sample.features = 0;
    return sample;
}

}  // namespace geo
