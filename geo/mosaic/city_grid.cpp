#include "geo/mosaic/city_grid.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "geo/raster/cell_coverage.h"

namespace geo {
namespace {

/// Cells next to each other by their sides, from one on, as long as they are (not) surveyed.
std::vector<size_t> regionFrom(const CityGrid& grid, const std::vector<bool>& surveyed, size_t start, std::vector<bool>& seen) {
    std::vector<size_t> region{start};
    seen[start] = true;
    for (size_t i = 0; i < region.size(); ++i) {
        const int column = static_cast<int>(region[i] % static_cast<size_t>(grid.columns()));
        const int row = static_cast<int>(region[i] / static_cast<size_t>(grid.columns()));
        for (const auto& [dx, dy] : {std::pair{1, 0}, {-1, 0}, {0, 1}, {0, -1}}) {
            const int x = column + dx, y = row + dy;
            if (x < 0 || y < 0 || x >= grid.columns() || y >= grid.rows()) continue;
            const size_t next = grid.cell(x, y);
            if (seen[next] || surveyed[next]) continue;
            seen[next] = true;
            region.push_back(next);
        }
    }
    return region;
}

void fillHoles(const CityGrid& grid, double largestKm2, std::vector<bool>& surveyed) {
    std::vector<bool> seen(grid.size());
    const double cellKm2 = grid.cellM() * grid.cellM() / 1e6;
    const auto atEdge = [&](size_t cell) {
        const auto column = cell % static_cast<size_t>(grid.columns()), row = cell / static_cast<size_t>(grid.columns());
        return column == 0 || row == 0 || column + 1 == static_cast<size_t>(grid.columns()) ||
               row + 1 == static_cast<size_t>(grid.rows());
    };
    for (size_t start = 0; start < grid.size(); ++start) {
        if (seen[start] || surveyed[start]) continue;
        const auto region = regionFrom(grid, surveyed, start, seen);
        if (static_cast<double>(region.size()) * cellKm2 > largestKm2 || std::ranges::any_of(region, atEdge)) continue;
        for (const auto cell : region) surveyed[cell] = true;
    }
}

}  // namespace

CityGrid::CityGrid(const Extent& box, double cellM, int margin) : m_cellM(cellM) {
    assert(!box.empty() && cellM > 0);
    m_firstColumn = static_cast<int64_t>(std::floor(box.minX / cellM)) - margin;
    m_firstRow = static_cast<int64_t>(std::floor(box.minY / cellM)) - margin;
    m_columns = static_cast<int>(static_cast<int64_t>(std::floor(box.maxX / cellM)) + margin - m_firstColumn + 1);
    m_rows = static_cast<int>(static_cast<int64_t>(std::floor(box.maxY / cellM)) + margin - m_firstRow + 1);
}

bool CityGrid::holds(Point p) const {
    const double x = p.x / m_cellM - static_cast<double>(m_firstColumn), y = p.y / m_cellM - static_cast<double>(m_firstRow);
    return x >= 0 && y >= 0 && x < m_columns && y < m_rows;
}

size_t CityGrid::cellAt(Point p) const {
    assert(holds(p));
    return cell(static_cast<int>(std::floor(p.x / m_cellM) - static_cast<double>(m_firstColumn)),
                static_cast<int>(std::floor(p.y / m_cellM) - static_cast<double>(m_firstRow)));
}

CellField CityGrid::count(std::span<const Point> points) const {
    CellField counts(size());
    for (const auto& p : points)
        if (holds(p)) ++counts[cellAt(p)];
    return counts;
}

void CityGrid::addLength(std::span<const Point> line, CellField& metres) const {
    for (size_t i = 1; i < line.size(); ++i) {
        const Point a = line[i - 1], b = line[i];
        const double length = std::hypot(b.x - a.x, b.y - a.y);
        const int steps = std::max(1, static_cast<int>(std::ceil(length / (m_cellM / 16))));
        for (int s = 0; s < steps; ++s) {
            const double t = (s + 0.5) / steps;
            const Point middle{a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
            if (holds(middle)) metres[cellAt(middle)] += length / steps;
        }
    }
}

std::vector<CityGrid::Part> CityGrid::partsOf(const Rings& rings) const {
    Rings cells = rings;
    for (auto& ring : cells)
        for (auto& p : ring)
            p = {p.x / m_cellM - static_cast<double>(m_firstColumn), p.y / m_cellM - static_cast<double>(m_firstRow)};
    CellCoverage coverage;
    std::vector<Part> parts;
    for (const auto& run : coverage.of(cells, {0, 0, m_columns, m_rows}))
        for (int c = 0; c < run.columns; ++c) parts.push_back({cell(run.column + c, run.row), run.share * m_cellM * m_cellM});
    return parts;
}

CellField CityGrid::sumAround(const CellField& field, double radiusM) const {
    assert(field.size() == size());
    const int reach = static_cast<int>(std::floor(radiusM / m_cellM));
    CellField prefix(static_cast<size_t>(m_columns) + 1);
    CellField sums(size());
    for (int dy = -reach; dy <= reach; ++dy) {
        const double span = radiusM / m_cellM;
        const int half = static_cast<int>(std::floor(std::sqrt(span * span - static_cast<double>(dy) * dy)));
        for (int row = std::max(0, -dy); row < std::min(m_rows, m_rows - dy); ++row) {
            for (int c = 0; c < m_columns; ++c)
                prefix[static_cast<size_t>(c) + 1] = prefix[static_cast<size_t>(c)] + field[cell(c, row + dy)];
            for (int c = 0; c < m_columns; ++c)
                sums[cell(c, row)] += prefix[static_cast<size_t>(std::min(m_columns, c + half + 1))] -
                                      prefix[static_cast<size_t>(std::max(0, c - half))];
        }
    }
    return sums;
}

std::vector<bool> surveyedCells(const CityGrid& grid, const CellField& points, const CellField& streetMetres,
                                const SurveyRules& rules) {
    const auto pointsAround = grid.sumAround(points, rules.reachM), metresAround = grid.sumAround(streetMetres, rules.reachM);
    CellField far(grid.size());
    for (size_t c = 0; c < grid.size(); ++c)
        far[c] = pointsAround[c] < rules.fewestAround || pointsAround[c] < rules.perStreetKm * metresAround[c] / 1000;
    const auto farAround = grid.sumAround(far, rules.reachM);
    std::vector<bool> surveyed(grid.size());
    for (size_t c = 0; c < grid.size(); ++c) surveyed[c] = far[c] == 0 && (points[c] > 0 || farAround[c] == 0);
    fillHoles(grid, rules.largestHoleKm2, surveyed);
    return surveyed;
}

}  // namespace geo
