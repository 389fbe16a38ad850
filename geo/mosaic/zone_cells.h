#pragma once

#include <optional>
#include <stop_token>

#include "geo/mosaic/population.h"
#include "geo/raster/cell_area.h"

namespace geo {

/// Zones in the cells of a raster: (column, row), edges within a millionth of a cell.
struct ZoneCells {
    std::vector<std::vector<Rings>> parts;  ///< per zone
    std::vector<Extent> boxes;              ///< per zone; empty: no vertices
    std::vector<double> areas;              ///< per zone, in cells
    Extent all;

    /// Errors: those of RingProjection; Cancelled.
    [[nodiscard]] static Result<ZoneCells> of(std::span<const PopulationZone> zones, const Crs& plane, const RasterGrid& grid,
                                              const Crs& crs, std::stop_token stop);
};

/// The cells of a grid that a box of cells touches; none: no columns and rows.
[[nodiscard]] CellWindow windowOf(const Extent& cells, const RasterGrid& grid);

/// Reads a raster of counts or densities as counts; NaN: no data.
class CountReader {
public:
    [[nodiscard]] static Result<CountReader> open(const CountRaster& raster);
    /// The window must lie inside the grid.
    [[nodiscard]] Result<void> read(const CellWindow& window, std::span<double> counts);
    /// Cells met so far that held less than nothing; they count as no data.
    [[nodiscard]] size_t negative() const { return m_negative; }

private:
    explicit CountReader(const CountRaster& raster) : m_raster(&raster) {}

    const CountRaster* m_raster;
    std::optional<CellAreas> m_areas;  // densities only
    size_t m_negative = 0;
};

}  // namespace geo
