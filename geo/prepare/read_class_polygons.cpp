#include "geo/prepare/read_class_polygons.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "geo/base/counted.h"
#include "geo/base/names.h"
#include "geo/io/raw_polygons.h"
#include "geo/pyramid/layer_crs.h"
#include "geo/pyramid/vector_names.h"
#include "geo/pyramid/vector_project.h"
#include "geo/pyramid/vector_sample.h"
#include "geo/raster/cell_coverage.h"
#include "geo/taxonomy/scheme.h"
#include "geo/vector/store_polygons.h"

namespace geo {
namespace {

constexpr size_t kSampled = 3000;  // features

/// Where the codes stand, and in which legend.
struct CodedLayer {
    std::string layer, field, scheme;
};

// How many of the values that a sample of a field showed are codes of a legend.
size_t codesIn(const SampledField& field, const Scheme& scheme) {
    size_t codes = 0;
    for (const auto& [value, count] : field.values) codes += scheme.indexOfCode.contains(value) ? count : 0;
    return codes;
}

/// The field with most codes of the legend that is wanted, or of the one that its name speaks of; at least half must be some.
Result<CodedLayer> findCodes(const VectorDataset& dataset, const std::string& path, const std::string& wanted,
                             const std::stop_token& stop) {
    for (const auto& layer : dataset.layers()) {
        const auto sample = sampleLayer(dataset, layer, kSampled, {}, stop);
        if (stop.stop_requested()) return fail(ErrorCode::Cancelled, "Reading was cancelled.", path);
        if (sample.polygons == 0) continue;
        CodedLayer best;
        size_t most = 0;
        for (const auto& field : sample.fields) {
            const auto scheme = wanted.empty() ? schemeOfField(field.name) : wanted;
            const auto legend = scheme.empty() ? Result<const Scheme*>(nullptr) : loadScheme(scheme);
            if (!legend) return Failure(legend.error());
            const size_t codes = *legend ? codesIn(field, **legend) : 0;
            if (codes > most && codes * 2 >= field.present) most = codes, best = {layer.name, field.name, scheme};
        }
        if (most > 0) return best;
    }
    return fail(
        ErrorCode::Unsupported,
        "It is not known what the areas of this file mean: no column has the codes of a published legend; name its scheme, "
        "one of data/crosswalks, with --scheme.",
        path);
}

double areaOf(const std::vector<Rings>& polygons) {
    double area = 0;
    for (const auto& rings : polygons) area += polygonArea(rings);
    return area;
}

/// Features of the store, in the plane.
void unpack(const FeatureStore& store, ClassPolygons& source) {
    for (uint32_t f = 0; f < store.size(); ++f) {
        source.polygons.push_back(polygonsOf(store, f));
        source.areasM2.push_back(areaOf(source.polygons.back()));
    }
}

class CodeReader {
public:
    explicit CodeReader(const Scheme& scheme) : m_scheme(scheme) {}

    uint16_t classOf(std::string_view code) {
        if (const auto found = m_scheme.indexOfCode.find(code); found != m_scheme.indexOfCode.end()) return found->second;
        ++m_strangers[std::string(code)];
        return 0;
    }
    void remark(Diagnostics& remarks) const {
        for (const auto& [code, areas] : m_strangers)
            remarks.add(fmt::format("{} the code {}, which the scheme {} lacks; {} as no data.",
                                    counted(areas, "area carries", "areas carry"), code, m_scheme.table.name,
                                    nounFor(areas, "it counts", "they count")));
    }

private:
    const Scheme& m_scheme;
    std::map<std::string, size_t> m_strangers;
};

}  // namespace

Result<ClassPolygons> readClassPolygons(const std::string& path, const std::string& scheme, const Crs& plane,
                                        const Extent& within, const std::stop_token& stop) {
    const auto dataset = VectorDataset::open(path);
    if (!dataset) return Failure(dataset.error());
    const auto coded = findCodes(*dataset, path, scheme, stop);
    if (!coded) return Failure(coded.error());
    const auto legend = loadScheme(coded->scheme);
    if (!legend) return Failure(legend.error());
    const auto* named = dataset->find(coded->layer);
    if (!named) return fail(ErrorCode::NotFound, "There is no layer named \"" + coded->layer + "\" in this file.", path);
    const auto layer = dataset->measured(*named, stop);
    if (!layer) return Failure(layer.error());
    ClassPolygons source;
    source.scheme = coded->scheme, source.layer = coded->layer, source.codeField = coded->field;
    const auto crs = crsOfLayer({}, *layer, path, source.remarks.remarks);
    if (!crs) return Failure(crs.error());
    const auto toLayer = Transform::between(plane, *crs);
    if (!toLayer) return Failure(toLayer.error());
    const Extent near = toLayer->forward(within);
    auto projector = VectorProjector::make(*crs, plane, layer->extent);
    if (!projector) return Failure(projector.error());
    FeatureStoreBuilder builder(GeometryKind::Polygon, projector->storeUnit());
    CodeReader codes(**legend);
    const auto facts = dataset->read(
        {coded->layer, std::vector<std::string>{coded->field}},
        [&](const RawFeature& feature) {
            if (feature.kind != GeometryKind::Polygon || !extentOf(feature).intersects(near)) return true;
            projector->project(feature, builder);
            if (builder.endFeature())
                source.classes.push_back(codes.classOf(feature.attributes->text(coded->field).value_or(std::string_view())));
            return true;
        },
        stop);
    if (!facts) return Failure(facts.error());
    if (const auto whole = checkWhole(*facts, path); !whole) return Failure(whole.error());
    unpack(builder.finish(), source);
    if (source.polygons.empty())
        return fail(ErrorCode::NotFound, "No area of this file lies in the city; name one that covers it.", path);
    codes.remark(source.remarks);
    return source;
}

}  // namespace geo
