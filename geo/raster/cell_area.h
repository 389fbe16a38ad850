#pragma once

#include <vector>

#include "geo/base/result.h"
#include "geo/raster/raster_grid.h"
#include "geo/space/crs.h"

namespace geo {

/// True area on the ellipsoid of each cell of a raster, in square metres; never the nominal cell size.
/// Immutable once built; safe from any thread.
class CellAreas {
public:
    [[nodiscard]] static Result<CellAreas> of(const RasterGrid& grid, const Crs& crs);

    /// Area of one cell. Off the Earth, beside it: that of the nearest cells on it; NaN only where all of the grid lies off it.
    [[nodiscard]] double at(double column, double row) const;

private:
    // Latitude-longitude grids: one area per row. Others: areas of cells at the nodes of a coarse grid, mixed bilinearly.
    std::vector<double> m_byRow;
    std::vector<double> m_nodes;
    int m_nodesAcross = 0;
    double m_scaleX = 0, m_scaleY = 0;
};

/// Area in square metres between two meridians and two parallels of WGS 84 (Snyder 1987, eq. 3-12 with the authalic q).
[[nodiscard]] double graticuleCellArea(double widthDeg, double southDeg, double northDeg);

}  // namespace geo
