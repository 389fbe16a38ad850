#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>

#include "geo/pyramid/vector_layer.h"
#include "geo/pyramid/vector_names.h"
#include "geo/pyramid/vector_propose_osm.h"
#include "geo/pyramid/vector_sample.h"

namespace geo {
namespace {

constexpr size_t kFewClasses = 40;
constexpr size_t kMostLabelled = 5000;

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

// How much a field's name promises classes: 0 nothing, 2 much.
int promise(const std::string& field) {
    static constexpr std::array kWords{"use",       "uso",     "usage",      "landuse",  "land_use",   "class",
                                       "clase",     "classe",  "type",       "tipo",     "zone",       "zona",
                                       "zoning",    "kind",    "categoria",  "category", "grau_risco", "zeis_tipo",
                                       "tipo_zeis", "nutzung", "gebaeude_1", "nivel",    "linha",      "situacao"};
    const auto name = lower(field);
    if (std::find(kWords.begin(), kWords.end(), name) != kWords.end()) return 2;
    for (const char* word : {"code_20", "class_20", "tipo", "type", "class", "categ", "empresa"})
        if (name.find(word) != std::string::npos) return 1;
    return 0;
}

bool looksLikeColour(const SampledField& field) {
    return lower(field.name).find("color") != std::string::npos || lower(field.name).find("colour") != std::string::npos;
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

// Codes of a published legend under one of its usual field names.
std::string schemeOf(const std::string& field) {
    const auto name = lower(field);
    if (name.rfind("code_2", 0) == 0 || name == "fua_code" || name.rfind("urban_atlas", 0) == 0) return "urban_atlas";
    if (name.rfind("code_", 0) == 0 || name == "clc_code") return "corine";
    return "";
}

StackedProposal proposePlain(const std::string& path, const std::string& title, const VectorLayerInfo& layer,
                             const LayerSample& sample) {
    StackedProposal stacked{15, {title, {}}};
    auto& spec = stacked.proposal.spec;
    spec.path = path, spec.layer = layer.name;
    const bool areas = sample.polygons >= std::max(sample.lines, sample.points), points = !areas && sample.points >= sample.lines;
    if (sample.polygons + sample.lines + sample.points > std::max({sample.polygons, sample.lines, sample.points}))
        spec.geometry = areas ? "polygon" : points ? "point" : "line";
    std::vector<std::string> names;
    for (const auto& field : sample.fields)
        if (!field.numeric && field.values.size() > 1) names.push_back(field.name);
    const auto name = nameLikeField(names), population = populationLikeField(layer.fields);
    if (areas && !population.empty()) {
        spec.valueField = population, spec.perArea = "km2";
        stacked.proposal.title = title + ", inhabitants per km²";
    } else if (points && !population.empty()) {
        spec.valueField = population;
    } else if (const auto field = classLikeField(sample, name); !field.empty()) {
        spec.classField = field;
        spec.scheme = schemeOf(field);
    }
    if (!name.empty() && layer.features <= static_cast<int64_t>(kMostLabelled)) spec.labelField = name;
    stacked.height = areas ? 15 : points ? 85 : 75;
    return stacked;
}

// A file of one layer is called as its file, without what its format needs.
std::string titleOf(const VectorDataset& dataset, const VectorLayerInfo& layer, const std::string& path) {
    const auto stem = std::filesystem::path(path).stem().string();
    return readableTitle(dataset.layers().size() == 1 && !stem.empty() && stem.size() < 80 ? stem : layer.name);
}

}  // namespace

Result<std::vector<LayerProposal>> proposeVectorLayers(const std::string& path) {
    const auto dataset = VectorDataset::open(path);
    if (!dataset) return Failure(dataset.error());
    std::vector<StackedProposal> stack;
    for (const auto& layer : dataset->layers()) {
        const auto sample = sampleLayer(*dataset, layer, 3000);
        if (sample.features == 0) continue;
        auto proposals = proposeOsm(*dataset, path, layer, sample);
        if (proposals.empty() && !layer.tagged)
            proposals.push_back(proposePlain(path, titleOf(*dataset, layer, path), layer, sample));
        stack.insert(stack.end(), std::make_move_iterator(proposals.begin()), std::make_move_iterator(proposals.end()));
    }
    if (stack.empty())
        return fail(ErrorCode::Unsupported, "The file is empty: no layer of it has a feature with a geometry.", path);
    std::stable_sort(stack.begin(), stack.end(), [](const auto& a, const auto& b) { return a.height < b.height; });
    std::vector<LayerProposal> all;
    for (auto& s : stack) all.push_back(std::move(s.proposal));
    return all;
}

}  // namespace geo
