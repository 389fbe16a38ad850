#pragma once

#include <cstdint>
#include <vector>

#include "geo/vector/feature_store.h"

namespace geo {

/// Points counted in square cells of the map plane; the plane's origin is a corner of four cells. Only cells with points are
/// kept.
class PointGrid {
public:
    struct Cell {
        int32_t x = 0, y = 0;  ///< x east, y north; the cell spans x..x+1 times the cell's side
        uint32_t count = 0;
    };

    PointGrid() = default;
    PointGrid(const FeatureStore& points, double cellMetres);

    [[nodiscard]] double cellMetres() const { return m_cellMetres; }
    /// Sorted by y, then x.
    [[nodiscard]] const std::vector<Cell>& cells() const { return m_cells; }
    [[nodiscard]] uint32_t countAt(Point p) const;
    /// Points per hectare for a square of size x size texels over `box`, row 0 at the north, NaN where no point is. Texels finer
    /// than the cells repeat them; coarser ones take the area-weighted mean, empty cells counting as 0, so that sums are kept.
    /// All NaN gives an empty vector.
    [[nodiscard]] std::vector<float> densities(const Extent& box, int size) const;

private:
    double m_cellMetres = 100;
    std::vector<Cell> m_cells;
};

}  // namespace geo
