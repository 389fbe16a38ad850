#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geo/mosaic/tessellate.h"
#include "geo/raster/raster_grid.h"
#include "geo/space/types.h"

namespace geo {

/// A number per cell of a CityGrid, row by row from the south.
using CellField = std::vector<double>;

/// Square cells over the plane of a city, aligned to the plane's origin: what is counted around a tessera rather than in it.
class CityGrid {
public:
    /// Cells that cover `box`, and `margin` cells around them.
    CityGrid(const Extent& box, double cellM, int margin);

    [[nodiscard]] double cellM() const { return m_cellM; }
    [[nodiscard]] int columns() const { return m_columns; }
    [[nodiscard]] int rows() const { return m_rows; }
    [[nodiscard]] size_t size() const { return static_cast<size_t>(m_columns) * static_cast<size_t>(m_rows); }
    [[nodiscard]] size_t cell(int column, int row) const {
        return static_cast<size_t>(row) * static_cast<size_t>(m_columns) + static_cast<size_t>(column);
    }
    [[nodiscard]] bool holds(Point p) const;
    /// Of a point that it holds.
    [[nodiscard]] size_t cellAt(Point p) const;

    /// Points per cell; those outside are left out.
    [[nodiscard]] CellField count(std::span<const Point> points) const;
    /// Adds a line's length in metres to the cells it runs through, step by step.
    void addLength(std::span<const Point> line, CellField& metres) const;
    /// Shares of the cells that each polygon covers, exact.
    struct Part {
        size_t cell;
        double areaM2;
    };
    [[nodiscard]] std::vector<Part> partsOf(const Rings& rings) const;
    /// Sum over the cells whose middles lie within `radiusM` of each cell's middle.
    [[nodiscard]] CellField sumAround(const CellField& field, double radiusM) const;

private:
    double m_cellM;
    int64_t m_firstColumn = 0, m_firstRow = 0;  // of the whole plane
    int m_columns = 0, m_rows = 0;
};

/// Where a survey of points (addresses) was made: a cell is surveyed or not.
///
/// Rule [ours]. Let A be the addresses and S the kilometres of street within `reachM` of a cell. The cell is near the survey if
/// A >= `fewestAround` and A >= `perStreetKm` * S: so fields inside a district without streets count, and streets beyond its
/// limit, with a stray address among them, do not. What is near but not within `reachM` of what is far is surveyed, as is every
/// near cell with an address of its own: the outline closes gaps of less than twice the reach, and follows the addresses from
/// outside. Last, holes up to `largestHoleKm2` that the survey encloses are filled: parks, ports, airfields.
struct SurveyRules {
    double reachM = 750;
    double fewestAround = 5;
    double perStreetKm = 2;
    double largestHoleKm2 = 5;
};
[[nodiscard]] std::vector<bool> surveyedCells(const CityGrid& grid, const CellField& points, const CellField& streetMetres,
                                              const SurveyRules& rules);

}  // namespace geo
