#include "geo/mosaic/population_polygons.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "geo/mosaic/ring_projection.h"
#include "geo/mosaic/zone_sums.h"
#include "geo/raster/cell_coverage.h"
#include "geo/vector/geos.h"

namespace geo {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kAlike = 1e-6;           // of a cell's side: equal but for rounding
constexpr double kToleranceM = 0.01;      // of edges projected into the plane
constexpr double kEmptiest = 1000;        // cells of the grid per polygon
constexpr double kSliverM2 = 1e-6;        // what an overlay leaves along common borders
constexpr double kOverlapShare = 1.0001;  // of a polygon that zones may cover before it is said

// The box of a shape that fills it.
std::optional<Extent> cellOf(const std::vector<Rings>& shape) {
    if (shape.size() != 1 || shape.front().size() != 1) return std::nullopt;
    const auto& ring = shape.front().front();
    Extent box;
    for (const Point& p : ring) box.add(p);
    const double area = box.width() * box.height();
    if (!(area > 0) || !(std::abs(std::abs(signedArea(ring)) / area - 1) < kAlike)) return std::nullopt;
    return box;
}

// A ring that has an area, not closed; nullopt: it has none.
std::optional<std::vector<Point>> usable(const std::vector<Point>& ring) {
    if (signedArea(ring) == 0) return std::nullopt;
    auto open = ring;
    if (open.front() == open.back()) open.pop_back();
    return open;
}

// A valid multi polygon; nullptr: the shape has no area.
GeosGeometryPtr geometryOf(const Geos& geos, std::span<const Rings> shape) {
    std::vector<GEOSGeometry*> polygons;
    for (const auto& rings : shape) {
        Rings kept;
        for (const auto& ring : rings) {
            auto open = usable(ring);
            if (open) kept.push_back(std::move(*open));
            if (kept.empty()) break;  // without a shell there is no polygon
        }
        if (!kept.empty()) polygons.push_back(geosPolygon(geos, kept));
    }
    if (polygons.empty()) return own(geos, nullptr);
    auto all =
        own(geos, GEOSGeom_createCollection_r(geos, GEOS_MULTIPOLYGON, polygons.data(), static_cast<unsigned>(polygons.size())));
    if (GEOSisValid_r(geos, all.get()) != 1) all.reset(GEOSMakeValid_r(geos, all.get()));
    return all;
}

double areaOf(const Geos& geos, const GEOSGeometry* geometry) {
    double area = 0;
    if (geometry) GEOSArea_r(geos, geometry, &area);
    return area;
}

// Zones as GEOS geometries, found by their boxes.
class ZoneTree {
public:
    ZoneTree(const Geos& geos, std::span<const PopulationZone> zones) : m_geos(geos), m_tree(GEOSSTRtree_create_r(geos, 10)) {
        m_found.reserve(16);
        for (const auto& zone : zones) {
            m_geometries.push_back(geometryOf(geos, zone.parts));
            m_areas.push_back(areaOf(geos, m_geometries.back().get()));
            m_numbers.push_back(m_numbers.size());
        }
        for (size_t z = 0; z < zones.size(); ++z)
            if (m_geometries[z]) GEOSSTRtree_insert_r(geos, m_tree, m_geometries[z].get(), &m_numbers[z]);
    }
    ~ZoneTree() { GEOSSTRtree_destroy_r(m_geos, m_tree); }
    ZoneTree(const ZoneTree&) = delete;
    ZoneTree& operator=(const ZoneTree&) = delete;

    [[nodiscard]] const std::vector<double>& areas() const { return m_areas; }
    /// Area that a geometry has in common with each zone that touches it; false: GEOS could not tell.
    bool common(const GEOSGeometry* geometry, std::vector<std::pair<size_t, double>>& shared) {
        m_found.clear();
        shared.clear();
        GEOSSTRtree_query_r(
            m_geos, m_tree, geometry,
            [](void* number, void* found) { static_cast<std::vector<size_t>*>(found)->push_back(*static_cast<size_t*>(number)); },
            &m_found);
        std::sort(m_found.begin(), m_found.end());
        for (const size_t zone : m_found) {
            const auto overlap = own(m_geos, GEOSIntersection_r(m_geos, geometry, m_geometries[zone].get()));
            if (!overlap) return false;
            if (const double area = areaOf(m_geos, overlap.get()); area > kSliverM2) shared.emplace_back(zone, area);
        }
        return true;
    }

private:
    const Geos& m_geos;
    GEOSSTRtree* m_tree;
    std::vector<GeosGeometryPtr> m_geometries;  // per zone; nullptr: no area
    std::vector<double> m_areas;
    std::vector<size_t> m_numbers;  // 0, 1, ...: what the tree hands back
    std::vector<size_t> m_found;
};

Result<ZonePopulation> overlay(std::span<const PopulationZone> zones, const Crs& plane, const CountPolygons& polygons,
                               std::stop_token stop) {
    Extent box;
    for (const auto& shape : polygons.shapes)
        for (const auto& rings : shape)
            for (const auto& ring : rings)
                for (const Point& p : ring) box.add(p);
    const auto project = RingProjection::between(polygons.crs, plane, box, kToleranceM);
    if (!project) return tl::make_unexpected(project.error());
    const Geos geos;
    ZoneTree tree(geos, zones);
    ZoneSums sums(zones, tree.areas());
    std::vector<std::pair<size_t, double>> shared;
    size_t negative = 0, doublyCovered = 0;
    for (size_t i = 0; i < polygons.shapes.size(); ++i) {
        if (stop.stop_requested()) return fail(ErrorCode::Cancelled, "Stopped.");
        const double people = polygons.counts[i];
        negative += people < 0;
        if (!(people >= 0)) continue;
        std::vector<Rings> shape;
        for (const auto& rings : polygons.shapes[i]) {
            auto projected = (*project)(rings);
            if (!projected) return tl::make_unexpected(projected.error());
            shape.push_back(std::move(*projected));
        }
        const auto geometry = geometryOf(geos, shape);
        const double whole = areaOf(geos, geometry.get());
        if (!(whole > 0)) continue;
        if (!tree.common(geometry.get(), shared))
            return fail(ErrorCode::Unsupported,
                        "The overlay of population polygons with the zones failed; mend the geometries first.",
                        fmt::format("polygon {}", i + 1));
        ZoneSums::Covered all;
        for (const auto& [zone, area] : shared) all.add(zones[zone].water, area / whole);
        for (const auto& [zone, area] : shared) sums.add(zone, people, area / whole, area, all);
        sums.addInside(people * (all.land + all.water));
        doublyCovered += all.land + all.water > kOverlapShare;
    }
    auto result = sums.finish();
    if (negative)
        result.remarks.add(
            fmt::format("Polygons with a number of people below zero were taken for polygons without data: {}.", negative));
    if (doublyCovered)
        result.remarks.add(fmt::format(
            "People are counted more than once where zones overlap; population polygons where they do: {}.", doublyCovered));
    return result;
}

}  // namespace

std::optional<CountGrid> regularGridOf(const CountPolygons& polygons) {
    std::vector<Extent> cells;
    Extent all;
    for (const auto& shape : polygons.shapes) {
        const auto cell = cellOf(shape);
        if (!cell) return std::nullopt;
        cells.push_back(*cell);
        all.add(*cell);
    }
    if (cells.empty()) return std::nullopt;
    const double width = cells.front().width(), height = cells.front().height();
    const double columns = std::round(all.width() / width), rows = std::round(all.height() / height);
    if (columns * rows > kEmptiest * static_cast<double>(cells.size()) || columns * rows > 1e9) return std::nullopt;
    CountGrid grid{
        {static_cast<int>(columns), static_cast<int>(rows), {{all.minX, width, 0, all.maxY, 0, -height}}}, polygons.crs, {}};
    grid.counts.assign(static_cast<size_t>(columns * rows), kNan);
    std::vector<bool> drawn(grid.counts.size());
    for (size_t i = 0; i < cells.size(); ++i) {
        const double column = (cells[i].minX - all.minX) / width, row = (all.maxY - cells[i].maxY) / height;
        const bool alike = std::abs(cells[i].width() / width - 1) < kAlike && std::abs(cells[i].height() / height - 1) < kAlike;
        if (!alike || std::abs(column - std::round(column)) > kAlike * columns || std::abs(row - std::round(row)) > kAlike * rows)
            return std::nullopt;
        const size_t at = static_cast<size_t>(std::round(row) * columns + std::round(column));
        if (at >= drawn.size() || drawn[at]) return std::nullopt;
        drawn[at] = true;
        grid.counts[at] = polygons.counts[i];
    }
    return grid;
}

Result<ZonePopulation> populationOf(std::span<const PopulationZone> zones, const Crs& plane, const CountPolygons& polygons,
                                    std::stop_token stop) {
    if (const auto grid = regularGridOf(polygons)) return populationOf(zones, plane, rasterOf(*grid), stop);
    return overlay(zones, plane, polygons, stop);
}

}  // namespace geo
