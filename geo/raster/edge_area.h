#pragma once

#include <algorithm>
#include <cmath>

#include "geo/space/types.h"

namespace geo {

/// Adds the signed area that lies right of one edge, cell by cell: `add(row, column, area, areaOfTheNext)`, the next
/// being the cell on its right. Summed along a row from the left
/// over all edges of a polygon, what was added up to a cell is the share of it that the polygon covers (after the font
/// rasterisers of LibArt, FreeType and font-rs). Edges that run down count positive.
///
/// Coordinates in cells, none of them negative. Keep room for one cell right of the edge's last.
template <class Add>
void addEdgeArea(double x0, double y0, double x1, double y1, Add add) {
    if (y0 == y1) return;
    const int row0 = static_cast<int>(y0), row1 = static_cast<int>(y1), column0 = static_cast<int>(x0);
    if (row0 == row1 && column0 == static_cast<int>(x1)) {
        const double dy = y1 - y0, right = (x0 + x1) * 0.5 - column0;
        return add(row0, column0, dy * (1 - right), dy * right);
    }
    const double sign = y0 < y1 ? 1 : -1;
    if (sign < 0) std::swap(x0, x1), std::swap(y0, y1);
    const double slope = (x1 - x0) / (y1 - y0), low = std::min(x0, x1), high = std::max(x0, x1);
    const int lastRow = static_cast<int>(std::ceil(y1)) - 1;
    double x = x0;
    for (int row = static_cast<int>(y0); row <= lastRow; ++row) {
        const double top = std::max<double>(row, y0), bottom = std::min<double>(row + 1, y1);
        const double next = row == lastRow ? x1 : std::clamp(x0 + slope * (bottom - y0), low, high);
        const double d = (bottom - top) * sign;
        const double left = std::min(x, next), right = std::max(x, next);
        const int first = static_cast<int>(left), last = static_cast<int>(std::ceil(right)) - 1;
        if (last <= first) {
            const double middle = (left + right) * 0.5 - first;
            add(row, first, d * (1 - middle), d * middle);
        } else {
            const double perColumn = d / (right - left);
            const double inFirst = first + 1 - left, inLast = right - last;
            // Areas to the right of the edge, column by column; each column's own share is the difference of its neighbours'.
            double covered = 0.5 * perColumn * inFirst * inFirst, before = 0;
            add(row, first, covered, 0);
            before = covered;
            double height = perColumn * inFirst;
            for (int column = first + 1; column < last; ++column) {
                covered = height + 0.5 * perColumn;
                add(row, column, covered - before, 0);
                before = covered, height += perColumn;
            }
            covered = height + perColumn * inLast * (1 - 0.5 * inLast);
            add(row, last, covered - before, d - covered);
        }
        x = next;
    }
}

/// Cuts an edge at the rows and sides of a window from 0,0 to columns, rows: `keep(x0, y0, x1, y1)` for each piece. What is left
/// of the window counts in column 0, since it decides what is inside; what is right of it counts nowhere.
template <class Keep>
void clipEdge(Point a, Point b, double columns, double rows, Keep keep) {
    if (a.y == b.y || (a.y <= 0 && b.y <= 0) || (a.y >= rows && b.y >= rows) || (a.x >= columns && b.x >= columns)) return;
    const auto xAt = [&](double y) { return a.x + (b.x - a.x) * ((y - a.y) / (b.y - a.y)); };
    const auto yAt = [&](double x) { return a.y + (b.y - a.y) * ((x - a.x) / (b.x - a.x)); };
    Point p = a, q = b;
    if (p.y < 0) p = {xAt(0), 0};
    if (p.y > rows) p = {xAt(rows), rows};
    if (q.y < 0) q = {xAt(0), 0};
    if (q.y > rows) q = {xAt(rows), rows};
    if (p.x >= columns && q.x >= columns) return;
    if (p.x >= 0 && q.x >= 0 && p.x <= columns && q.x <= columns) return keep(p.x, p.y, q.x, q.y);
    if (p.x <= 0 && q.x <= 0) return keep(0, p.y, 0, q.y);
    const double low = std::min(p.y, q.y), high = std::max(p.y, q.y);
    if (p.x < 0) {
        const double y = std::clamp(yAt(0), low, high);
        keep(0, p.y, 0, y);
        p = {0, y};
    } else if (p.x > columns) {
        p = {columns, std::clamp(yAt(columns), low, high)};
    }
    if (q.x < 0) {
        const double y = std::clamp(yAt(0), low, high);
        keep(p.x, p.y, 0, y);
        keep(0, y, 0, q.y);
    } else if (q.x > columns) {
        keep(p.x, p.y, columns, std::clamp(yAt(columns), low, high));
    } else {
        keep(p.x, p.y, q.x, q.y);
    }
}

}  // namespace geo
