#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "geo/base/counted.h"
#include "geo/base/names.h"
#include "geo/pyramid/explain_text.h"
#include "geo/pyramid/layer_crs.h"
#include "geo/pyramid/vector_layer.h"
#include "geo/pyramid/vector_sample.h"
#include "geo/pyramid/vector_tesserae.h"
#include "geo/taxonomy/ramp.h"

namespace geo {
namespace {

constexpr size_t kMostShownFields = 40, kMostShownTags = 16;
constexpr double kPixelsPerMetre = 96 / 0.0254;

std::string howColoured(const LayerProposal& proposal) {
    const auto& s = proposal.spec;
    const auto& look = proposal.look;
    const auto field = s.classField.substr(s.classField.find('=') == std::string::npos ? 0 : s.classField.find('=') + 1);
    if (s.drawAs == DrawAs::Points && look.radiusPx == 0 && s.ranks.empty()) return "as text inside their areas";
    if (s.drawAs == DrawAs::PointDensity) return fmt::format("points counted in cells of {:g} m", s.cellMetres);
    if (s.drawAs == DrawAs::Sea) return "the water side of the coastlines";
    if (!s.valueField.empty())
        return s.perArea == "km2" ? "coloured by " + s.valueField + " divided by the true area of each polygon, per km²"
                                  : "symbols sized by " + s.valueField;
    if (s.ranks == "places") return "as lettering by rank";
    if (!s.ranks.empty()) return "by rank";
    if (s.scheme == kMosaicScheme) return "as tesserae of the mosaic, coloured by " + look.dimension + " or another dimension";
    if (!s.dimension.empty()) return "coloured by " + s.dimension + ", told from OpenStreetMap tags";
    if (!s.scheme.empty()) return "coloured by the codes in " + field + ", legend " + s.scheme;
    if (!s.classField.empty()) return "coloured by " + field;
    if (look.covers) return "as districts: a light ground with outlines";
    return look.fill ? "in one colour, " + look.fill->hex() : "in one colour";
}

std::string describeProposal(const LayerProposal& proposal) {
    const auto& s = proposal.spec;
    const bool areas = s.drawAs != DrawAs::Points && s.ranks.empty() && s.geometry != "point";
    std::string how = howColoured(proposal);
    if (!s.labelField.empty()) how += std::string(areas ? ", known by " : ", labelled with ") + s.labelField;
    if (proposal.look.maxMetresPerPixel > 0)
        how += fmt::format(
            ", from about 1:{} on",
            grouped(static_cast<int64_t>(std::lround(roundedLimit(proposal.look.maxMetresPerPixel * kPixelsPerMetre)))));
    return how;
}

std::string shorten(const std::string& whole) {
    const auto text = printable(whole);
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

std::string geometryOf(const VectorLayerInfo& layer, const LayerSample& sample, bool one = false) {
    std::string text;
    const auto add = [&](size_t count, const char* name) {
        if (count > 0) text += (text.empty() ? "" : ", ") + std::string(name);
    };
    add(sample.polygons, one ? "polygon" : "polygons");
    add(sample.lines, one ? "line" : "lines");
    add(sample.points, one ? "point" : "points");
    return text.empty() ? layer.geometry : text;
}

// In the file's order; of free tags the most used first.
std::vector<SampledField> fieldsToShow(const VectorLayerInfo& layer, const LayerSample& sample) {
    auto fields = sample.fields;
    if (layer.tagged)
        std::stable_sort(fields.begin(), fields.end(), [](const auto& a, const auto& b) { return a.present > b.present; });
    return fields;
}

SourceSpec named(const std::string& path) {
    SourceSpec spec;
    spec.path = path;
    return spec;
}

// One paragraph for a reader who knows the city and not the format.
std::string summarise(const std::string& driver, const std::vector<VectorLayerInfo>& layers,
                      const std::vector<LayerSample>& samples, const std::string& where,
                      const std::vector<LayerProposal>& proposals) {
    int64_t features = 0;
    bool allCounted = true;
    for (const auto& layer : layers)
        allCounted = allCounted && layer.features >= 0, features += std::max<int64_t>(layer.features, 0);
    std::string text = fmt::format("A vector dataset ({}) ", driver);
    if (layers.size() == 1)
        text += allCounted ? fmt::format("of {} {}", grouped(features), geometryOf(layers[0], samples[0], features == 1))
                           : "of " + geometryOf(layers[0], samples[0]);
    else
        text += allCounted ? fmt::format("of {} with {} {}", counted(std::ssize(layers), "layer"), grouped(features),
                                         nounFor(features, "feature"))
                           : "of " + counted(std::ssize(layers), "layer");
    text += where.empty() ? "." : ", " + where + ".";
    if (proposals.empty()) return text + " The viewer finds nothing to draw in it.";
    text += proposals.size() == 1 ? " The viewer will show " : fmt::format(" The viewer will show {} layers: ", proposals.size());
    for (size_t i = 0; i < proposals.size(); ++i) {  // neighbours told alike share the telling
        const auto how = howColoured(proposals[i]);
        const bool sameFollows = i + 1 < proposals.size() && howColoured(proposals[i + 1]) == how;
        text += proposals[i].title + (sameFollows ? " and " : " (" + how + ")" + (i + 1 < proposals.size() ? ", " : ""));
    }
    return text + ".";
}

nlohmann::ordered_json explainLayer(const VectorLayerInfo& layer, const LayerSample& sample, const std::string& path,
                                    const Diagnostics& met, std::string& text) {
    auto remarks = met.remarks;
    const auto crs = crsOfLayer({}, layer, path, remarks);
    const std::string count =
        layer.features >= 0 ? grouped(layer.features) + " " + nounFor(layer.features, "feature") : "features not counted";
    text += fmt::format("\nLayer \"{}\": {}, {}\n", layer.name, count, geometryOf(layer, sample));
    text += fmt::format("  CRS       {}\n", crs ? crsText(*crs) : crs.error().message);
    if (!layer.encoding.empty()) text += "  encoding  " + layer.encoding + "\n";
    for (const auto& gap : met.gaps) text += "  missing   " + gap.message + "\n";
    for (const auto& remark : remarks) text += "  note      " + remark + "\n";
    auto fields = nlohmann::ordered_json::array();
    size_t shown = 0;
    const size_t mostShown = layer.tagged ? kMostShownTags : kMostShownFields;
    for (const auto& field : fieldsToShow(layer, sample)) {
        const std::string some = examples(field);
        fields.push_back(
            {{"name", field.name}, {"numeric", field.numeric}, {"distinct_in_sample", field.values.size()}, {"examples", some}});
        if (++shown <= mostShown)
            text += fmt::format("  {} {:<20} {}\n", shown == 1 ? "fields   " : "         ", field.name, some);
    }
    if (shown > mostShown) text += fmt::format("            and {} more\n", shown - mostShown);
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

Result<Explanation> explainVector(const std::string& path, size_t most) {
    const auto dataset = VectorDataset::open(path);
    if (!dataset) return Failure(dataset.error());
    nlohmann::ordered_json document{
        {"path", shownSource(path)}, {"kind", "vector"}, {"summary", ""}, {"driver", dataset->driver()}};
    const auto extent = vectorGeographicExtent(path, {});
    if (extent) document["extent"] = {extent->west, extent->south, extent->east, extent->north};
    document["layers"] = nlohmann::ordered_json::array();
    document["shown_as"] = nlohmann::ordered_json::array();

    std::string details;
    std::vector<LayerSample> samples;
    std::vector<VectorLayerInfo> layers;
    std::vector<Error> gaps;
    auto saidOfGaps = nlohmann::ordered_json::array();
    for (const auto& named : dataset->layers()) {
        auto measured = dataset->measured(named, {});
        if (!measured) return Failure(measured.error());
        layers.push_back(std::move(*measured));
        samples.push_back(sampleLayer(*dataset, layers.back(), 1000));
        auto met = lookForDamage(*dataset, layers.back(), path, most);
        if (!met) return Failure(met.error());
        document["layers"].push_back(explainLayer(layers.back(), samples.back(), path, *met, details));
        for (auto& gap : met->gaps) {
            saidOfGaps.push_back(gap.message);
            gaps.push_back(std::move(gap));
        }
    }
    const auto proposals = proposeVectorLayers(named(path), {});
    const auto summary = summarise(dataset->driver(), layers, samples, extent ? whereOnEarth(*extent) : "",
                                   proposals ? *proposals : std::vector<LayerProposal>{});
    document["summary"] = summary;
    document["gaps"] = std::move(saidOfGaps);

    Explanation explanation;
    explanation.gaps = std::move(gaps);
    explanation.text = shownSource(path) + "\n" + paragraph(summary);
    explanation.text += extent ? fmt::format("\nExtent {:.4f} to {:.4f} E, {:.4f} to {:.4f} N\n", extent->west, extent->east,
                                             extent->south, extent->north)
                               : "\nExtent not known: " + extent.error().message + "\n";
    explanation.text += details + "\nThe viewer will show, from bottom to top\n";
    if (!proposals) explanation.text += "  nothing: " + proposals.error().message + "\n";
    for (const auto& proposal : proposals ? *proposals : std::vector<LayerProposal>{}) {
        explanation.text += fmt::format("  {:<28} {}\n", proposal.title, describeProposal(proposal));
        document["shown_as"].push_back({{"title", proposal.title}, {"how", describeProposal(proposal)}});
    }
    explanation.json = document.dump(2, ' ', false, nlohmann::json::error_handler_t::replace);
    return explanation;
}

}  // namespace geo
