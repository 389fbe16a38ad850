#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "geo/mosaic/tessellate.h"
#include "geo/vector/geos.h"

/// What every tessellation must fulfil, for tests.
namespace mosaic_checks {

using geo::Point;
using geo::Rings;

inline double signedArea(const std::vector<Point>& ring) {
    double twice = 0;
    for (size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
        twice += (ring[j].x - ring[0].x) * (ring[i].y - ring[0].y) - (ring[i].x - ring[0].x) * (ring[j].y - ring[0].y);
    return twice / 2;
}

inline double totalArea(const geo::Tessellation& t) {
    double area = 0;
    for (const auto& tessera : t.tesserae) area += tessera.areaM2;
    return area;
}

/// "" if rings are as promised and valid after OGC, areas are right, and the tesserae form a cover: each edge is walked once in
/// each direction, by two tesserae, or once by one at the outside. The outsides' edges then add up to `area`, so nothing
/// overlaps.
inline std::string troubleWith(const geo::Tessellation& t, double area) {
    std::map<std::pair<std::pair<double, double>, std::pair<double, double>>, int> walked;
    const geo::Geos geos;
    for (const auto& tessera : t.tesserae) {
        double sum = 0;
        for (size_t r = 0; r < tessera.rings.size(); ++r) {
            const auto& ring = tessera.rings[r];
            if (ring.size() < 3) return "a ring of less than three points";
            if ((signedArea(ring) > 0) != (r == 0)) return "a ring that runs the wrong way";
            sum += signedArea(ring);
            for (size_t i = 0; i < ring.size(); ++i) {
                const Point a = ring[i], b = ring[(i + 1) % ring.size()];
                if (++walked[{{a.x, a.y}, {b.x, b.y}}] > 1) return "an edge that is walked twice in one direction";
            }
        }
        if (std::abs(sum - tessera.areaM2) > 1e-6 * std::max(1.0, sum)) return "an area that is not that of its rings";
        std::vector<GEOSGeometry*> holes;
        const auto closed = [&](std::vector<Point> ring) {
            ring.push_back(ring.front());
            GEOSCoordSequence* sequence = GEOSCoordSeq_create_r(geos, static_cast<unsigned>(ring.size()), 2);
            for (unsigned i = 0; i < ring.size(); ++i) GEOSCoordSeq_setXY_r(geos, sequence, i, ring[i].x, ring[i].y);
            return GEOSGeom_createLinearRing_r(geos, sequence);
        };
        for (size_t r = 1; r < tessera.rings.size(); ++r) holes.push_back(closed(tessera.rings[r]));
        const auto polygon = geo::own(
            geos, GEOSGeom_createPolygon_r(geos, closed(tessera.rings[0]), holes.data(), static_cast<unsigned>(holes.size())));
        if (GEOSisValid_r(geos, polygon.get()) != 1) return "a polygon that is not valid";
    }
    std::map<std::pair<double, double>, int> ends;
    double outside = 0;
    for (const auto& [edge, count] : walked) {
        const auto& [a, b] = edge;
        if (walked.contains({b, a})) continue;
        outside += (a.first * b.second - b.first * a.second) / 2;
        ++ends[a], --ends[b];
    }
    for (const auto& [at, open] : ends)
        if (open != 0) return "an outside that does not close";
    if (std::abs(outside - area) > 1e-5 * area)
        return "an outside of " + std::to_string(outside) + " m² for " + std::to_string(area);
    if (std::abs(totalArea(t) - area) > 1e-5 * area)
        return "a sum of " + std::to_string(totalArea(t)) + " m² for " + std::to_string(area);
    return {};
}

inline Rings box(double minX, double minY, double maxX, double maxY) {
    return {{{minX, minY}, {maxX, minY}, {maxX, maxY}, {minX, maxY}}};
}

inline std::vector<Point> circle(Point middle, double radius, int corners) {
    std::vector<Point> ring;
    for (int i = 0; i < corners; ++i) {
        const double angle = 2 * 3.14159265358979323846 * i / corners;
        ring.push_back({middle.x + radius * std::cos(angle), middle.y + radius * std::sin(angle)});
    }
    return ring;
}

inline geo::Extent extentOf(const geo::Tessera& tessera) {
    geo::Extent extent;
    for (const auto p : tessera.rings[0]) extent.add(p);
    return extent;
}

}  // namespace mosaic_checks
