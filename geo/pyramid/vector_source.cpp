#include "geo/pyramid/vector_source.h"

#include "geo/pyramid/area_tile.h"
#include "geo/pyramid/line_tile.h"
#include "geo/pyramid/point_tile.h"

namespace geo {

Result<TileContent> VectorSource::read(const TileScheme& scheme, const TileId& id, std::stop_token stop) const {
    if (stop.stop_requested()) return fail(ErrorCode::Cancelled, "Drawing this tile was cancelled.");
    switch (m_parts.kind) {
        case SourceKind::Lines:
            return lineTile(m_parts.store, m_parts.table->classOf, m_parts.ranks, scheme, id, stop);
        case SourceKind::Points:
            return pointTile(m_parts.store, m_parts.table->classOf, m_parts.ranks, scheme, id, stop);
        case SourceKind::Values:
            return densityTile(*m_parts.grid, scheme, id);
        default:
            return areaTile(m_parts.store, scheme, id, stop);
    }
}

}  // namespace geo
