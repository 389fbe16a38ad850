#include "viewer/ui/filter_facts.h"

#include <algorithm>
#include <array>

#include "geo/base/counted.h"
#include "geo/taxonomy/scheme.h"
#include "viewer/plan/style_tables.h"
#include "viewer/ui/formats.h"

namespace ui {
namespace {

using Occurring = std::array<uint32_t, geo::kDimensions>;  // a bit for each class of the dimension

void note(Occurring& occurring, const geo::DimensionClasses& classes) {
    for (size_t d = 0; d < classes.size(); ++d) occurring[d] |= 1u << classes[d];
}

// Areas that are coloured by value are drawn whatever their class.
bool drawnByValue(const geo::LayerSource& source) {
    return source.kind() == geo::SourceKind::Values || (source.kind() == geo::SourceKind::Areas && source.valueRange());
}

Occurring countObjects(const geo::FeatureTable& table, const plan::DimensionFilter& filter, FilterFacts& facts) {
    Occurring occurring{};
    facts.objects = true;
    facts.all = table.dimensionsOf.size();
    for (const auto& classes : table.dimensionsOf) {
        note(occurring, classes);
        facts.drawn += filter.passes(classes) ? 1 : 0;
    }
    return occurring;
}

Occurring countClasses(const geo::LayerSource& source, const geo::ClassTable& table, const plan::DimensionFilter& filter,
                       FilterFacts& facts) {
    Occurring occurring{};
    facts.all = table.size() - 1;
    for (size_t i = 1; i < table.size(); ++i) {
        const auto& entry = table.classes[i];
        if (std::ranges::any_of(entry.dimensions, [](const auto& id) { return !id.empty(); }))
            note(occurring, geo::dimensionClasses(entry));
        facts.drawn += filter.passes(source, entry) ? 1 : 0;
    }
    return occurring;
}

FilterDimension describe(geo::Dimension dimension, uint32_t occurring, const map::LayerStyle& style) {
    const auto& table = geo::dimensionTable(dimension);
    const auto chosen = style.filter.find(table.name);
    FilterDimension described{table.name, table.title, {}, chosen != style.filter.end()};
    for (size_t i = 1; i < table.size(); ++i) {
        const auto& entry = table.classes[i];
        const bool on = described.restricted && chosen->second.contains(entry.code);
        if (!on && !(occurring >> i & 1u)) continue;
        described.choices.push_back(
            {entry.code, capitalised(entry.code == "unknown" ? "not known" : entry.code), entry.colour, on});
    }
    return described;
}

}  // namespace

bool FilterFacts::restricted() const { return std::ranges::any_of(dimensions, &FilterDimension::restricted); }

FilterFacts filterFacts(const map::Layer& layer) {
    FilterFacts facts;
    if (!layer.source || drawnByValue(*layer.source)) return facts;
    const plan::DimensionFilter filter(layer.style);
    const auto table = layer.source->features();
    const auto classes = layer.source->classes();
    Occurring occurring{};
    if (table)
        occurring = countObjects(*table, filter, facts);
    else if (classes)
        occurring = countClasses(*layer.source, *classes, filter, facts);
    for (size_t d = 0; d < geo::kDimensions; ++d) {
        auto described = describe(static_cast<geo::Dimension>(d), occurring[d], layer.style);
        if (described.choices.size() > 1 || described.restricted) facts.dimensions.push_back(std::move(described));
    }
    return facts;
}

std::string filterSummary(const FilterFacts& facts) {
    const auto count = [](size_t n) { return grouped(static_cast<long long>(n)); };
    const auto one = static_cast<int64_t>(facts.all);
    const auto things = " " + (facts.objects ? geo::nounFor(one, "object") : geo::nounFor(one, "class", "classes"));
    if (facts.drawn == facts.all) return count(facts.all) + things;
    return count(facts.drawn) + " of " + count(facts.all) + things;
}

std::vector<std::string> filterCommand(const std::string& layerId, const FilterDimension& dimension, const std::string& classId) {
    std::vector<std::string> words{"layer.filter", layerId, dimension.id};
    for (const auto& choice : dimension.choices)
        if (choice.on != (choice.id == classId)) words.push_back(choice.id);
    if (words.size() == 3 + dimension.choices.size()) words.resize(3);
    return words;
}

}  // namespace ui
