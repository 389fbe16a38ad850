#include "viewer/plan/identifiable.h"

#include "viewer/map/layer_classes.h"
#include "viewer/map/visibility.h"
#include "viewer/plan/style_tables.h"

namespace plan {
namespace {

// By class index. What belongs to no rank is not drawn; what has no class is, if only by its outline.
std::vector<bool> seenClasses(const map::Layer& layer, const DimensionFilter& filter, double metresPerPixel) {
    if (const auto* ranks = layer.source->ranks()) {
        std::vector<bool> seen{false};
        for (const auto& rank : ranks->ranks)
            seen.push_back(map::showsClass(layer.style, rank.code) && geo::drawnAtScale(rank, metresPerPixel));
        return seen;
    }
    std::vector<bool> seen{true};
    const auto table = layer.source->classes();
    for (size_t i = 1; table && i < table->classes.size(); ++i) {
        const auto& entry = table->classes[i];
        seen.push_back(map::showsClass(layer.style, entry.code) && filter.passes(*layer.source, entry));
    }
    return seen;
}

// A layer that is coloured by a dimension shows and hides that dimension's classes: of its features, or of its legend's entries.
geo::IsDrawn seenByDimension(const map::Layer& layer, geo::Dimension dimension, const DimensionFilter& filter) {
    const auto at = static_cast<size_t>(dimension);
    std::vector<bool> ofDimension{true};
    for (size_t i = 1; i < geo::dimensionTable(dimension).size(); ++i)
        ofDimension.push_back(map::showsClass(layer.style, geo::dimensionTable(dimension).classes[i].code));
    if (const auto features = layer.source->features())
        return [=](uint16_t, uint32_t feature) {
            if (feature >= features->dimensionsOf.size()) return true;
            return ofDimension[features->dimensionsOf[feature][at]] && filter.passes(*features, feature);
        };
    std::vector<bool> ofLegend{true};
    const auto table = layer.source->classes();
    for (size_t i = 1; i < table->size(); ++i)
        ofLegend.push_back(ofDimension[geo::dimensionClasses(table->classes[i])[at]] &&
                           filter.passes(*layer.source, table->classes[i]));
    return [=](uint16_t classIndex, uint32_t) { return classIndex >= ofLegend.size() || ofLegend[classIndex]; };
}

}  // namespace

geo::IsDrawn identifiable(const map::Layer& layer, double metresPerPixel) {
    const auto& source = *layer.source;
    const auto table = source.features();
    const DimensionFilter filter(layer.style);
    if (const auto dimension = map::colouredBy(source, layer.style)) return seenByDimension(layer, *dimension, filter);
    const bool byValue = source.kind() == geo::SourceKind::Areas && source.valueRange() && table && !table->valueOf.empty();
    if (byValue) return [](uint16_t, uint32_t) { return true; };
    return [seen = seenClasses(layer, filter, metresPerPixel), filter, table](uint16_t classIndex, uint32_t feature) {
        const bool shown = classIndex >= seen.size() || seen[classIndex];  // codes found while reading come later
        return shown && (!table || feature == geo::kNoFeature || filter.passes(*table, feature));
    };
}

}  // namespace plan
