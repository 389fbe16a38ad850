#pragma once

#include <optional>

#include "geo/base/result.h"
#include "geo/space/transform.h"
#include "geo/vector/coastline.h"

namespace geo {

/// Takes polygons from one plane into another, or into the cells of a raster there, and adds vertices where straight edges bend.
///
/// Edges stay within `tolerance` of the exact image: vertices are added by the strongest bend found over the box, doubled for
/// safety. Two polygons that share an edge get the same vertices along it, whichever way they run: a partition stays one.
/// One thread at a time.
class RingProjection {
public:
    /// `box` holds all vertices to come, in the CRS `from`. `toCells` belongs to a grid in the CRS `to`: results are in its cells
    /// (column, row), and `tolerance` is in cells. Errors: Unsupported, Unreadable (PROJ knows no way between the two).
    [[nodiscard]] static Result<RingProjection> between(const Crs& from, const Crs& to, const Extent& box, double tolerance,
                                                        const GeoTransform& toCells = GeoTransform{});

    /// Fails with Unsupported where a vertex has no image, or an edge crosses the seam of the target (its antimeridian).
    [[nodiscard]] Result<Rings> operator()(const Rings& polygon) const;

private:
    RingProjection() = default;
    [[nodiscard]] Point map(Point p) const;
    void measure(const Extent& box);
    bool addEdge(Point a, Point b, Point mappedA, Point mappedB, std::vector<Point>& ring) const;

    std::optional<Transform> m_exact;  // none: both planes are the same
    GeoTransform m_toCells;
    double m_tolerance = 0;
    double m_stretch = std::numeric_limits<double>::infinity();  // cells per unit of the source, typically
    double m_bend = 0;  // second derivative: an edge of length L strays from its chord by bend * L² / 8 cells
};

}  // namespace geo
