#include <cmath>

#include "geo/pyramid/vector_layer.h"
#include "geo/pyramid/vector_names.h"
#include "geo/space/transform.h"

namespace geo {
namespace {

constexpr int64_t kMostScanned = 500'000;

// The box of a point layer without points left at 0, 0, where those stand apart.
Extent withoutStrayZeros(const VectorDataset& dataset, const VectorLayerInfo& layer) {
    const bool points = layer.geometry.find("Point") != std::string::npos;
    if (!points || layer.tagged || layer.features > kMostScanned || !layer.extent.contains({0, 0})) return layer.extent;
    Extent others;
    const auto facts = dataset.read({layer.name, std::vector<std::string>{}},
                                    [&](const RawFeature& feature) {
                                        for (const auto& p : feature.points)
                                            if (std::isfinite(p.x) && std::isfinite(p.y) && !(p.x == 0 && p.y == 0))
                                                others.add(p);
                                        return true;
                                    },
                                    {});
    const double reach = std::max(others.width(), others.height());
    return facts && !others.empty() && !others.grown(reach).contains({0, 0}) ? others : layer.extent;
}

// What the coordinates span, of a layer whose file does not say (OpenStreetMap extracts).
Extent spanOf(const VectorDataset& dataset, const VectorLayerInfo& layer) {
    Extent span;
    const auto facts = dataset.read({layer.name, std::vector<std::string>{}},
                                    [&](const RawFeature& feature) {
                                        for (const auto& p : feature.points)
                                            if (std::isfinite(p.x) && std::isfinite(p.y)) span.add(p);
                                        return true;
                                    },
                                    {});
    return facts ? span : Extent{};
}

}  // namespace

Result<GeographicExtent> vectorGeographicExtent(const std::string& path) {
    const auto dataset = VectorDataset::open(path);
    if (!dataset) return Failure(dataset.error());
    Extent all;
    std::optional<Error> trouble;
    for (const auto& layer : dataset->layers()) {
        std::vector<std::string> remarks;
        const auto crs = crsOfLayer({}, layer, path, remarks);
        if (!crs) {
            trouble = crs.error();
            continue;
        }
        const Extent extent = layer.extent.empty() ? spanOf(*dataset, layer) : withoutStrayZeros(*dataset, layer);
        if (extent.empty()) continue;
        const auto toLonLat = Transform::between(*crs, Crs::wgs84());
        if (!toLonLat) {
            trouble = toLonLat.error();
            continue;
        }
        const Extent degrees = crs->isGeographic() ? extent : toLonLat->forward(extent);
        if (!degrees.empty()) all.add(degrees);
    }
    if (all.empty()) {
        if (trouble) return Failure(*trouble);
        return fail(ErrorCode::Unsupported, "The file is empty: none of its layers has an extent.", path);
    }
    return GeographicExtent{all.minX, std::max(-90.0, all.minY), all.maxX, std::min(90.0, all.maxY)};
}

}  // namespace geo
