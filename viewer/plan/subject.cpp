#include "viewer/plan/subject.h"

#include "viewer/map/layer_classes.h"

namespace plan {
namespace {

/// 0: no subject.
int rankOf(const map::Layer& layer, size_t entries) {
    const auto kind = layer.source->kind();
    const bool fills = kind == geo::SourceKind::Areas || kind == geo::SourceKind::Classes || kind == geo::SourceKind::Values;
    if (!fills || entries < 2) return 0;
    if (map::colouredBy(*layer.source, layer.style)) return 3;
    return layer.style.hidden.empty() && !layer.style.isolated ? 2 : 1;
}

}  // namespace

bool Subject::consider(const map::Layer& layer, size_t entries) {
    const int rank = rankOf(layer, entries);
    if (rank <= m_rank) return false;
    m_rank = rank;
    return true;
}

}  // namespace plan
