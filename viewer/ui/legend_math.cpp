#include "viewer/ui/legend_math.h"

#include <fmt/format.h>

#include <algorithm>

#include "viewer/map/layer_classes.h"
#include "viewer/map/visibility.h"
#include "viewer/plan/subject.h"
#include "viewer/ui/formats.h"

namespace ui {

int sceneIndexAfterDrop(int layers, int fromRow, int gap) {
    const int row = gap > fromRow ? gap - 1 : gap;
    return layers - 1 - row;
}

std::string layerSummary(const map::Layer& layer) {
    if (layer.status == map::LayerStatus::Loading) return "Loading …";
    if (layer.status == map::LayerStatus::Failed || !layer.source) return "Could not be opened";
    const auto table = map::classesOf(*layer.source, layer.style);
    const auto range = layer.source->valueRange();
    if (range && (layer.source->kind() == geo::SourceKind::Values || !table || table->size() <= 2)) {
        return range->unit.empty() ? "Values" : capitalised(range->unit);
    }
    const char* kind = "Raster";
    switch (layer.source->kind()) {
        case geo::SourceKind::Areas:
            kind = "Areas";
            break;
        case geo::SourceKind::Lines:
            kind = "Lines";
            break;
        case geo::SourceKind::Points:
            kind = "Points";
            break;
        default:
            break;
    }
    if (const auto dimension = map::colouredBy(*layer.source, layer.style))
        return fmt::format("{} · by {}", kind, geo::dimensionId(*dimension));
    if (!table || table->size() <= 2) return kind;
    return fmt::format("{} · {} classes", kind, table->size() - 1);
}

bool hasOneSymbol(const map::Layer& layer) {
    if (!layer.source || layer.source->valueRange()) return false;
    const auto kind = layer.source->kind();
    const auto table = map::classesOf(*layer.source, layer.style);
    return (kind == geo::SourceKind::Areas || kind == geo::SourceKind::Lines || kind == geo::SourceKind::Points) &&
           (!table || table->size() <= 1);
}

size_t legendRows(const map::Layer& layer) {
    if (!layer.source || !layer.legend || hasOneSymbol(layer)) return 0;
    const auto table = map::classesOf(*layer.source, layer.style);
    return table && table->size() > 1 ? table->size() - 1 : 2;
}

std::string legendToUnfold(std::span<const map::Layer> layers, double metresPerPixel) {
    plan::Subject subject;
    std::string about, topmost, ranked;
    for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer) {
        const size_t rows = map::isDrawn(*layer, metresPerPixel) ? legendRows(*layer) : 0;
        if (rows == 0) continue;
        if (subject.consider(*layer, rows)) about = layer->id;
        auto& first = layer->source->ranks() ? ranked : topmost;
        if (first.empty()) first = layer->id;
    }
    if (!about.empty()) return about;
    return topmost.empty() ? ranked : topmost;
}

float scrollToShow(float top, float bottom, float viewHeight) { return std::min(top, std::max(0.0F, bottom - viewHeight)); }

}  // namespace ui
