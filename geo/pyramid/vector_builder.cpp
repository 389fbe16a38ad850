#include "geo/pyramid/vector_builder.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>

#include "geo/base/counted.h"
#include "geo/base/names.h"
#include "geo/base/text.h"
#include "geo/pyramid/data_titles.h"
#include "geo/pyramid/layer_crs.h"
#include "geo/pyramid/vector_attribution.h"
#include "geo/pyramid/vector_classes.h"
#include "geo/pyramid/vector_names.h"
#include "geo/pyramid/vector_project.h"
#include "geo/pyramid/vector_tesserae.h"
#include "geo/pyramid/vector_values.h"
#include "geo/vector/anchor.h"
#include "geo/vector/coastline.h"

namespace geo {
namespace {

constexpr int64_t kMostReserved = 4'000'000;  // a claimed count is believed up to here
constexpr size_t kMostPointsReserved = 64'000'000;
constexpr int64_t kWorthSaying = 100;  // one in so many features without a geometry

// What is collected per kind of geometry while reading.
struct Collected {
    explicit Collected(GeometryKind kind, double unit) : builder(kind, unit) {}
    FeatureStoreBuilder builder;
    std::vector<int64_t> ids;
    std::vector<uint32_t> classes;  // provisional
    std::vector<DimensionClasses> dimensions;
    std::vector<DimensionConfidence> confidence;
    std::vector<float> values;
    std::vector<std::string> labels;
    std::unordered_map<std::string, uint32_t> groupOf;  // OpenStreetMap object, to the group of its pieces
    std::vector<std::vector<uint32_t>> groups;          // empty: every feature is its own
    std::vector<uint32_t> atZero;                       // points at exactly 0, 0 in the file's CRS
};

std::optional<GeometryKind> wantedKind(const SourceSpec& spec, const VectorLayerInfo& layer) {
    if (spec.geometry == "point") return GeometryKind::Point;
    if (spec.geometry == "line") return GeometryKind::Line;
    if (spec.geometry == "polygon") return GeometryKind::Polygon;
    const auto says = [&](const char* word) { return layer.geometry.find(word) != std::string::npos; };
    if (spec.drawAs == DrawAs::Lines || spec.drawAs == DrawAs::Sea) return GeometryKind::Line;
    if (spec.drawAs == DrawAs::Areas) return GeometryKind::Polygon;
    if (says("Polygon")) return GeometryKind::Polygon;
    if (says("Line String")) return GeometryKind::Line;
    if (says("Point")) return GeometryKind::Point;
    return std::nullopt;
}

class LayerReader {
public:
    LayerReader(const SourceSpec& spec, const VectorDataset& dataset, const VectorLayerInfo& layer, VectorClassifier classifier,
                VectorProjector projector, const Extent& dataBox)
        : m_spec(spec),
          m_dataset(dataset),
          m_layer(layer),
          m_classifier(std::move(classifier)),
          m_projector(std::move(projector)),
          m_dataBox(dataBox),
          m_wanted(wantedKind(spec, layer)) {
        for (const auto kind : {GeometryKind::Point, GeometryKind::Line, GeometryKind::Polygon})
            m_kinds.emplace_back(kind, m_projector.storeUnit());
        if (m_wanted && layer.features > 0 && layer.features < kMostReserved) {
            auto& kind = m_kinds[static_cast<size_t>(*m_wanted)];
            const auto count = static_cast<size_t>(layer.features);
            kind.builder.reserve(count, 0);
            kind.ids.reserve(count);
        }
    }

    Result<void> read(const Progress& progress, const std::stop_token& stop);
    Result<VectorParts> finish(Diagnostics remarks);

private:
    void take(const RawFeature& feature);
    void reservePoints(size_t seen);
    void remarkOnTrouble(const Collected& chosen, Diagnostics& remarks) const;
    void dropStrayZeros(Collected& chosen, Diagnostics& remarks) const;
    void arrange(Collected& chosen, const std::vector<uint16_t>& indexOf) const;
    [[nodiscard]] SourceKind sourceKind(GeometryKind kind) const;

    const SourceSpec& m_spec;
    const VectorDataset& m_dataset;
    const VectorLayerInfo& m_layer;
    VectorClassifier m_classifier;
    VectorProjector m_projector;
    Extent m_dataBox;  // of the whole layer, map CRS; empty: not known
    std::optional<GeometryKind> m_wanted;
    std::vector<Collected> m_kinds;  // by GeometryKind
    std::string m_labelField;
    ReadFacts m_facts;
    size_t m_badText = 0, m_empty = 0;
};

// Whether text is well-formed UTF-8; a wrong code page rarely gives that.
bool isUtf8(std::string_view text) {
    for (size_t at = 0; at < text.size();) {
        const auto character = characterAt(text, at);
        if (!character.valid) return false;
        at += character.bytes;
    }
    return true;
}

Result<void> LayerReader::read(const Progress& progress, const std::stop_token& stop) {
    ReadRequest request{m_layer.name, std::nullopt};
    m_labelField = m_spec.labelField;
    if (m_labelField.empty() && !m_spec.ranks.empty() && m_wanted == GeometryKind::Point) {
        std::vector<std::string> names{"name"};
        if (!m_layer.tagged) names.clear();
        for (const auto& field : m_layer.fields) names.push_back(field.name);
        m_labelField = nameLikeField(names);
    }
    if (const auto& fields = m_classifier.fields()) {
        request.fields.emplace(fields->begin(), fields->end());
        if (!m_labelField.empty()) request.fields->push_back(m_labelField);
    }
    constexpr int64_t kEnoughToJudge = 16384;
    int64_t seen = 0;
    const std::string phrase =
        m_layer.features > 0 ? "reading " + counted(m_layer.features, "feature") : "reading " + m_layer.name;
    auto facts = m_dataset.read(
        request,
        [&](const RawFeature& feature) {
            if (++seen == kEnoughToJudge) reservePoints(static_cast<size_t>(seen));
            if (progress && seen % 16384 == 0)
                progress(m_layer.features > 0 ? std::min(0.95, static_cast<double>(seen) / static_cast<double>(m_layer.features))
                                              : 0.5,
                         phrase);
            take(feature);
            return true;
        },
        stop);
    if (!facts) return Failure(facts.error());
    m_facts = *facts;
    if (m_facts.features == 0)
        if (const auto whole = checkWhole(m_facts, m_spec.path); !whole) return whole;
    if (m_spec.guest && !m_facts.complaint.empty())  // a pack is whole or not at all
        return fail(ErrorCode::Unreadable, "Part of the file is damaged or could not be read; fetch the pack again.", m_spec.path,
                    m_facts.complaint);
    return {};
}

// Room for as many vertices as the features seen so far suggest: a vector that grows by doubling copies all and needs both
// copies.
void LayerReader::reservePoints(size_t seen) {
    if (!m_wanted || m_layer.features <= 0 || m_layer.features >= kMostReserved) return;
    auto& builder = m_kinds[static_cast<size_t>(*m_wanted)].builder;
    const double expected =
        1.05 * static_cast<double>(builder.points()) * static_cast<double>(m_layer.features) / static_cast<double>(seen);
    builder.reserve(static_cast<size_t>(m_layer.features), static_cast<size_t>(std::min<double>(expected, kMostPointsReserved)));
}

void LayerReader::take(const RawFeature& feature) {
    const bool anchors = m_spec.drawAs == DrawAs::Points || m_spec.drawAs == DrawAs::PointDensity;
    if (m_wanted && feature.kind != *m_wanted && !(anchors && m_spec.geometry.empty())) return;
    const auto provisional = m_classifier.classify(*feature.attributes);
    if (!provisional) return;
    auto& kind = m_kinds[static_cast<size_t>(feature.kind)];
    m_projector.project(feature, kind.builder);
    if (!kind.builder.endFeature()) {
        ++m_empty;
        return;
    }
    const auto index = static_cast<uint32_t>(kind.ids.size());
    kind.ids.push_back(feature.id);
    if (m_classifier.any()) kind.classes.push_back(*provisional);
    if (m_classifier.hasDimensions()) kind.dimensions.push_back(m_classifier.dimensions());
    if (m_classifier.tellsConfidence()) kind.confidence.push_back(m_classifier.confidence());
    if (!m_spec.valueField.empty()) kind.values.push_back(static_cast<float>(feature.attributes->number(m_spec.valueField)));
    if (!m_labelField.empty()) {
        const auto label = feature.attributes->text(m_labelField);
        const bool good = !label || isUtf8(*label);
        m_badText += !good;
        kind.labels.emplace_back(label && good ? *label : std::string_view());
    }
    if (feature.kind == GeometryKind::Point && feature.points[0].x == 0 && feature.points[0].y == 0) kind.atZero.push_back(index);
    if (!m_layer.tagged || feature.kind == GeometryKind::Point) return;
    const auto id = feature.attributes->text("@id");
    if (!id) {
        kind.groups.push_back({index});
        return;
    }
    std::string object(feature.attributes->text("@type").value_or(""));
    object.append(*id);
    const auto [group, isNew] = kind.groupOf.try_emplace(std::move(object), static_cast<uint32_t>(kind.groups.size()));
    if (isNew) kind.groups.emplace_back();
    kind.groups[group->second].push_back(index);
}

SourceKind LayerReader::sourceKind(GeometryKind kind) const {
    if (m_spec.drawAs == DrawAs::PointDensity) return SourceKind::Values;
    if (m_spec.drawAs == DrawAs::Points) return SourceKind::Points;
    return kind == GeometryKind::Polygon ? SourceKind::Areas
           : kind == GeometryKind::Line  ? SourceKind::Lines
                                         : SourceKind::Points;
}

void LayerReader::remarkOnTrouble(const Collected& chosen, Diagnostics& remarks) const {
    const auto say = [&](const char* what, size_t count, const char* rest = "") {
        if (count > 0) remarks.add(fmt::format("{}: {}.{}", what, count, rest));
    };
    if (m_facts.complaint.empty() && m_facts.withoutGeometry * kWorthSaying > m_facts.features)
        say("Features without a geometry, which are not drawn", static_cast<size_t>(m_facts.withoutGeometry));
    say("Features without an extent, or where the map cannot show them, which are not drawn", m_empty);
    say("Vertices left out, which are no numbers or cannot be placed on the map", m_projector.lostPoints());
    say("Labels that are no valid text in the encoding of the file", m_badText, " Name another with `encoding`, such as CP949.");
    if (!m_facts.fault.empty()) remarks.add("Shapes that the file writes wrongly are not drawn, as GDAL says: " + m_facts.fault);
    if (const auto whole = checkWhole(m_facts, m_spec.path); !whole) remarks.gaps.push_back(whole.error());
    if (m_wanted) return;
    const char* names[] = {"point", "line", "polygon"};
    for (size_t k = 0; k < m_kinds.size(); ++k)
        if (&m_kinds[k] != &chosen && m_kinds[k].builder.features() > 0)
            remarks.add(fmt::format("The layer also holds {}; open it with the geometry named to see {}.",
                                    counted(m_kinds[k].builder.features(), names[k]),
                                    nounFor(m_kinds[k].builder.features(), "it", "them")));
}

// Points left at 0, 0 by whoever had no position for them, when all others lie far away.
void LayerReader::dropStrayZeros(Collected& chosen, Diagnostics& remarks) const {
    if (chosen.atZero.empty() || chosen.atZero.size() == chosen.ids.size()) return;
    const auto& zero = chosen.builder.boxOf(chosen.atZero[0]);
    std::vector<bool> isZero(chosen.ids.size());
    for (const auto f : chosen.atZero) isZero[f] = true;
    double nearest = std::numeric_limits<double>::infinity(), widest = 0;
    const auto& some =
        chosen.builder.boxOf(static_cast<uint32_t>(std::find(isZero.begin(), isZero.end(), false) - isZero.begin()));
    for (uint32_t f = 0; f < isZero.size(); ++f) {
        if (isZero[f]) continue;
        const auto& box = chosen.builder.boxOf(f);
        nearest =
            std::min(nearest, std::hypot(static_cast<double>(box.minX) - zero.minX, static_cast<double>(box.minY) - zero.minY));
        widest =
            std::max(widest, std::hypot(static_cast<double>(box.minX) - some.minX, static_cast<double>(box.minY) - some.minY));
    }
    if (nearest < 2 * widest) return;
    chosen.groups.clear();
    for (uint32_t f = 0; f < isZero.size(); ++f)
        if (!isZero[f]) chosen.groups.push_back({f});
    const auto strays = std::ssize(chosen.atZero);
    remarks.add(fmt::format("{} at 0, 0, far from all others, and {} to have no position.",
                            counted(strays, "point lies", "points lie"),
                            nounFor(strays, "is not drawn: it seems", "are not drawn: they seem")));
}

// Drawing order: in nested legends the smaller area on top; among lines the more important on top; of points the most important
// first. Fills chosen.groups only where the order of the file will not do.
void LayerReader::arrange(Collected& chosen, const std::vector<uint16_t>& indexOf) const {
    const size_t count = chosen.ids.size();
    const auto kind = static_cast<GeometryKind>(&chosen - m_kinds.data());
    const bool ranked = m_classifier.ranks() != nullptr, valued = !chosen.values.empty();
    const bool bySize = kind == GeometryKind::Polygon && (m_classifier.nests() || m_layer.tagged);
    const bool byRank = ranked && kind != GeometryKind::Polygon, byValue = valued && kind == GeometryKind::Point;
    if (!bySize && !byRank && !byValue) return;
    if (chosen.groups.empty()) {
        chosen.groups.resize(count);
        for (uint32_t f = 0; f < count; ++f) chosen.groups[f] = {f};
    }
    const auto key = [&](const std::vector<uint32_t>& group) {
        const uint32_t f = group.front();
        if (bySize) {
            StoredBox box;
            for (const auto piece : group) box.add(chosen.builder.boxOf(piece));
            return -(static_cast<double>(box.maxX) - box.minX) * (static_cast<double>(box.maxY) - box.minY);
        }
        const double rank = byRank ? indexOf[chosen.classes[f]] : 0;
        if (kind == GeometryKind::Line) return rank;
        const double value = byValue && std::isfinite(chosen.values[f]) ? chosen.values[f] : 0;
        return -(rank * 1e12 + value);
    };
    std::vector<std::pair<double, uint32_t>> order(chosen.groups.size());
    for (uint32_t g = 0; g < order.size(); ++g) order[g] = {key(chosen.groups[g]), g};
    std::sort(order.begin(), order.end());
    std::vector<std::vector<uint32_t>> sorted;
    sorted.reserve(order.size());
    for (const auto& [sortKey, g] : order) sorted.push_back(std::move(chosen.groups[g]));
    chosen.groups = std::move(sorted);
}

Result<VectorParts> LayerReader::finish(Diagnostics remarks) {
    auto* chosen = m_wanted ? &m_kinds[static_cast<size_t>(*m_wanted)] : &m_kinds[0];
    for (auto& kind : m_kinds)
        if ((!m_wanted || chosen->ids.empty()) && kind.ids.size() > chosen->ids.size()) chosen = &kind;
    if (chosen->ids.empty()) {
        const bool filtered =
            !m_spec.select.empty() || !m_spec.exclude.empty() || !m_spec.ranks.empty() || !m_spec.geometry.empty();
        return fail(
            ErrorCode::Unsupported,
            m_facts.features == 0 ? "The layer is empty; there is nothing to draw."
            : filtered
                ? "No feature of this layer passes the filters (select, exclude, ranks, geometry); there is nothing to draw."
                : "No feature of this layer has a geometry that can be drawn on this map.",
            m_spec.path + (m_layer.name.empty() ? "" : ", layer " + m_layer.name));
    }
    remarkOnTrouble(*chosen, remarks);
    dropStrayZeros(*chosen, remarks);

    VectorParts parts;
    std::vector<size_t> counts;
    for (const auto c : chosen->classes) {
        if (c >= counts.size()) counts.resize(c + 1);
        ++counts[c];
    }
    VectorClassifier::Classes classes;
    if (m_classifier.any()) classes = m_classifier.finish(counts, remarks);
    arrange(*chosen, classes.indexOf);
    parts.table = std::make_shared<FeatureTable>();
    auto& table = *parts.table;
    const auto& groups = chosen->groups;
    table.features = groups.empty() ? chosen->ids.size() : groups.size();
    const auto first = [&](size_t feature) { return groups.empty() ? feature : groups[feature].front(); };
    if (m_classifier.any()) table.classOf.resize(table.features);
    if (!chosen->dimensions.empty()) table.dimensionsOf.resize(table.features);
    if (!chosen->confidence.empty()) table.confidenceOf.resize(table.features);
    if (!chosen->values.empty()) table.valueOf.resize(table.features);
    if (!chosen->labels.empty()) table.labelOf.resize(table.features);
    if (groups.empty())
        parts.idOf = std::move(chosen->ids);
    else
        parts.idOf.resize(table.features);
    for (size_t f = 0; f < table.features; ++f) {
        const size_t from = first(f);
        if (!groups.empty()) parts.idOf[f] = chosen->ids[from];
        if (!table.classOf.empty()) table.classOf[f] = classes.indexOf[chosen->classes[from]];
        if (!table.dimensionsOf.empty()) table.dimensionsOf[f] = chosen->dimensions[from];
        if (!table.confidenceOf.empty()) table.confidenceOf[f] = chosen->confidence[from];
        if (!table.valueOf.empty()) table.valueOf[f] = chosen->values[from];
        if (!table.labelOf.empty()) table.labelOf[f] = std::move(chosen->labels[from]);
    }
    if (sourceKind(static_cast<GeometryKind>(chosen - m_kinds.data())) == SourceKind::Areas &&
        table.features > AreaContent::kMostFeatures)
        return fail(ErrorCode::TooLarge,
                    fmt::format("This layer holds {} polygons, and {} can be drawn at once; cut out a part of it, or choose some "
                                "with `select`.",
                                table.features, AreaContent::kMostFeatures),
                    m_spec.path);
    parts.store = groups.empty() ? chosen->builder.finish() : chosen->builder.finish(groups);
    if (m_spec.drawAs == DrawAs::Sea) {
        parts.store = seaOf(parts.store, m_dataBox.empty() ? parts.store.extent() : m_dataBox);
        if (parts.store.size() == 0)
            return fail(ErrorCode::Unsupported,
                        "These coastlines do not part the sea from the land; is the file cut through them?", m_spec.path);
        table = FeatureTable{};
        table.features = parts.store.size();
        parts.idOf.assign(table.features, -1);
    }
    parts.kind = sourceKind(parts.store.kind());
    parts.classes = classes.table;
    parts.ranks = m_classifier.ranks();
    if (!m_spec.valueField.empty()) {
        parts.range = completeValues(m_spec, parts.store, table);
        parts.valueName = m_spec.valueField;
    }
    if (parts.kind == SourceKind::Points && parts.store.kind() == GeometryKind::Polygon && table.valueOf.empty()) {
        table.valueOf.resize(table.features);  // where names are too many, the larger areas keep theirs
        for (uint32_t f = 0; f < table.features; ++f) table.valueOf[f] = static_cast<float>(squareKilometres(parts.store, f));
    }
    if ((parts.kind == SourceKind::Points || parts.kind == SourceKind::Values) && parts.store.kind() != GeometryKind::Point)
        parts.store = anchorsOf(parts.store);
    if (parts.kind == SourceKind::Values) {
        parts.grid.emplace(parts.store, m_spec.cellMetres > 0 ? m_spec.cellMetres : 100.0);
        parts.range = densityRange(*parts.grid, m_spec);
    }
    parts.diagnostics = std::move(remarks);
    return parts;
}

}  // namespace

Result<VectorParts> buildVectorLayer(const SourceSpec& spec, const std::shared_ptr<VectorDataset>& dataset,
                                     const VectorLayerInfo& named, const Crs& mapCrs, const Progress& progress,
                                     const std::stop_token& stop) {
    const auto measured = dataset->measured(named, stop);
    if (!measured) return Failure(measured.error());
    const auto& layer = *measured;
    Diagnostics remarks;
    const auto crs = crsOfLayer(spec.crs, layer, spec.path, remarks.remarks);
    if (!crs) return Failure(crs.error());
    auto classifier = VectorClassifier::make(spec, layer);
    if (!classifier) return Failure(classifier.error());
    auto projector = VectorProjector::make(*crs, mapCrs, layer.extent);
    if (!projector) return Failure(projector.error());
    const auto whole = Transform::between(*crs, mapCrs);
    const Extent dataBox = whole && !layer.extent.empty() ? whole->forward(layer.extent) : Extent{};
    LayerReader reader(spec, *dataset, layer, std::move(*classifier), std::move(*projector), dataBox);
    if (auto done = reader.read(progress, stop); !done) return Failure(done.error());
    auto parts = reader.finish(std::move(remarks));
    if (!parts) return parts;
    parts->attribution = attributionOf(spec, layer, *dataset);
    parts->title = readableTitle(layer.name);
    parts->path = spec.path, parts->encoding = spec.encoding, parts->layer = layer.name;
    parts->guest = spec.guest, parts->tesserae = spec.scheme == kMosaicScheme;
    if (layer.tagged) parts->dataset = dataset;
    if (progress) progress(1, "");
    return parts;
}

}  // namespace geo
