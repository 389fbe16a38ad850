#include "geo/vector/point_grid.h"

#include <algorithm>
#include <cmath>

namespace geo {
namespace {

constexpr double kHectare = 10000;

bool before(const PointGrid::Cell& a, const PointGrid::Cell& b) { return a.y != b.y ? a.y < b.y : a.x < b.x; }

// Shares of a cell's side lo..lo+1 (in cells) over texels of width `texel` (in cells) that begin at `origin`.
struct Share {
    int texel = 0;
    double part = 0;
};
int shares(double lo, double origin, double texel, int size, Share (&out)[3]) {
    int count = 0;
    const int first = static_cast<int>(std::floor((lo - origin) / texel));
    for (int t = first; count < 3; ++t) {
        const double from = std::max(lo, origin + t * texel), to = std::min(lo + 1, origin + (t + 1) * texel);
        if (to <= from) break;
        if (t >= 0 && t < size) out[count++] = {t, to - from};
    }
    return count;
}

}  // namespace

PointGrid::PointGrid(const FeatureStore& points, double cellMetres) : m_cellMetres(cellMetres) {
    std::vector<Cell> all;
    all.reserve(points.size());
    for (uint32_t f = 0; f < points.size(); ++f) {
        for (uint32_t part = points.firstPart(f); part < points.lastPart(f); ++part) {
            const Point p = points.toMap(points.part(part).points.front());
            all.push_back(
                {static_cast<int32_t>(std::floor(p.x / cellMetres)), static_cast<int32_t>(std::floor(p.y / cellMetres)), 1});
        }
    }
    std::sort(all.begin(), all.end(), before);
    for (const auto& cell : all) {
        if (!m_cells.empty() && m_cells.back().x == cell.x && m_cells.back().y == cell.y)
            ++m_cells.back().count;
        else
            m_cells.push_back(cell);
    }
}

uint32_t PointGrid::countAt(Point p) const {
    const Cell wanted{static_cast<int32_t>(std::floor(p.x / m_cellMetres)), static_cast<int32_t>(std::floor(p.y / m_cellMetres)),
                      0};
    const auto found = std::lower_bound(m_cells.begin(), m_cells.end(), wanted, before);
    return found != m_cells.end() && found->x == wanted.x && found->y == wanted.y ? found->count : 0;
}

std::vector<float> PointGrid::densities(const Extent& box, int size) const {
    const double west = box.minX / m_cellMetres, north = box.maxY / m_cellMetres;  // cells
    const double texel = box.width() / size / m_cellMetres;                        // cells
    const auto firstRow = std::lower_bound(
        m_cells.begin(), m_cells.end(),
        Cell{std::numeric_limits<int32_t>::min(), static_cast<int32_t>(std::floor(box.minY / m_cellMetres)), 0}, before);
    std::vector<float> values;
    const auto touch = [&] {
        if (values.empty()) values.assign(static_cast<size_t>(size) * size, std::numeric_limits<float>::quiet_NaN());
    };
    const auto texelOf = [&](double cells) {
        return static_cast<int>(std::ceil(cells / texel - 0.5));
    };  // first whose middle lies beyond
    for (auto cell = firstRow; cell != m_cells.end() && cell->y < north; ++cell) {
        if (cell->x + 1 <= west || cell->x >= west + size * texel) continue;
        if (texel <= 1) {
            const auto value = static_cast<float>(cell->count * kHectare / (m_cellMetres * m_cellMetres));
            const int x0 = std::max(0, texelOf(cell->x - west)), x1 = std::min(size, texelOf(cell->x + 1 - west));
            const int y0 = std::max(0, texelOf(north - (cell->y + 1.0))), y1 = std::min(size, texelOf(north - cell->y));
            for (int y = y0; y < y1; ++y)
                for (int x = x0; x < x1; ++x) touch(), values[static_cast<size_t>(y) * size + x] = value;
            continue;
        }
        const double hectares = texel * texel * m_cellMetres * m_cellMetres / kHectare;
        Share across[3], down[3];
        const int columns = shares(cell->x, west, texel, size, across),
                  rows = shares(-(cell->y + 1.0), -north, texel, size, down);
        for (int j = 0; j < rows; ++j) {
            for (int i = 0; i < columns; ++i) {
                touch();
                float& value = values[static_cast<size_t>(down[j].texel) * size + across[i].texel];
                value = (std::isnan(value) ? 0.f : value) +
                        static_cast<float>(cell->count * down[j].part * across[i].part / hectares);
            }
        }
    }
    return values;
}

}  // namespace geo
