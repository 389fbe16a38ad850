#include "geo/prepare/read_zones.h"

#include <algorithm>

#include "geo/base/names.h"
#include "geo/base/paths.h"
#include "geo/io/raster_file.h"
#include "geo/io/vector_dataset.h"
#include "geo/pyramid/layer_crs.h"
#include "geo/pyramid/vector_names.h"
#include "geo/pyramid/vector_project.h"
#include "geo/vector/store_polygons.h"

namespace geo {
namespace {

// A feature's parts that come near a box in the file's own CRS.
class NearParts {
public:
    explicit NearParts(Extent box) : m_box(box) {}

    /// The feature itself where no box is wanted.
    RawFeature of(const RawFeature& feature) {
        if (m_box.empty()) return feature;
        m_points.clear(), m_parts.clear();
        uint32_t begin = 0;
        bool shellIsNear = false;
        for (const auto& part : feature.parts) {
            const auto points = feature.points.subspan(begin, part.end - begin);
            begin = part.end;
            Extent extent;
            for (const auto& p : points) extent.add(p);
            if (!part.hole) shellIsNear = extent.intersects(m_box);
            if (!shellIsNear || !extent.intersects(m_box)) continue;
            m_points.insert(m_points.end(), points.begin(), points.end());
            m_parts.push_back({static_cast<uint32_t>(m_points.size()), part.hole});
        }
        return {feature.id, feature.kind, m_points, m_parts, feature.attributes};
    }

private:
    Extent m_box;
    std::vector<Point> m_points;
    std::vector<RawPart> m_parts;
};

std::vector<std::string> namesOf(const std::vector<VectorField>& fields) {
    std::vector<std::string> names;
    for (const auto& field : fields) names.push_back(field.name);
    return names;
}

bool mayHoldPolygons(const VectorLayerInfo& layer) {
    return layer.geometry.find("Polygon") != std::string::npos || layer.geometry.find("Surface") != std::string::npos ||
           layer.geometry.find("Unknown") != std::string::npos || layer.geometry.find("Collection") != std::string::npos;
}

struct Reading {
    VectorProjector projector;
    FeatureStoreBuilder builder;
    std::vector<std::string> names;
};

Result<Zones> readLayer(const VectorDataset& dataset, const VectorLayerInfo& named, const std::string& path, const Crs& plane,
                        const std::optional<GeographicExtent>& box, const std::stop_token& stop) {
    Zones zones;
    const auto measured = dataset.measured(named, stop);
    if (!measured) return Failure(measured.error());
    const auto& layer = *measured;
    const auto crs = crsOfLayer({}, layer, path, zones.remarks.remarks);
    if (!crs) return Failure(crs.error());
    const auto near = box ? extentIn(*crs, *box) : Result<Extent>(Extent{});
    if (!near) return Failure(near.error());
    auto projector = VectorProjector::make(*crs, plane, layer.extent);
    if (!projector) return Failure(projector.error());
    const double unit = projector->storeUnit();
    Reading reading{std::move(*projector), FeatureStoreBuilder(GeometryKind::Polygon, unit), {}};
    zones.nameField = nameLikeField(namesOf(layer.fields));
    NearParts nearParts(*near);
    const auto facts = dataset.read(
        {layer.name, std::nullopt},
        [&](const RawFeature& feature) {
            if (feature.kind != GeometryKind::Polygon) return true;
            reading.projector.project(nearParts.of(feature), reading.builder);
            if (!reading.builder.endFeature()) return true;
            const auto name = zones.nameField.empty() ? std::nullopt : feature.attributes->text(zones.nameField);
            reading.names.emplace_back(name.value_or(std::string_view()));
            return true;
        },
        stop);
    if (!facts) return Failure(facts.error());
    if (const auto whole = checkWhole(*facts, path); !whole) return Failure(whole.error());
    if (const auto lost = reading.projector.lostPoints())
        zones.remarks.add(std::to_string(lost) + " vertices of " + shownSource(path) +
                          " are no numbers or lie off the plane; they are left out.");
    const auto store = reading.builder.finish();
    for (uint32_t i = 0; i < store.size(); ++i) zones.zones.push_back({reading.names[i], polygonsOf(store, i)});
    return zones;
}

}  // namespace

std::vector<Rings> Zones::polygons() const {
    std::vector<Rings> all;
    for (const auto& zone : zones) all.insert(all.end(), zone.polygons.begin(), zone.polygons.end());
    return all;
}

Result<Zones> readZones(const std::string& path, const Crs& plane, const std::optional<GeographicExtent>& box,
                        const std::stop_token& stop) {
    const auto resolved = resolveDemoPath(path);
    if (!resolved) return Failure(resolved.error());
    const auto dataset = VectorDataset::open(*resolved);
    if (!dataset) {
        const auto raster = RasterFile::open(*resolved);
        if (raster && *raster)
            return fail(ErrorCode::Unsupported, "This is a raster, and areas are wanted; give a file of polygons.", path);
        return Failure(dataset.error());
    }
    for (const auto& layer : dataset->layers()) {
        if (!mayHoldPolygons(layer)) continue;
        auto zones = readLayer(*dataset, layer, path, plane, box, stop);
        if (!zones || !zones->zones.empty() || box) return zones;
    }
    return fail(ErrorCode::Unsupported, "There are no polygons in this file; give one whose features are areas.", path);
}

}  // namespace geo
