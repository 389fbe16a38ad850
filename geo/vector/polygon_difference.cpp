#include "geo/vector/polygon_difference.h"

#include <algorithm>
#include <iterator>

#include "geo/vector/geos.h"

namespace geo {
namespace {

// One valid area; overlaps count once, and rings too short to enclose anything are left out.
GeosGeometryPtr united(const Geos& geos, std::span<const Rings> polygons) {
    const auto encloses = [](const std::vector<Point>& ring) { return ring.size() >= 3; };
    std::vector<GEOSGeometry*> parts;
    for (const auto& rings : polygons) {
        if (rings.empty() || !encloses(rings.front())) continue;
        Rings kept;
        std::ranges::copy_if(rings, std::back_inserter(kept), encloses);
        auto polygon = own(geos, geosPolygon(geos, kept));
        if (GEOSisValid_r(geos, polygon.get()) != 1) polygon.reset(GEOSMakeValid_r(geos, polygon.get()));
        if (polygon) parts.push_back(polygon.release());
    }
    const auto all =
        own(geos, GEOSGeom_createCollection_r(geos, GEOS_GEOMETRYCOLLECTION, parts.data(), static_cast<unsigned>(parts.size())));
    return own(geos, GEOSUnaryUnion_r(geos, all.get()));
}

}  // namespace

Result<std::vector<Rings>> difference(std::span<const Rings> whole, std::span<const Rings> taken) {
    const Geos geos;
    const auto a = united(geos, whole), b = united(geos, taken);
    const auto left = a && b ? own(geos, GEOSDifference_r(geos, a.get(), b.get())) : own(geos, nullptr);
    if (!left)
        return fail(ErrorCode::Malformed, "These polygons are too broken to be subtracted from each other; mend them first.");
    std::vector<Rings> polygons;
    appendPolygons(geos, left.get(), polygons);
    return polygons;
}

}  // namespace geo
