#pragma once

#include <cmath>

#include "geo/space/types.h"

namespace geo {

/// Where the cells of a raster lie in its own CRS. Cell (column, row) spans column..column + 1, row..row + 1.
struct RasterGrid {
    int columns = 0;
    int rows = 0;
    GeoTransform transform;

    /// The four outer corners, around the raster.
    [[nodiscard]] std::array<Point, 4> corners() const {
        return {transform.toCrs(0, 0), transform.toCrs(columns, 0), transform.toCrs(columns, rows), transform.toCrs(0, rows)};
    }
    [[nodiscard]] Extent extent() const {
        Extent box;
        for (const auto& corner : corners()) box.add(corner);
        return box;
    }
    /// Sides of one cell in the unit of the CRS.
    [[nodiscard]] double cellWidth() const { return std::hypot(transform.c[1], transform.c[4]); }
    [[nodiscard]] double cellHeight() const { return std::hypot(transform.c[2], transform.c[5]); }
    [[nodiscard]] bool isAxisAligned() const { return transform.c[2] == 0 && transform.c[4] == 0; }
};

/// A block of cells of a raster.
struct CellWindow {
    int column = 0, row = 0, columns = 0, rows = 0;
};

/// Cells of a level that halves `size` that many times; the last cell may reach beyond the raster.
[[nodiscard]] inline int halved(int size, int times) {
    return static_cast<int>((static_cast<int64_t>(size) + (int64_t{1} << times) - 1) >> times);
}

/// How often a raster is halved until its longer side has at most `smallest` cells.
[[nodiscard]] inline int halvings(int columns, int rows, int smallest) {
    int times = 0;
    while (halved(std::max(columns, rows), times) > smallest) ++times;
    return times;
}

}  // namespace geo
