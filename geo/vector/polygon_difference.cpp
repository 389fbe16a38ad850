#include "geo/vector/polygon_difference.h"

#include "geo/vector/geos.h"

namespace geo {
namespace {

GEOSGeometry* closedRing(const Geos& geos, const std::vector<Point>& ring) {
    const auto count = static_cast<unsigned>(ring.size());
    GEOSCoordSequence* sequence = GEOSCoordSeq_create_r(geos, count + 1, 2);
    for (unsigned i = 0; i <= count; ++i) GEOSCoordSeq_setXY_r(geos, sequence, i, ring[i % count].x, ring[i % count].y);
    return GEOSGeom_createLinearRing_r(geos, sequence);
}

// One valid area; overlaps count once.
GeosGeometryPtr united(const Geos& geos, std::span<const Rings> polygons) {
    std::vector<GEOSGeometry*> parts;
    for (const auto& rings : polygons) {
        if (rings.empty() || rings[0].size() < 3) continue;
        std::vector<GEOSGeometry*> holes;
        for (size_t i = 1; i < rings.size(); ++i)
            if (rings[i].size() >= 3) holes.push_back(closedRing(geos, rings[i]));
        const auto raw = own(
            geos, GEOSGeom_createPolygon_r(geos, closedRing(geos, rings[0]), holes.data(), static_cast<unsigned>(holes.size())));
        GEOSGeometry* valid =
            GEOSisValid_r(geos, raw.get()) == 1 ? GEOSGeom_clone_r(geos, raw.get()) : GEOSMakeValid_r(geos, raw.get());
        if (valid) parts.push_back(valid);
    }
    const auto all =
        own(geos, GEOSGeom_createCollection_r(geos, GEOS_GEOMETRYCOLLECTION, parts.data(), static_cast<unsigned>(parts.size())));
    return own(geos, GEOSUnaryUnion_r(geos, all.get()));
}

std::vector<Point> openRing(const Geos& geos, const GEOSGeometry* ring) {
    auto points = pointsOf(geos, ring);
    points.pop_back();
    return points;
}

void take(const Geos& geos, const GEOSGeometry* geometry, std::vector<Rings>& out) {
    if (GEOSGeomTypeId_r(geos, geometry) == GEOS_POLYGON) {
        if (GEOSisEmpty_r(geos, geometry)) return;
        auto& rings = out.emplace_back();
        rings.push_back(openRing(geos, GEOSGetExteriorRing_r(geos, geometry)));
        for (int i = 0; i < GEOSGetNumInteriorRings_r(geos, geometry); ++i)
            rings.push_back(openRing(geos, GEOSGetInteriorRingN_r(geos, geometry, i)));
        return;
    }
    const int type = GEOSGeomTypeId_r(geos, geometry);
    if (type != GEOS_MULTIPOLYGON && type != GEOS_GEOMETRYCOLLECTION) return;  // edges and points that only touch
    for (int i = 0; i < GEOSGetNumGeometries_r(geos, geometry); ++i) take(geos, GEOSGetGeometryN_r(geos, geometry, i), out);
}

}  // namespace

Result<std::vector<Rings>> difference(std::span<const Rings> whole, std::span<const Rings> taken) {
    const Geos geos;
    const auto a = united(geos, whole), b = united(geos, taken);
    const auto left = a && b ? own(geos, GEOSDifference_r(geos, a.get(), b.get())) : own(geos, nullptr);
    if (!left)
        return fail(ErrorCode::Malformed, "These polygons are too broken to be subtracted from each other; mend them first.");
    std::vector<Rings> polygons;
    take(geos, left.get(), polygons);
    return polygons;
}

}  // namespace geo
