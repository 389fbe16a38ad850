#include "geo/raster/cell_coverage.h"

#include "geo/raster/edge_area.h"

namespace geo {
namespace {

constexpr double kExact = 1e-12;           // what rounding leaves of a share
constexpr ptrdiff_t kPartCells = 1 << 18;  // 2 MiB of sums: large polygons are taken in strips

// The cells that a polygon's bounding box touches, inside a window.
CellWindow windowOf(std::span<const Point> outer, const CellWindow& window) {
    Extent box;
    for (const Point& p : outer) box.add(p);
    box = box.intersection({static_cast<double>(window.column), static_cast<double>(window.row),
                            static_cast<double>(window.column) + window.columns, static_cast<double>(window.row) + window.rows});
    if (box.empty()) return {};
    const int column = static_cast<int>(std::floor(box.minX)), row = static_cast<int>(std::floor(box.minY));
    return {column, row, static_cast<int>(std::ceil(box.maxX)) - column, static_cast<int>(std::ceil(box.maxY)) - row};
}

}  // namespace

double signedArea(std::span<const Point> ring) {
    if (ring.size() < 3) return 0;
    double twice = 0;
    const Point origin = ring.front();  // products of differences: the precision of the ring's size, not of its place
    for (size_t i = 1; i + 1 < ring.size(); ++i)
        twice += (ring[i].x - origin.x) * (ring[i + 1].y - origin.y) - (ring[i + 1].x - origin.x) * (ring[i].y - origin.y);
    return twice / 2;
}

double polygonArea(std::span<const std::vector<Point>> rings) {
    if (rings.empty()) return 0;
    double area = std::abs(signedArea(rings.front()));
    for (const auto& hole : rings.subspan(1)) area -= std::abs(signedArea(hole));
    return area;
}

std::span<const CoveredRun> CellCoverage::of(std::span<const std::vector<Point>> rings, const CellWindow& window) {
    m_runs.clear();
    if (rings.empty()) return {};
    CellWindow part = windowOf(rings.front(), window);
    if (part.columns <= 0 || part.rows <= 0) return {};
    const int lastRow = part.row + part.rows;
    const int atOnce = static_cast<int>(std::max<ptrdiff_t>(1, kPartCells / (part.columns + 2)));
    for (; part.row < lastRow; part.row += part.rows) {
        part.rows = std::min(atOnce, lastRow - part.row);
        sumRows(rings, part);
    }
    return m_runs;
}

void CellCoverage::sumRows(std::span<const std::vector<Point>> rings, const CellWindow& part) {
    const ptrdiff_t stride = part.columns + 2;
    m_area.assign(static_cast<size_t>(stride * part.rows), 0.0);
    const auto local = [&](Point p) { return Point{p.x - part.column, p.y - part.row}; };
    for (size_t r = 0; r < rings.size(); ++r) {
        const auto& ring = rings[r];
        const double area = signedArea(ring);
        if (area == 0) continue;
        // An edge that runs down opens an area on its right; an outer ring runs down on its left side, a hole on its right side.
        const double sign = (area > 0) == (r == 0) ? -1 : 1;
        Point previous = local(ring.back());
        for (const Point& vertex : ring) {
            const Point next = local(vertex);
            clipEdge(previous, next, part.columns, part.rows, [&](double x0, double y0, double x1, double y1) {
                addEdgeArea(x0, y0, x1, y1, [&](int row, int column, double here, double right) {
                    double* cell = &m_area[static_cast<size_t>(row * stride + column)];
                    cell[0] += sign * here;
                    cell[1] += sign * right;
                });
            });
            previous = next;
        }
    }
    for (int row = 0; row < part.rows; ++row) {
        const double* cells = &m_area[static_cast<size_t>(row * stride)];
        double sum = 0, runShare = 0;
        int runStart = 0;
        const auto endRun = [&](int column) {
            if (runShare > 0) m_runs.push_back({part.row + row, part.column + runStart, column - runStart, runShare});
            runStart = column;
        };
        for (int column = 0; column < part.columns; ++column) {
            if (column && cells[column] == 0) continue;
            sum += cells[column];
            const double share = sum < kExact ? 0 : sum > 1 - kExact ? 1 : sum;
            if (share == runShare) continue;
            endRun(column);
            runShare = share;
        }
        endRun(part.columns);
    }
}

}  // namespace geo
