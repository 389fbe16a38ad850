#include <fmt/format.h>

#include <cmath>

#include "geo/pyramid/vector_names.h"
#include "geo/pyramid/vector_source.h"
#include "geo/pyramid/vector_tesserae.h"
#include "geo/vector/polyline.h"

namespace geo {
namespace {

constexpr size_t kMostIdentified = 16;

}  // namespace

bool polygonContains(const FeatureStore& store, uint32_t feature, Point at) {
    const double x = at.x / store.unit(), y = at.y / store.unit();
    bool inside = false;
    for (uint32_t p = store.firstPart(feature); p < store.lastPart(feature); ++p) {
        const auto points = store.part(p).points;
        StoredPoint a = points.back();
        for (const auto& b : points) {
            if ((a.y > y) != (b.y > y) &&
                x < a.x + (y - a.y) / (static_cast<double>(b.y) - a.y) * (static_cast<double>(b.x) - a.x))
                inside = !inside;
            a = b;
        }
    }
    return inside;
}

double distanceTo(const FeatureStore& store, uint32_t feature, Point at) {
    double nearest = std::numeric_limits<double>::infinity();
    for (uint32_t p = store.firstPart(feature); p < store.lastPart(feature); ++p) {
        const auto points = store.part(p).points;
        for (size_t i = 0; i < points.size(); ++i)
            nearest = std::min(nearest, distanceToSegment(at, store.toMap(points[i == 0 ? 0 : i - 1]), store.toMap(points[i])));
    }
    return nearest;
}

std::vector<std::pair<std::string, std::string>> VectorSource::attributesOf(uint32_t feature) const {
    if (feature >= m_parts.idOf.size()) return {};
    const std::lock_guard lock(m_datasetGuard);
    if (!m_dataset) m_dataset = m_parts.dataset;
    if (!m_dataset) {
        auto opened = VectorDataset::open(m_parts.path, m_parts.encoding, m_parts.guest);
        if (!opened) return {};  // the file has gone since: class and value are still known
        m_dataset = std::make_shared<VectorDataset>(std::move(*opened));
    }
    return m_dataset->attributesOf(m_parts.layer, m_parts.idOf[feature]);
}

Identified VectorSource::identified(uint32_t feature) const {
    Identified found;
    const auto& table = *m_parts.table;
    const auto attributes = attributesOf(feature);
    const uint16_t classIndex = feature < table.classOf.size() ? table.classOf[feature] : 0;
    if (m_parts.classes && classIndex > 0 && classIndex < m_parts.classes->size()) {
        found.title = m_parts.classes->classes[classIndex].label;
        found.attributes.push_back({"class", found.title});
    }
    if (feature < table.valueOf.size() && std::isfinite(table.valueOf[feature])) {
        const std::string unit = m_parts.range ? m_parts.range->unit : "";
        found.attributes.push_back({m_parts.valueName.empty() ? "value" : m_parts.valueName,
                                    fmt::format("{:.6g}{}{}", table.valueOf[feature], unit.empty() ? "" : " ", unit)});
    }
    std::string name = feature < table.labelOf.size() ? table.labelOf[feature] : "";
    if (name.empty()) {
        std::vector<std::string> keys;
        for (const auto& [key, value] : attributes) keys.push_back(key);
        if (const auto key = nameLikeField(keys); !key.empty())
            for (const auto& [k, value] : attributes)
                if (k == key) name = value;
    }
    if (!name.empty()) found.title = name;
    if (found.title.empty()) found.title = m_parts.title;
    if (m_parts.tesserae)
        tellTessera(attributes, found);
    else
        for (const auto& [key, value] : attributes) found.attributes.push_back({key, value});
    const auto& store = m_parts.store;
    for (uint32_t p = store.firstPart(feature); p < store.lastPart(feature); ++p) {
        auto& run = found.outline.emplace_back();
        for (const auto& point : store.part(p).points) run.push_back(store.toMap(point));
        if (store.kind() == GeometryKind::Polygon) run.push_back(run.front());
    }
    return found;
}

std::vector<Identified> VectorSource::identifyCell(Point at) const {
    const double side = m_parts.grid->cellMetres();
    const uint32_t count = m_parts.grid->countAt(at);
    if (count == 0) return {};
    Identified cell;
    cell.title = m_parts.title;
    cell.attributes = {
        {"density", fmt::format("{:.4g} {}", count * 10000.0 / (side * side), m_parts.range ? m_parts.range->unit : "")},
        {"count", fmt::format("{}", count)},
        {"cell", fmt::format("{:g} m × {:g} m", side, side)}};
    const double x = std::floor(at.x / side) * side, y = std::floor(at.y / side) * side;
    cell.outline = {{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}}};
    return {cell};
}

std::vector<Identified> VectorSource::identify(Point at, double tolerance, const IsDrawn& isDrawn) const {
    if (m_parts.kind == SourceKind::Values) return identifyCell(at);
    const auto& store = m_parts.store;
    std::vector<uint32_t> candidates;
    store.query(Extent{at.x, at.y, at.x, at.y}.grown(tolerance), candidates);
    struct Hit {
        double distance;
        uint32_t feature;
    };
    std::vector<Hit> hits;
    const auto& classOf = m_parts.table->classOf;
    for (auto i = candidates.rbegin(); i != candidates.rend(); ++i) {  // topmost first
        if (!isDrawn(*i < classOf.size() ? classOf[*i] : uint16_t{1}, *i)) continue;
        if (store.kind() == GeometryKind::Polygon) {
            if (polygonContains(store, *i, at)) hits.push_back({0, *i});
        } else if (const double d = distanceTo(store, *i, at); d <= tolerance) {
            hits.push_back({d, *i});
        }
    }
    std::stable_sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) { return a.distance < b.distance; });
    if (hits.size() > kMostIdentified) hits.resize(kMostIdentified);
    std::vector<Identified> found;
    for (const auto& hit : hits) found.push_back(identified(hit.feature));
    return found;
}

}  // namespace geo
