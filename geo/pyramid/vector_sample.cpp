#include "geo/pyramid/vector_sample.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "geo/base/names.h"
#include "geo/base/text.h"

namespace geo {
namespace {

constexpr size_t kMostValues = 300, kMostFields = 400;
constexpr size_t kMostRead = 500'000;  // in search of each kind of geometry

double areaOf(const RawFeature& feature) {
    double doubled = 0;
    uint32_t first = 0;
    for (const auto& part : feature.parts) {
        double ring = 0;
        for (uint32_t i = first; i < part.end; ++i) {
            const auto &a = feature.points[i], &b = feature.points[i + 1 < part.end ? i + 1 : first];
            ring += a.x * b.y - b.x * a.y;
        }
        doubled += part.hole ? -std::abs(ring) : std::abs(ring);
        first = part.end;
    }
    return std::isfinite(doubled) ? std::max(0.0, doubled) / 2 : 0;
}

}  // namespace

const SampledField* LayerSample::find(std::string_view field) const {
    for (const auto& f : fields)
        if (f.name == field) return &f;
    return nullptr;
}

Result<Diagnostics> lookForDamage(const VectorDataset& dataset, const VectorLayerInfo& layer, const std::string& path,
                                  size_t most) {
    size_t read = 0;
    bool toTheEnd = true;
    const auto take = [&](const RawFeature&) {
        if (layer.tagged) return false;  // such a layer was read to its end before the first feature came
        return toTheEnd = read++ < most;
    };
    const auto facts = dataset.read({layer.name, std::nullopt}, take, {});
    if (!facts) return Failure(facts.error());
    Diagnostics met;
    if (const auto whole = checkWhole(*facts, path); !whole) met.gaps.push_back(whole.error());
    if (!toTheEnd)
        met.add(fmt::format("Only the first {} features were looked at; damage further on shows when the file is drawn.",
                            grouped(static_cast<int64_t>(most))));
    return met;
}

size_t mostLookedAt(const std::string& path) {
    constexpr size_t kMost = 1'000'000, kMostFetched = 1000;
    const bool far = namesDatabase(path) || path.find("://") != std::string::npos || path.find("/vsicurl") != std::string::npos;
    return far ? kMostFetched : kMost;
}

LayerSample sampleLayer(const VectorDataset& dataset, const VectorLayerInfo& layer, size_t most, std::optional<GeometryKind> only,
                        const std::stop_token& stop) {
    LayerSample sample;
    std::unordered_map<std::string, size_t> indexOf;
    size_t read = 0;
    const auto take = [&](const RawFeature& feature) {
        ++read;
        if (only && feature.kind != *only) return read < kMostRead;
        auto& ofThisKind = feature.kind == GeometryKind::Polygon ? sample.polygons
                           : feature.kind == GeometryKind::Line  ? sample.lines
                                                                 : sample.points;
        if (layer.tagged && ofThisKind >= most)
            return read < kMostRead && (sample.polygons < most || sample.lines < most || sample.points < most);
        ++sample.features;
        ++ofThisKind;
        if (feature.kind == GeometryKind::Polygon) {
            const double area = areaOf(feature);
            sample.polygonArea += area;
            sample.squaredAreas += area * area;
        }
        feature.attributes->each([&](std::string_view key, std::string_view value) {
            const auto [found, isNew] = indexOf.try_emplace(std::string(key), sample.fields.size());
            if (isNew && sample.fields.size() < kMostFields)
                sample.fields.push_back({std::string(key), 0, true, {}, std::string(value)});
            if (found->second >= sample.fields.size()) return;
            auto& field = sample.fields[found->second];
            ++field.present;
            field.numeric = field.numeric && wholeNumber(value);
            if (field.values.size() < kMostValues || field.values.count(std::string(value))) ++field.values[std::string(value)];
        });
        return layer.tagged ? read < kMostRead : sample.features < most && read < kMostRead;
    };
    if (auto facts = dataset.read({layer.name, std::nullopt}, take, stop))
        sample.facts = std::move(*facts);
    else
        sample.features = 0;
    return sample;
}

}  // namespace geo
