#pragma once

#include <geos_c.h>

#include <memory>
#include <span>
#include <vector>

#include "geo/vector/rings.h"

namespace geo {

/// GEOS through its reentrant C interface: a context per call, so any thread may come. Only for .cpp files of folders that the
/// fence lets see GEOS; no public header includes this one.
class Geos {
public:
    Geos() : m_handle(GEOS_init_r()) {}
    ~Geos() { GEOS_finish_r(m_handle); }
    Geos(const Geos&) = delete;
    Geos& operator=(const Geos&) = delete;
    operator GEOSContextHandle_t() const { return m_handle; }

private:
    GEOSContextHandle_t m_handle;
};

struct GeosGeometryDelete {
    GEOSContextHandle_t geos;
    void operator()(GEOSGeometry* geometry) const { GEOSGeom_destroy_r(geos, geometry); }
};
/// Must not outlive its context.
using GeosGeometryPtr = std::unique_ptr<GEOSGeometry, GeosGeometryDelete>;

[[nodiscard]] inline GeosGeometryPtr own(const Geos& geos, GEOSGeometry* geometry) {
    return {geometry, GeosGeometryDelete{geos}};
}

/// A new line through the points; the caller owns it, as with every function of GEOS.
[[nodiscard]] inline GEOSGeometry* geosLine(const Geos& geos, std::span<const Point> points) {
    GEOSCoordSequence* sequence = GEOSCoordSeq_create_r(geos, static_cast<unsigned>(points.size()), 2);
    for (unsigned i = 0; i < points.size(); ++i) GEOSCoordSeq_setXY_r(geos, sequence, i, points[i].x, points[i].y);
    return GEOSGeom_createLineString_r(geos, sequence);
}

/// The vertices of a line or ring; GEOS closes rings.
[[nodiscard]] inline std::vector<Point> pointsOf(const Geos& geos, const GEOSGeometry* line) {
    const GEOSCoordSequence* sequence = GEOSGeom_getCoordSeq_r(geos, line);
    unsigned count = 0;
    GEOSCoordSeq_getSize_r(geos, sequence, &count);
    std::vector<Point> points(count);
    for (unsigned i = 0; i < count; ++i) GEOSCoordSeq_getXY_r(geos, sequence, i, &points[i].x, &points[i].y);
    return points;
}

/// A new polygon; GEOS wants rings closed, ours are not. nullptr where a ring has fewer than three vertices.
[[nodiscard]] inline GEOSGeometry* geosPolygon(const Geos& geos, std::span<const std::vector<Point>> rings) {
    std::vector<GEOSGeometry*> made;
    for (const auto& ring : rings) {
        if (ring.size() < 3) break;
        const auto count = static_cast<unsigned>(ring.size());
        GEOSCoordSequence* sequence = GEOSCoordSeq_create_r(geos, count + 1, 2);
        for (unsigned i = 0; i <= count; ++i) GEOSCoordSeq_setXY_r(geos, sequence, i, ring[i % count].x, ring[i % count].y);
        made.push_back(GEOSGeom_createLinearRing_r(geos, sequence));
    }
    if (made.empty() || made.size() < rings.size()) {
        for (auto* ring : made) GEOSGeom_destroy_r(geos, ring);
        return nullptr;
    }
    return GEOSGeom_createPolygon_r(geos, made[0], made.data() + 1, static_cast<unsigned>(made.size() - 1));
}

/// Appends the polygons of a geometry, of whatever kind; lines and points in it are left out.
inline void appendPolygons(const Geos& geos, const GEOSGeometry* geometry, std::vector<Rings>& polygons) {
    const int type = GEOSGeomTypeId_r(geos, geometry);
    if (type != GEOS_POLYGON) {
        if (type < GEOS_MULTIPOINT) return;
        for (int i = 0; i < GEOSGetNumGeometries_r(geos, geometry); ++i)
            appendPolygons(geos, GEOSGetGeometryN_r(geos, geometry, i), polygons);
        return;
    }
    if (GEOSisEmpty_r(geos, geometry)) return;
    Rings rings{pointsOf(geos, GEOSGetExteriorRing_r(geos, geometry))};
    for (int h = 0; h < GEOSGetNumInteriorRings_r(geos, geometry); ++h)
        rings.push_back(pointsOf(geos, GEOSGetInteriorRingN_r(geos, geometry, h)));
    for (auto& ring : rings) ring.pop_back();
    polygons.push_back(std::move(rings));
}

}  // namespace geo
