#include <cmath>

#include "geo/pyramid/antimeridian.h"
#include "geo/pyramid/geographic_box.h"
#include "geo/pyramid/layer_crs.h"
#include "geo/pyramid/vector_layer.h"
#include "geo/space/transform.h"

namespace geo {
namespace {

constexpr int64_t kMostScanned = 500'000;

// The box of a point layer without points left at 0, 0, where those stand apart.
Extent withoutStrayZeros(const VectorDataset& dataset, const VectorLayerInfo& layer, const std::stop_token& stop) {
    const bool points = layer.geometry.find("Point") != std::string::npos;
    if (!points || layer.tagged || layer.features > kMostScanned || !layer.extent.contains({0, 0})) return layer.extent;
    Extent others;
    const auto facts = dataset.read(
        {layer.name, std::vector<std::string>{}},
        [&](const RawFeature& feature) {
            for (const auto& p : feature.points)
                if (std::isfinite(p.x) && std::isfinite(p.y) && !(p.x == 0 && p.y == 0)) others.add(p);
            return true;
        },
        stop);
    const double reach = std::max(others.width(), others.height());
    return facts && !others.empty() && !others.grown(reach).contains({0, 0}) ? others : layer.extent;
}

// What the coordinates span, of a layer whose file does not say (OpenStreetMap extracts).
Extent spanOf(const VectorDataset& dataset, const VectorLayerInfo& layer, const std::stop_token& stop) {
    Extent span;
    const auto facts = dataset.read(
        {layer.name, std::vector<std::string>{}},
        [&](const RawFeature& feature) {
            for (const auto& p : feature.points)
                if (std::isfinite(p.x) && std::isfinite(p.y)) span.add(p);
            return true;
        },
        stop);
    return facts ? span : Extent{};
}

// A box of the layer's CRS on the Earth, from lines of points over it.
GeographicBox onEarth(const Extent& extent, const Crs& crs, const Transform& toLonLat) {
    constexpr int kSteps = 21;
    GeographicBox box;
    if (crs.isGeographic()) {
        box.add(extent);
        return box;
    }
    for (int j = 0; j < kSteps; ++j) {
        std::vector<Point> row;
        for (int i = 0; i < kSteps; ++i)
            row.push_back({extent.minX + extent.width() * i / (kSteps - 1), extent.minY + extent.height() * j / (kSteps - 1)});
        toLonLat.forward(row);
        box.addPath(row);
    }
    return box;
}

// A part as it is drawn: cut where it crosses the antimeridian.
void addPart(std::span<const Point> lonLat, GeometryKind kind, GeographicBox& box) {
    const auto add = [&](std::span<const Point> piece) {
        Extent stretch;
        for (const auto& p : piece)
            if (std::isfinite(p.x) && std::isfinite(p.y)) stretch.add(p);
        if (!stretch.empty()) box.add(stretch);
    };
    if (!crossesAntimeridian(lonLat, kind)) return add(lonLat);
    for (const auto& piece : cutAtAntimeridian(lonLat, kind)) add(piece);
}

// The parts of the features, each for itself: data cut at the antimeridian touch both ends of the world, with nothing between.
// Ends as soon as the parts go round the Earth; nullopt where there are too many.
std::optional<GeographicBox> partsOnEarth(const VectorDataset& dataset, const VectorLayerInfo& layer, const Crs& crs,
                                          const Transform& toLonLat, const std::stop_token& stop) {
    GeographicBox box;
    int64_t seen = 0;
    std::vector<Point> points;
    const auto facts = dataset.read(
        {layer.name, std::vector<std::string>{}},
        [&](const RawFeature& feature) {
            points.assign(feature.points.begin(), feature.points.end());
            if (!crs.isGeographic()) toLonLat.forward(points);
            uint32_t first = 0;
            for (const auto& part : feature.parts) {
                addPart(std::span(points).subspan(first, part.end - first), feature.kind, box);
                first = part.end;
            }
            return ++seen < kMostScanned && !box.goesRound();
        },
        stop);
    if (!facts || seen >= kMostScanned || box.empty()) return std::nullopt;
    return box;
}

}  // namespace

Result<GeographicExtent> vectorGeographicExtent(const std::string& path, const std::stop_token& stop) {
    constexpr double kWide = 180;  // degrees: from here on a narrower box may lie across the antimeridian
    const auto dataset = VectorDataset::open(path);
    if (!dataset) return Failure(dataset.error());
    GeographicBox all;
    std::optional<Error> trouble;
    for (const auto& named : dataset->layers()) {
        const auto measured = dataset->measured(named, stop);
        if (!measured) return Failure(measured.error());
        const auto& layer = *measured;
        std::vector<std::string> remarks;
        const auto crs = crsOfLayer({}, layer, path, remarks);
        if (!crs) {
            trouble = crs.error();
            continue;
        }
        const Extent extent = layer.extent.empty() ? spanOf(*dataset, layer, stop) : withoutStrayZeros(*dataset, layer, stop);
        if (extent.empty()) continue;
        const auto toLonLat = Transform::between(*crs, Crs::wgs84());
        if (!toLonLat) {
            trouble = toLonLat.error();
            continue;
        }
        auto box = onEarth(extent, *crs, *toLonLat);
        if (box.width() > kWide && layer.features <= kMostScanned)
            if (const auto parts = partsOnEarth(*dataset, layer, *crs, *toLonLat, stop)) box = *parts;
        if (stop.stop_requested()) return fail(ErrorCode::Cancelled, "Cancelled.", path);
        all.add(box);
    }
    if (stop.stop_requested()) return fail(ErrorCode::Cancelled, "Cancelled.", path);
    if (all.empty()) {
        if (trouble) return Failure(*trouble);
        return fail(ErrorCode::Unsupported, "The file is empty: none of its layers has an extent.", path);
    }
    return all.narrowest();
}

}  // namespace geo
