#include "geo/vector/polygon_difference.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "geo/raster/cell_coverage.h"
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

// With corners that stay corners.
GeosGeometryPtr grown(const Geos& geos, const GEOSGeometry* area, double by) {
    constexpr int kQuadrantSegments = 2;
    constexpr double kMitreLimit = 5;
    return own(geos, GEOSBufferWithStyle_r(geos, area, by, kQuadrantSegments, GEOSBUF_CAP_FLAT, GEOSBUF_JOIN_MITRE, kMitreLimit));
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

Result<std::vector<Rings>> outlineOf(std::span<const Rings> polygons, double tolerance) {
    const Geos geos;
    const auto all = united(geos, polygons);
    const auto closed = all ? grown(geos, all.get(), 2 * tolerance) : own(geos, nullptr);
    const auto back = closed ? grown(geos, closed.get(), -2 * tolerance) : own(geos, nullptr);
    const auto simple = back ? own(geos, GEOSTopologyPreserveSimplify_r(geos, back.get(), tolerance)) : own(geos, nullptr);
    if (!simple) return fail(ErrorCode::Malformed, "These polygons are too broken to be united; mend them first.");
    std::vector<Rings> outline;
    appendPolygons(geos, simple.get(), outline);
    const auto tiny = [&](const std::vector<Point>& ring) { return std::abs(signedArea(ring)) < tolerance * tolerance; };
    const bool anyLarge = std::ranges::any_of(outline, [&](const Rings& rings) { return !tiny(rings.front()); });
    if (anyLarge) std::erase_if(outline, [&](const Rings& rings) { return tiny(rings.front()); });
    for (auto& rings : outline) rings.erase(std::remove_if(rings.begin() + 1, rings.end(), tiny), rings.end());
    return outline;
}

}  // namespace geo
