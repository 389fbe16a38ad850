#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "geo/pyramid/vector_layer.h"
#include "geo/pyramid/vector_names.h"
#include "geo/pyramid/vector_sample.h"

namespace geo {
namespace {

constexpr size_t kMostShownFields = 40;

std::string describeProposal(const LayerProposal& proposal) {
    const auto& s = proposal.spec;
    std::string how;
    if (s.drawAs == DrawAs::PointDensity)
        how = fmt::format("points counted in cells of {:g} m", s.cellMetres);
    else if (s.drawAs == DrawAs::Sea)
        how = "the water side of the coastlines";
    else if (!s.valueField.empty())
        how = "coloured by " + s.valueField + (s.perArea == "km2" ? " per km²" : "");
    else if (!s.ranks.empty())
        how = "by the ranks of " + s.ranks;
    else if (!s.dimension.empty())
        how = "coloured by " + s.dimension + (s.scheme.empty() ? "" : ", through the crosswalk " + s.scheme);
    else if (!s.classField.empty())
        how = "coloured by " + s.classField;
    else
        how = "in one colour";
    if (!s.labelField.empty()) how += ", labelled with " + s.labelField;
    return how;
}

std::string shorten(const std::string& text) {
    constexpr size_t kMost = 48;
    if (text.size() <= kMost) return text;
    size_t end = kMost;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;  // not within a character
    return text.substr(0, end) + "…";
}

std::string examples(const SampledField& field) {
    std::vector<std::pair<size_t, std::string>> ordered;
    for (const auto& [value, count] : field.values) ordered.emplace_back(count, value);
    std::stable_sort(ordered.begin(), ordered.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    std::string text;
    for (size_t i = 0; i < std::min<size_t>(3, ordered.size()); ++i) text += (i ? ", " : "") + shorten(ordered[i].second);
    return text;
}

std::string geometryOf(const VectorLayerInfo& layer, const LayerSample& sample) {
    std::string text;
    const auto add = [&](size_t count, const char* name) {
        if (count > 0) text += (text.empty() ? "" : ", ") + std::string(name);
    };
    add(sample.polygons, "polygons");
    add(sample.lines, "lines");
    add(sample.points, "points");
    return text.empty() ? layer.geometry : text;
}

nlohmann::json explainLayer(const VectorLayerInfo& layer, const LayerSample& sample, const std::string& path, std::string& text) {
    std::vector<std::string> remarks;
    const auto crs = crsOfLayer({}, layer, path, remarks);
    const std::string count = layer.features >= 0 ? fmt::format("{} features", layer.features) : "features not counted";
    text += fmt::format("\nLayer \"{}\": {}, {}\n", layer.name, count, geometryOf(layer, sample));
    text += fmt::format("  CRS       {}\n",
                        crs ? (crs->authorityCode().empty() ? crs->name() : crs->name() + " (" + crs->authorityCode() + ")")
                            : crs.error().message);
    if (!layer.encoding.empty()) text += "  encoding  " + layer.encoding + "\n";
    for (const auto& remark : remarks) text += "  note      " + remark + "\n";
    nlohmann::json fields = nlohmann::json::array();
    size_t shown = 0;
    for (const auto& field : sample.fields) {
        const std::string some = examples(field);
        fields.push_back(
            {{"name", field.name}, {"numeric", field.numeric}, {"distinct_in_sample", field.values.size()}, {"examples", some}});
        if (++shown <= kMostShownFields)
            text += fmt::format("  {} {:<20} {}\n", shown == 1 ? "fields   " : "         ", field.name, some);
    }
    if (shown > kMostShownFields) text += fmt::format("            and {} more\n", shown - kMostShownFields);
    return {{"name", layer.name},
            {"features", layer.features},
            {"geometry", geometryOf(layer, sample)},
            {"crs", crs ? crs->name() : ""},
            {"crs_code", crs ? crs->authorityCode() : ""},
            {"encoding", layer.encoding},
            {"remarks", remarks},
            {"fields", fields}};
}

}  // namespace

Result<Explanation> explainVector(const std::string& path) {
    const auto dataset = VectorDataset::open(path);
    if (!dataset) return Failure(dataset.error());
    Explanation explanation;
    explanation.text = fmt::format("{}\nVector data, read by the {} driver\n", path, dataset->driver());
    nlohmann::json document{{"path", path},
                            {"kind", "vector"},
                            {"driver", dataset->driver()},
                            {"layers", nlohmann::json::array()},
                            {"shown_as", nlohmann::json::array()}};
    if (const auto extent = vectorGeographicExtent(path)) {
        explanation.text += fmt::format("Extent {:.4f} to {:.4f} E, {:.4f} to {:.4f} N\n", extent->west, extent->east,
                                        extent->south, extent->north);
        document["extent"] = {extent->west, extent->south, extent->east, extent->north};
    } else {
        explanation.text += "Extent not known: " + extent.error().message + "\n";
    }
    for (const auto& layer : dataset->layers())
        document["layers"].push_back(explainLayer(layer, sampleLayer(*dataset, layer, 1000), path, explanation.text));
    explanation.text += "\nThe viewer will show, from bottom to top\n";
    if (const auto proposals = proposeVectorLayers(path)) {
        for (const auto& proposal : *proposals) {
            explanation.text += fmt::format("  {:<28} {}\n", proposal.title, describeProposal(proposal));
            document["shown_as"].push_back({{"title", proposal.title}, {"how", describeProposal(proposal)}});
        }
    } else {
        explanation.text += "  nothing: " + proposals.error().message + "\n";
    }
    explanation.json = document.dump(2, ' ', false, nlohmann::json::error_handler_t::replace);
    return explanation;
}

}  // namespace geo
