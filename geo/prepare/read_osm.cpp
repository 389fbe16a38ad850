#include "geo/prepare/read_osm.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "geo/base/names.h"
#include "geo/base/paths.h"
#include "geo/io/vector_dataset.h"
#include "geo/pyramid/layer_crs.h"
#include "geo/space/transform.h"

namespace geo {
namespace {

constexpr int kSampled = 4000;  // features
constexpr std::array<std::string_view, 8> kTellingKeys{"highway",  "landuse", "natural",          "building",
                                                       "waterway", "amenity", "addr:housenumber", "other_tags"};

/// From a layer's CRS to the plane; bilinear over the layer's box where that is exact to 5 mm.
class ToPlane {
public:
    static Result<ToPlane> make(const Crs& from, const Crs& plane, const Extent& extent) {
        auto exact = Transform::between(from, plane);
        if (!exact) return Failure(exact.error());
        ToPlane to(std::move(*exact));
        if (extent.empty()) return to;
        const Extent safe = extent.grown(1e-9 * std::max(extent.width(), extent.height()));
        if (auto approx = ApproxTransform::build(to.m_exact, true, safe, 0.005)) to.m_approx = std::move(*approx);
        return to;
    }
    void forward(std::vector<Point>& points) const {
        for (auto& p : points) p = m_approx && m_approx->box().contains(p) ? (*m_approx)(p) : m_exact.forward(p);
    }
    [[nodiscard]] Extent forward(const Extent& box) const { return m_exact.forward(box); }

private:
    explicit ToPlane(Transform exact) : m_exact(std::move(exact)) {}
    Transform m_exact;
    std::optional<ApproxTransform> m_approx;
};

std::string_view geometryId(GeometryKind kind) {
    return kind == GeometryKind::Point ? "point" : kind == GeometryKind::Line ? "line" : "polygon";
}

constexpr size_t kBbbikeWidth = 16;  // of the column "type" of BBBike's shapefiles: "recreation_groun"

/// Gathers the tags of a feature as its layer's dress has them. Views live until the next feature.
class TagReader {
public:
    TagReader(const OsmDress& dress, const OsmCollector& collector) : m_dress(dress), m_collector(collector) {}

    const std::vector<Tag>& read(const RawFeature& feature) {
        m_tags.clear(), m_texts.clear(), m_object.clear();
        if (m_dress.freeTags) {
            feature.attributes->each([&](std::string_view key, std::string_view value) {
                if (key == "@id") m_object.append(value);
                if (key == "@type") m_object.insert(0, value);
                if (!key.starts_with('@')) keep(key, value);
            });
        } else {
            for (const auto& row : m_dress.columns)
                if (row.geometry.empty() || row.geometry == geometryId(feature.kind)) readColumn(row, *feature.attributes);
            if (const auto name = feature.attributes->text("name")) keep("name", *name);
        }
        m_tags.clear();
        for (const auto& [key, value] : m_texts) m_tags.push_back({key, value});
        return m_tags;
    }
    /// "way123": the object that the feature is a piece of; empty: not known.
    [[nodiscard]] const std::string& object() const { return m_object; }

private:
    void keep(std::string_view key, std::string_view value) {
        if (std::ranges::none_of(m_texts, [&](const auto& text) { return text.first == key; })) m_texts.emplace_back(key, value);
    }
    void readColumn(const OsmColumnRow& row, const VectorAttributes& attributes) {
        auto value = row.column.empty() ? std::nullopt : attributes.text(row.column);
        if (value && value->size() == kBbbikeWidth)
            for (const auto& key : row.keys) value = m_collector.completed(key, *value);
        if (value &&
            std::ranges::none_of(m_texts, [&](const auto& text) { return m_collector.knows(text.first, text.second); })) {
            auto key = std::ranges::find_if(row.keys, [&](const auto& k) { return m_collector.knows(k, *value); });
            keep(key == row.keys.end() ? row.keys.front() : *key, *value);
        }
        if (const auto equals = row.constant.find('='); equals != std::string::npos)
            keep(std::string_view(row.constant).substr(0, equals), std::string_view(row.constant).substr(equals + 1));
    }

    const OsmDress& m_dress;
    const OsmCollector& m_collector;
    std::vector<std::pair<std::string, std::string>> m_texts;
    std::vector<Tag> m_tags;
    std::string m_object;
};

/// Reads one source after the other into one collector.
class OsmReader {
public:
    OsmReader(OsmCollector collector, std::vector<OsmColumnRow> columns, const Crs& plane, const Extent& within)
        : m_collector(std::move(collector)), m_columns(std::move(columns)), m_plane(plane), m_within(within) {}

    Result<void> read(const std::string& path, const Progress& progress, const std::stop_token& stop);
    Result<OsmObjects> finish(const std::vector<std::string>& paths);

private:
    Result<void> readLayer(const VectorDataset& dataset, const VectorLayerInfo& layer, const OsmDress& dress,
                           const std::string& path, const Progress& progress, const std::stop_token& stop);
    void take(const RawFeature& feature, TagReader& tags, const ToPlane& toPlane);

    OsmCollector m_collector;
    std::vector<OsmColumnRow> m_columns;
    const Crs& m_plane;
    Extent m_within;
    Extent m_extent;
    size_t m_layers = 0;
    bool m_ofTiles = false;  // the dataset under way
    std::vector<std::string> m_remarks;
    std::vector<Point> m_points;
    std::vector<std::pair<uint32_t, bool>> m_parts;
};

// Of layers with free attributes GDAL names none: the first features tell.
std::vector<std::string> fieldsOf(const VectorDataset& dataset, const VectorLayerInfo& layer, const std::stop_token& stop) {
    std::vector<std::string> fields;
    for (const auto& field : layer.fields) fields.push_back(field.name);
    if (!layer.tagged || dataset.driver() == "OSM") return fields;
    std::set<std::string, std::less<>> seen;
    int left = kSampled;
    const auto sample = [&](const RawFeature& feature) {
        feature.attributes->each([&](std::string_view key, std::string_view) { seen.emplace(key); });
        return --left > 0;
    };
    if (dataset.read({layer.name, std::nullopt, true}, sample, stop)) fields.insert(fields.end(), seen.begin(), seen.end());
    return fields;
}

Result<void> OsmReader::read(const std::string& path, const Progress& progress, const std::stop_token& stop) {
    const auto resolved = resolveDemoPath(path);
    if (!resolved) return Failure(resolved.error());
    const auto dataset = VectorDataset::open(*resolved);
    if (!dataset) return Failure(dataset.error());
    m_ofTiles = dataset->driver() == "MVT";
    for (const auto& layer : dataset->layers()) {
        const auto dress = osmDressOf(layer.name, fieldsOf(*dataset, layer, stop), layer.tagged, dataset->driver(), m_columns);
        if (stop.stop_requested()) return fail(ErrorCode::Cancelled, "Reading was cancelled.", path);
        if (!dress) {
            m_remarks.push_back("The layer " + layer.name + " of " + shortName(path) +
                                " is no OpenStreetMap and was passed over.");
            continue;
        }
        if (!dress->freeTags && dress->columns.empty()) continue;  // labels of what other layers show
        ++m_layers;
        if (auto done = readLayer(*dataset, layer, *dress, path, progress, stop); !done) return done;
    }
    return {};
}

Result<void> OsmReader::readLayer(const VectorDataset& dataset, const VectorLayerInfo& named, const OsmDress& dress,
                                  const std::string& path, const Progress& progress, const std::stop_token& stop) {
    const auto measured = dataset.measured(named, stop);
    if (!measured) return Failure(measured.error());
    const auto& layer = *measured;
    const auto crs = crsOfLayer("", layer, path, m_remarks);
    if (!crs) return Failure(crs.error());
    const auto toPlane = ToPlane::make(*crs, m_plane, layer.extent);
    if (!toPlane) return Failure(toPlane.error());
    if (!layer.extent.empty()) m_extent.add(toPlane->forward(layer.extent));
    TagReader tags(dress, m_collector);
    ReadRequest request{layer.name, std::nullopt, true};
    int64_t seen = 0;
    const auto facts = dataset.read(
        request,
        [&](const RawFeature& feature) {
            if (progress && ++seen % 16384 == 0)
                progress(
                    layer.features > 0 ? std::min(0.99, static_cast<double>(seen) / static_cast<double>(layer.features)) : 0.5,
                    fmt::format("reading {} of {}", layer.name, shortName(path)));
            take(feature, tags, *toPlane);
            return true;
        },
        stop);
    if (!facts) return Failure(facts.error());
    return checkWhole(*facts, path);
}

void OsmReader::take(const RawFeature& feature, TagReader& reader, const ToPlane& toPlane) {
    const auto& tags = reader.read(feature);
    if (tags.empty()) return;
    m_points.assign(feature.points.begin(), feature.points.end());
    toPlane.forward(m_points);
    if (!m_within.empty()) {
        Extent box;
        for (const auto& p : m_points)
            if (std::isfinite(p.x) && std::isfinite(p.y)) box.add(p);
        if (box.empty() || !box.intersects(m_within)) return;
    }
    m_parts.clear();
    for (const auto& part : feature.parts) m_parts.emplace_back(part.end, part.hole);
    m_collector.take(tags, feature.kind, m_points, m_parts, reader.object(), m_ofTiles);
}

Result<OsmObjects> OsmReader::finish(const std::vector<std::string>& paths) {
    if (m_layers == 0)
        return fail(
            ErrorCode::Unsupported,
            "No layer of this source looks like OpenStreetMap: name an .osm.pbf, a folder of Geofabrik or BBBike shapefiles, "
            "or vector tiles with tags; data/mosaic/osm_columns.csv lists the columns that are understood.",
            paths.empty() ? "" : paths.front());
    auto objects = m_collector.finish();
    objects.extent = m_extent;
    for (auto& remark : m_remarks) objects.remarks.add(std::move(remark));
    return objects;
}

}  // namespace

std::optional<OsmDress> osmDressOf(const std::string& layer, const std::vector<std::string>& fields, bool tagged,
                                   const std::string& driver, const std::vector<OsmColumnRow>& columns) {
    const auto has = [&](std::string_view field) { return std::ranges::find(fields, field) != fields.end(); };
    const bool named = std::ranges::count_if(kTellingKeys, has) > 1 || has("other_tags");
    if ((tagged && driver == "OSM") || named) return OsmDress{true, {}};
    const std::string name = lowered(layer);
    const auto first = std::ranges::find_if(columns, [&](const auto& row) { return name.find(row.layer) != std::string::npos; });
    if (first == columns.end()) return std::nullopt;
    OsmDress dress;
    bool silent = false;
    for (const auto& row : columns) {
        if (row.layer != first->layer) continue;
        silent = silent || (row.column.empty() && row.constant.empty());
        const bool says = row.column.empty() ? !row.constant.empty() : has(row.column);
        const bool asked =
            std::ranges::any_of(dress.columns, [&](const auto& before) { return before.geometry == row.geometry; });
        if (says && !asked) dress.columns.push_back(row);
    }
    return dress.columns.empty() && !silent ? std::nullopt : std::optional(dress);
}

Result<OsmObjects> readOsm(const std::vector<std::string>& paths, const Crs& plane, const Extent& within,
                           const Progress& progress, const std::stop_token& stop) {
    auto collector = OsmCollector::make();
    if (!collector) return Failure(collector.error());
    auto columns = loadOsmColumns();
    if (!columns) return Failure(columns.error());
    OsmReader reader(std::move(*collector), std::move(*columns), plane, within);
    for (const auto& path : paths)
        if (auto done = reader.read(path, progress, stop); !done) return Failure(done.error());
    return reader.finish(paths);
}

}  // namespace geo
