#pragma once

#include <memory>
#include <span>
#include <vector>

#include "geo/space/crs.h"

namespace geo {

/// Exact coordinate operation between two CRSs, by PROJ. A point that cannot be transformed becomes NaN, NaN.
/// One instance serves one thread at a time; make one per thread.
class Transform {
public:
    [[nodiscard]] static Result<Transform> between(const Crs& from, const Crs& to);
    Transform(Transform&&) noexcept;
    Transform& operator=(Transform&&) noexcept;
    ~Transform();

    [[nodiscard]] Point forward(Point p) const;
    [[nodiscard]] Point inverse(Point p) const;
    void forward(std::span<Point> points) const;
    void inverse(std::span<Point> points) const;

    /// Box around the image of `box`, from a grid of `steps` x `steps` points over it. Empty if nothing of it can be transformed.
    [[nodiscard]] Extent forward(const Extent& box, int steps = 21) const;
    [[nodiscard]] Extent inverse(const Extent& box, int steps = 21) const;

private:
    struct Operation;
    explicit Transform(std::unique_ptr<Operation> operation);
    std::unique_ptr<Operation> m_operation;
};

/// A bilinear stand-in for a Transform over one box, refined until it is within `tolerance` (unit of the target CRS) at the
/// middles of all grid cells and of their edges, or refused. Immutable once built: safe from any thread; some 20 times faster
/// than PROJ.
class ApproxTransform {
public:
    /// `forward` chooses the direction of `exact`. Fails with Unsupported where 257 x 257 nodes do not reach the tolerance or a
    /// node cannot be transformed: then transform exactly.
    [[nodiscard]] static Result<ApproxTransform> build(const Transform& exact, bool forward, const Extent& box, double tolerance);

    [[nodiscard]] const Extent& box() const { return m_box; }
    /// Points outside the box are extrapolated: keep inside.
    [[nodiscard]] Point operator()(Point p) const {
        const double u = (p.x - m_box.minX) * m_scaleX, v = (p.y - m_box.minY) * m_scaleY;
        const int i = std::clamp(static_cast<int>(u), 0, m_nodes - 2), j = std::clamp(static_cast<int>(v), 0, m_nodes - 2);
        const double fu = u - i, fv = v - j;
        const Point* n = &m_grid[static_cast<size_t>(j) * m_nodes + i];
        const Point &a = n[0], &b = n[1], &c = n[m_nodes], &d = n[m_nodes + 1];
        return {(a.x * (1 - fu) + b.x * fu) * (1 - fv) + (c.x * (1 - fu) + d.x * fu) * fv,
                (a.y * (1 - fu) + b.y * fu) * (1 - fv) + (c.y * (1 - fu) + d.y * fu) * fv};
    }

private:
    Extent m_box;
    int m_nodes = 2;
    double m_scaleX = 1, m_scaleY = 1;
    std::vector<Point> m_grid;  // m_nodes x m_nodes, row by row from minY
};

/// Area in square metres, on the WGS 84 ellipsoid, of a polygon given in longitude and latitude degrees (Karney 2013).
/// Sign is dropped. Not closed: the last point joins the first.
[[nodiscard]] double geodesicArea(std::span<const LonLat> ring);

/// Distance in metres along the geodesic.
[[nodiscard]] double geodesicDistance(LonLat a, LonLat b);

}  // namespace geo
