#include "geo/pyramid/vector_tesserae.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "geo/base/names.h"
#include "geo/base/text.h"
#include "geo/pyramid/explain_text.h"
#include "geo/taxonomy/scheme.h"

namespace geo {
namespace {

using Attributes = std::span<const std::pair<std::string, std::string>>;

std::string textOf(Attributes attributes, std::string_view key) {
    for (const auto& [name, value] : attributes)
        if (name == key) return value;
    return {};
}

std::optional<double> numberOf(Attributes attributes, std::string_view key) { return wholeNumber(textOf(attributes, key)); }

// 1,240 or 84.2 or 0.031: three figures, and whole from a hundred on.
std::string figure(double value) { return std::abs(value) >= 100 ? grouped(std::llround(value)) : fmt::format("{:.3g}", value); }

std::string areaOf(double squareMetres) {
    if (squareMetres >= 1e6) return figure(squareMetres / 1e6) + " km²";
    if (squareMetres >= 1e4) return figure(squareMetres / 1e4) + " ha";
    return figure(squareMetres) + " m²";
}

std::string kindOf(const std::string& kind) {
    if (kind == "grid") return "Part of a large block";
    if (kind == "water") return "Water";
    return "Street block";
}

std::string ended(std::string sentence) {
    while (!sentence.empty() && (sentence.back() == ' ' || sentence.back() == '.')) sentence.pop_back();
    if (sentence.empty()) return sentence;
    sentence[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(sentence[0])));
    return sentence + ".";
}

// "Land use: residential, 80 % sure. 72 % of the area is tagged residential."
std::string sentenceOf(Attributes attributes, Dimension dimension) {
    const std::string id(dimensionId(dimension));
    const auto& table = dimensionTable(dimension);
    const auto value = textOf(attributes, id), evidence = ended(textOf(attributes, id + "_evidence"));
    const auto index = value.empty() || value == "unknown" ? std::nullopt : table.indexOf(value);
    if (!index) return table.title + ": unknown." + (evidence.empty() ? "" : " " + evidence);
    auto sentence = table.title + ": " + lowerFirst(table.classes[*index].label);
    if (const auto confidence = numberOf(attributes, id + "_confidence"))
        sentence += fmt::format(", {:.0f} % sure", std::clamp(*confidence, 0.0, 1.0) * 100);
    const auto unit = textOf(attributes, "density_unit");
    if (const auto density = numberOf(attributes, "density_value"); dimension == Dimension::Density && density)
        sentence += "; " + figure(*density) + (unit.empty() ? "" : " " + unit);
    return sentence + "." + (evidence.empty() ? "" : " " + evidence);
}

std::string whatItIs(Attributes attributes) {
    auto sentence = kindOf(textOf(attributes, "kind"));
    if (const auto area = numberOf(attributes, "area_m2")) sentence += " of " + areaOf(*area);
    const auto people = numberOf(attributes, "population"), addresses = numberOf(attributes, "addresses");
    if (people) sentence += ", " + figure(std::round(*people)) + (std::round(*people) == 1 ? " inhabitant" : " inhabitants");
    if (addresses)
        sentence += std::string(people ? " and " : ", ") + figure(*addresses) + (*addresses == 1 ? " address" : " addresses");
    return sentence + ".";
}

}  // namespace

bool hasTesseraColumns(const VectorLayerInfo& layer) {
    for (int d = 0; d < kDimensions; ++d)
        if (std::ranges::find(layer.fields, dimensionId(static_cast<Dimension>(d)), &VectorField::name) == layer.fields.end())
            return false;
    return true;
}

void tellTessera(Attributes attributes, Identified& found) {
    found.attributes.clear();
    found.title.clear();
    for (const auto dimension : {Dimension::Density, Dimension::Use}) {
        const auto& table = dimensionTable(dimension);
        const auto index = table.indexOf(textOf(attributes, dimensionId(dimension)));
        if (!index || *index == 0 || *index + 1u >= table.size()) continue;  // unknown is the last
        const auto& label = table.classes[*index].label;
        found.title += found.title.empty() ? label : ", " + lowerFirst(label);
    }
    if (found.title.empty()) found.title = kindOf(textOf(attributes, "kind"));
    found.sentences = {whatItIs(attributes)};
    for (int d = 0; d < kDimensions; ++d) found.sentences.push_back(sentenceOf(attributes, static_cast<Dimension>(d)));
    if (const auto sources = ended(textOf(attributes, "sources")); !sources.empty())
        found.sentences.push_back("Sources: " + sources);
    for (const auto& [key, value] : attributes) {
        const auto base = std::string_view(key).substr(0, key.find('_'));
        const bool told = parseDimension(base) || key == "kind" || key == "area_m2" || key == "population" ||
                          key == "addresses" || key == "sources" || base == "share";
        if (!told) found.attributes.push_back({key, value});
    }
}

}  // namespace geo
