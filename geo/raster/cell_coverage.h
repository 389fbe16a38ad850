#pragma once

#include <span>
#include <vector>

#include "geo/raster/raster_grid.h"

namespace geo {

/// Neighbouring cells of one row that a polygon covers equally.
struct CoveredRun {
    int row = 0, column = 0;  ///< of the raster; the first cell
    int columns = 0;
    double share = 0;  ///< of each of these cells, above 0 and at most 1
};

/// Exact share of each raster cell that a polygon covers: every edge adds its signed area to the cells it passes and a running
/// sum along the row turns that into shares. No sampling; shares are exact to about 1e-12, and shares below that are dropped.
/// Work and memory grow with the polygon's edges and its bounding box in cells. One thread; reuse it from polygon to polygon.
class CellCoverage {
public:
    /// Covered cells of one polygon inside `window`, row by row and from left to right; valid until the next call.
    ///
    /// Rings in cell coordinates of the raster (column, row), finite, closed or not; the outer ring first, then its holes,
    /// whatever way they run. Rings must not cross themselves or each other; rings without area cover nothing. The polygon may
    /// reach beyond the window.
    [[nodiscard]] std::span<const CoveredRun> of(std::span<const std::vector<Point>> rings, const CellWindow& window);

private:
    void sumRows(std::span<const std::vector<Point>> rings, const CellWindow& part);

    std::vector<double> m_area;  // of a part of the window: signed area per cell, two cells wider than the part
    std::vector<CoveredRun> m_runs;
};

/// Area inside a ring, positive if it runs clockwise on a screen whose rows go down (x right, y down).
[[nodiscard]] double signedArea(std::span<const Point> ring);
/// Area of a polygon: its first ring less the others.
[[nodiscard]] double polygonArea(std::span<const std::vector<Point>> rings);

}  // namespace geo
