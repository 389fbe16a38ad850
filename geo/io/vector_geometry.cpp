#include "geo/io/vector_geometry.h"

#include <ogr_geometry.h>

namespace geo {
namespace {

static_assert(sizeof(Point) == sizeof(OGRRawPoint));

void addCurve(const OGRSimpleCurve& curve, bool hole, std::vector<Point>& points, std::vector<RawPart>& parts) {
    const int count = curve.getNumPoints();
    if (count == 0) return;
    const size_t begin = points.size();
    points.resize(begin + static_cast<size_t>(count));
    curve.getPoints(reinterpret_cast<OGRRawPoint*>(points.data() + begin));
    parts.push_back({static_cast<uint32_t>(points.size()), hole});
}

}  // namespace

bool RawGeometry::take(const OGRGeometry& geometry, GeometryKind kind) {
    m_points.clear();
    m_parts.clear();
    add(geometry, kind);
    return !m_parts.empty();
}

void RawGeometry::add(const OGRGeometry& geometry, GeometryKind kind) {
    const auto type = wkbFlatten(geometry.getGeometryType());
    switch (type) {
        case wkbPoint: {
            const auto* point = geometry.toPoint();
            if (kind != GeometryKind::Point || point->IsEmpty()) return;
            m_points.push_back({point->getX(), point->getY()});
            m_parts.push_back({static_cast<uint32_t>(m_points.size()), false});
            return;
        }
        case wkbLineString:
        case wkbLinearRing:
            if (kind == GeometryKind::Line) addCurve(*geometry.toSimpleCurve(), false, m_points, m_parts);
            return;
        case wkbPolygon:
        case wkbTriangle: {
            if (kind != GeometryKind::Polygon) return;
            const auto* polygon = geometry.toPolygon();
            for (int i = -1; i < polygon->getNumInteriorRings(); ++i) {
                const auto* ring = i < 0 ? polygon->getExteriorRing() : polygon->getInteriorRing(i);
                if (ring) addCurve(*ring, i >= 0, m_points, m_parts);
            }
            return;
        }
        case wkbPolyhedralSurface:
        case wkbTIN:
            for (const auto* polygon : *geometry.toPolyhedralSurface()) add(*polygon, kind);
            return;
        default:
            break;
    }
    if (OGR_GT_IsSubClassOf(type, wkbGeometryCollection)) {
        for (const auto* part : *geometry.toGeometryCollection()) add(*part, kind);
    } else if (geometry.hasCurveGeometry()) {
        const std::unique_ptr<OGRGeometry> linear(geometry.getLinearGeometry());
        if (linear && !linear->hasCurveGeometry()) add(*linear, kind);
    }
}

}  // namespace geo
