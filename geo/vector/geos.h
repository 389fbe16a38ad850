#pragma once

#include <geos_c.h>

#include <memory>
#include <span>
#include <vector>

#include "geo/space/types.h"

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

}  // namespace geo
