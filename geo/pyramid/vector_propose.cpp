#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <filesystem>

#include "geo/base/names.h"
#include "geo/pyramid/data_titles.h"
#include "geo/pyramid/vector_layer.h"
#include "geo/pyramid/vector_names.h"
#include "geo/pyramid/vector_propose_look.h"
#include "geo/pyramid/vector_propose_osm.h"
#include "geo/pyramid/vector_sample.h"
#include "geo/pyramid/vector_tesserae.h"
#include "geo/taxonomy/scheme.h"

namespace geo {
namespace {

constexpr size_t kFewClasses = 40;
constexpr size_t kMostLabelled = 5000;
constexpr size_t kSampled = 3000;
// Among the heights of vector_propose_osm.cpp: under what OpenStreetMap draws of the same kind.
constexpr int kGround = 5, kPlainAreas = 15, kTesserae = 30, kSmallAreas = 42, kPlainLines = 75, kPlainPoints = 85, kNames = 95;

// How much a field's name promises classes: 0 nothing, 2 much.
int promise(const std::string& field) {
    static constexpr std::array kWords{"use",       "uso",     "usage",      "landuse",  "land_use",   "class",
                                       "clase",     "classe",  "type",       "tipo",     "zone",       "zona",
                                       "zoning",    "kind",    "categoria",  "category", "grau_risco", "zeis_tipo",
                                       "tipo_zeis", "nutzung", "gebaeude_1", "nivel",    "linha",      "situacao"};
    const auto name = lowered(field);
    if (std::find(kWords.begin(), kWords.end(), name) != kWords.end()) return 2;
    for (const char* word : {"code_20", "class_20", "tipo", "type", "class", "categ", "empresa"})
        if (name.find(word) != std::string::npos) return 1;
    return 0;
}

bool looksLikeColour(const SampledField& field) {
    return lowered(field.name).find("color") != std::string::npos || lowered(field.name).find("colour") != std::string::npos;
}

// The field whose values are most likely classes, or empty.
std::string classLikeField(const LayerSample& sample, const std::string& nameField) {
    const SampledField* best = nullptr;
    for (const auto& field : sample.fields) {
        if (field.name == nameField || looksLikeColour(field) || field.name[0] == '@') continue;
        const size_t distinct = field.values.size();
        if (distinct < 2 || distinct > kFewClasses || distinct * 2 > field.present || field.present * 2 < sample.features)
            continue;
        if (promise(field.name) == 0) continue;
        if (!best || promise(field.name) > promise(best->name)) best = &field;
    }
    return best ? best->name : "";
}

// The field that most likely names the features: its values must mostly differ, or they name something larger.
std::string namingField(const LayerSample& sample) {
    constexpr size_t kKept = 300;  // distinct values that a sample keeps
    std::vector<std::string> names;
    for (const auto& field : sample.fields) {
        const size_t distinct = field.values.size();
        if (distinct < 2 || distinct * 2 < std::min(field.present, kKept) || field.present * 5 < sample.features) continue;
        names.push_back(field.name);
    }
    return nameLikeField(names);
}

// A field of head counts is believed if it counts somebody in most features: editors leave zeros where they do not know.
std::string countingField(const VectorLayerInfo& layer, const LayerSample& sample) {
    const auto name = populationLikeField(layer.fields);
    const auto* field = sample.find(name);
    if (name.empty() || !field) return {};
    const auto zero = field->values.find("0");
    const size_t zeros = zero == field->values.end() ? 0 : zero->second;
    return (field->present - zeros) * 2 > sample.features ? name : "";
}

struct Sizes {
    double meanKm2 = 0;
    double objectKm2 = 0;  ///< of the area around a random point of the layer: slivers do not count
    double coverage = 0;   ///< share of the layer's box that its areas fill
};

Sizes sizesOf(const VectorLayerInfo& layer, const LayerSample& sample) {
    if (sample.polygons == 0 || !(sample.polygonArea > 0)) return {};
    const double mean = sample.polygonArea / static_cast<double>(sample.polygons);
    const bool degrees = layer.crs ? layer.crs->isGeographic() : true;
    constexpr double kKmPerDegree = 111.32;
    const double latitude = layer.extent.empty() ? 0 : layer.extent.centre().y * M_PI / 180;
    const double km2 = degrees ? kKmPerDegree * kKmPerDegree * std::cos(latitude) : 1e-6;
    const double box = layer.extent.width() * layer.extent.height();
    const double count = layer.features > 0 ? static_cast<double>(layer.features) : static_cast<double>(sample.features);
    return {mean * km2, sample.squaredAreas / sample.polygonArea * km2, box > 0 ? mean * count / box : 0};
}

ProposedLook lookOf(const SourceSpec& spec, const LayerSample& sample, const Sizes& sizes, const std::string& title) {
    constexpr double kCovering = 0.25;
    constexpr size_t kCrowd = 300;
    ProposedLook look;
    const bool areas = sample.polygons > 0 && spec.drawAs != DrawAs::Points;
    if (spec.classField.empty() && spec.valueField.empty()) {
        look.fill = publishedColour(sample);
        if (!look.fill) look.fill = colourOfSubject(title);
        look.covers = !look.fill && areas && sizes.coverage > kCovering;
    } else if (const auto* field = sample.find(spec.classField)) {
        look.colourOf = coloursOfGrades(*field);
    }
    constexpr double kSprinkled = 0.01;
    look.crowd =
        areas ? sample.polygons > kCrowd && sizes.coverage < kSprinkled && !spec.classField.empty() && look.colourOf.empty()
              : sample.points > std::max(sample.lines, kCrowd);
    return look;
}

struct KindWords {
    GeometryKind kind;
    const char *geometry, *title;
};
constexpr KindWords kKinds[] = {
    {GeometryKind::Polygon, "polygon", "areas"}, {GeometryKind::Line, "line", "lines"}, {GeometryKind::Point, "point", "points"}};

// The features of one kind; `among`: the layer also holds others.
void proposeKind(const std::string& path, const std::string& title, const VectorLayerInfo& layer, const LayerSample& sample,
                 const KindWords& kind, bool among, std::vector<LayerProposal>& stack) {
    LayerProposal proposal{title, {}, {}, kPlainAreas, 0};
    auto& spec = proposal.spec;
    spec.path = path, spec.layer = layer.name;
    if (among) spec.geometry = kind.geometry;
    const bool areas = kind.kind == GeometryKind::Polygon, points = kind.kind == GeometryKind::Point;
    const auto name = namingField(sample), population = countingField(layer, sample);
    if (areas && !population.empty()) {
        spec.valueField = population, spec.perArea = "km2";
        proposal.title = title + ", inhabitants per km²";
    } else if (points && !population.empty()) {
        spec.valueField = population;
        proposal.title = title + ", sized by inhabitants";
    } else if (const auto field = classLikeField(sample, name); !field.empty() && !publishedColour(sample)) {
        spec.classField = field;
        spec.scheme = schemeOfField(field);
    }
    const auto sizes = sizesOf(layer, sample);
    proposal.look = lookOf(spec, sample, sizes, title);
    constexpr double kBuildingKm2 = 0.005;
    const int plainHeight = sizes.meanKm2 > 0 && sizes.meanKm2 < kBuildingKm2 ? kSmallAreas : kPlainAreas;  // upon land use
    proposal.height = proposal.look.covers ? kGround : areas ? plainHeight : points ? kPlainPoints : kPlainLines;
    proposal.objectKm2 = sizes.objectKm2;
    const bool labelled = !name.empty() && layer.features <= static_cast<int64_t>(kMostLabelled);
    if (labelled) spec.labelField = name;
    stack.push_back(proposal);
    if (!labelled || !areas) return;

    LayerProposal names{title + ", names", {}, {}, kNames, sizes.objectKm2};
    names.spec.path = path, names.spec.layer = layer.name, names.spec.geometry = "polygon";
    names.spec.drawAs = DrawAs::Points, names.spec.labelField = name;
    names.look.radiusPx = 0;
    constexpr double kNameablePx = 25;  // the side of an area that can bear its name
    names.look.maxMetresPerPixel = std::sqrt(sizes.meanKm2) * 1000 / kNameablePx;
    stack.push_back(std::move(names));
}

// Each kind of geometry is a layer of its own: a plan may hold zones, axes and places in one file.
void proposePlain(const std::string& path, const std::string& title, const VectorDataset& dataset, const VectorLayerInfo& layer,
                  const LayerSample& sample, std::vector<LayerProposal>& stack, const std::stop_token& stop) {
    const auto has = [&](GeometryKind kind) {
        return (kind == GeometryKind::Polygon ? sample.polygons : kind == GeometryKind::Line ? sample.lines : sample.points) > 0;
    };
    const bool mixed = std::ranges::count_if(kKinds, [&](const KindWords& kind) { return has(kind.kind); }) > 1;
    for (const auto& kind : kKinds) {
        if (!has(kind.kind)) continue;
        if (!mixed) return proposeKind(path, title, layer, sample, kind, false, stack);
        proposeKind(path, title + ", " + kind.title, layer, sampleLayer(dataset, layer, kSampled, kind.kind, stop), kind, true,
                    stack);
    }
}

// Tesserae: one column a dimension. Coloured at first by the first of these of which a third is known, else by the best known.
LayerProposal tesseraeOf(const std::string& path, const std::string& title, const VectorLayerInfo& layer,
                         const LayerSample& sample) {
    static constexpr std::array kWorthShowing{Dimension::Use,     Dimension::Density,        Dimension::Settlement,
                                              Dimension::Surface, Dimension::Infrastructure, Dimension::Tenure};
    LayerProposal proposal{title, {}, {}, kTesserae, 0};
    proposal.spec.path = path, proposal.spec.layer = layer.name, proposal.spec.geometry = "polygon";
    proposal.spec.scheme = kMosaicScheme;
    size_t best = 0;
    proposal.look.dimension = dimensionId(kWorthShowing.front());
    for (const auto dimension : kWorthShowing) {
        const auto* field = sample.find(dimensionId(dimension));
        size_t known = 0;
        for (const auto& [value, count] : field ? field->values : std::map<std::string, size_t>())
            if (value != "unknown") known += count;
        if (known > best) best = known, proposal.look.dimension = dimensionId(dimension);
        if (known * 3 >= sample.features) break;
    }
    proposal.look.colourOf["unknown"] = Colour{0xf1, 0xf0, 0xed, 255};  // small blocks are too narrow for a stroke of the hatch
    return proposal;
}

// A file of one layer is called as its file, without what its format needs.
std::string titleOf(const VectorDataset& dataset, const VectorLayerInfo& layer, const std::string& path) {
    const auto stem = std::filesystem::path(path).stem().string();
    std::error_code error;
    const bool file = !namesDatabase(path) && !std::filesystem::is_directory(path, error) && !stem.empty() && stem.size() < 80;
    const auto& name = dataset.layers().size() == 1 && file ? stem : layer.name;
    const auto own = ownTitle(layer.title, name);
    return own ? *own : readableTitle(name);
}

}  // namespace

Result<std::vector<LayerProposal>> proposeVectorLayers(const SourceSpec& wanted, const std::stop_token& stop) {
    const auto& path = wanted.path;
    const auto dataset = VectorDataset::open(path, wanted.encoding, wanted.guest);
    if (!dataset) return Failure(dataset.error());
    std::vector<LayerProposal> stack;
    Result<void> whole;
    for (const auto& named : dataset->layers()) {
        const auto measured = dataset->measured(named, stop);
        if (!measured) return Failure(measured.error());
        const auto& layer = *measured;
        const auto sample = sampleLayer(*dataset, layer, kSampled, {}, stop);
        if (whole) whole = checkWhole(sample.facts, path);
        if (stop.stop_requested()) return fail(ErrorCode::Cancelled, "Cancelled.", path);
        if (sample.features == 0) continue;
        auto proposals = hasTesseraColumns(layer) ? std::vector{tesseraeOf(path, titleOf(*dataset, layer, path), layer, sample)}
                                                  : proposeOsm(*dataset, path, layer, sample, stop);
        if (proposals.empty() && !layer.tagged)
            proposePlain(path, titleOf(*dataset, layer, path), *dataset, layer, sample, proposals, stop);
        stack.insert(stack.end(), std::make_move_iterator(proposals.begin()), std::make_move_iterator(proposals.end()));
    }
    if (stop.stop_requested()) return fail(ErrorCode::Cancelled, "Cancelled.", path);
    if (stack.empty() && !whole) return Failure(whole.error());
    if (stack.empty())
        return fail(ErrorCode::Unsupported, "The file is empty: no layer of it has a feature with a geometry.", path);
    for (auto& proposal : stack) proposal.spec.guest = wanted.guest, proposal.spec.attribution = wanted.attribution;
    std::stable_sort(stack.begin(), stack.end(), liesBelow);
    return stack;
}

}  // namespace geo
