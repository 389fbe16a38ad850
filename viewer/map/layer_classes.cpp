#include "viewer/map/layer_classes.h"

#include <algorithm>

namespace map {

bool hasDimensions(const geo::LayerSource& source) {
    if (const auto features = source.features())
        return source.kind() == geo::SourceKind::Areas && !source.ranks() && !features->dimensionsOf.empty();
    const auto table = source.classes();
    if (source.kind() != geo::SourceKind::Classes || !table) return false;
    return std::ranges::any_of(table->classes, [](const geo::ClassEntry& entry) {
        return std::ranges::any_of(entry.dimensions, [](const std::string& id) { return !id.empty(); });
    });
}

bool tellsConfidence(const geo::LayerSource& source) {
    const auto features = source.features();
    return features && !features->confidenceOf.empty();
}

std::optional<geo::Dimension> colouredBy(const geo::LayerSource& source, const LayerStyle& style) {
    if (style.dimension.empty() || !hasDimensions(source)) return std::nullopt;
    return geo::parseDimension(style.dimension);
}

std::shared_ptr<const geo::ClassTable> classesOf(const geo::LayerSource& source, const LayerStyle& style) {
    const auto dimension = colouredBy(source, style);
    if (!dimension) return source.classes();
    return {std::shared_ptr<const geo::ClassTable>(), &geo::dimensionTable(*dimension)};  // lives as long as the program
}

}  // namespace map
