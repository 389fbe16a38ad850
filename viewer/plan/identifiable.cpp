#include "viewer/plan/identifiable.h"

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

}  // namespace

geo::IsDrawn identifiable(const map::Layer& layer, double metresPerPixel) {
    const auto& source = *layer.source;
    const auto table = source.features();
    const bool byValue = source.kind() == geo::SourceKind::Areas && source.valueRange() && table && !table->valueOf.empty();
    if (byValue) return [](uint16_t, uint32_t) { return true; };
    const DimensionFilter filter(layer.style);
    return [seen = seenClasses(layer, filter, metresPerPixel), filter, table](uint16_t classIndex, uint32_t feature) {
        const bool shown = classIndex >= seen.size() || seen[classIndex];  // codes found while reading come later
        return shown && (!table || feature == geo::kNoFeature || filter.passes(*table, feature));
    };
}

}  // namespace plan
