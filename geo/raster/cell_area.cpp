#include "geo/raster/cell_area.h"

#include <numbers>

#include "geo/space/transform.h"

namespace geo {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

/// Area of a cell about a position, from the geodesic area of the patch of `patch` x `patch` cells around it: single cells of a
/// few metres are too small for the polygon sum's rounding.
double areaAbout(const RasterGrid& grid, const Transform& toLonLat, double column, double row, double patch) {
    const double h = patch / 2;
    std::array<Point, 4> corners{grid.transform.toCrs(column - h, row - h), grid.transform.toCrs(column + h, row - h),
                                 grid.transform.toCrs(column + h, row + h), grid.transform.toCrs(column - h, row + h)};
    toLonLat.forward(corners);
    std::array<LonLat, 4> ring;
    for (size_t i = 0; i < ring.size(); ++i) {
        if (!std::isfinite(corners[i].x)) return kNan;
        ring[i] = {corners[i].x, corners[i].y};
    }
    return geodesicArea(ring) / (patch * patch);
}

/// Nodes off the Earth take the mean of their neighbours on it, so that cells at the rim still find a sensible area.
void fillFromNeighbours(std::vector<double>& nodes, int across) {
    for (bool changed = true; changed;) {
        changed = false;
        const auto before = nodes;
        for (int j = 0; j < across; ++j)
            for (int i = 0; i < across; ++i) {
                if (!std::isnan(before[static_cast<size_t>(j) * across + i])) continue;
                double sum = 0;
                int found = 0;
                for (int y = std::max(0, j - 1); y <= std::min(across - 1, j + 1); ++y)
                    for (int x = std::max(0, i - 1); x <= std::min(across - 1, i + 1); ++x)
                        if (const double near = before[static_cast<size_t>(y) * across + x]; !std::isnan(near))
                            sum += near, ++found;
                if (found) nodes[static_cast<size_t>(j) * across + i] = sum / found, changed = true;
            }
    }
}

}  // namespace

double graticuleCellArea(double widthDeg, double southDeg, double northDeg) {
    constexpr double a = 6378137.0, f = 1 / 298.257223563, e2 = f * (2 - f), rad = std::numbers::pi / 180;
    const double e = std::sqrt(e2);
    const auto q = [&](double latDeg) {
        const double s = std::sin(std::clamp(latDeg, -90.0, 90.0) * rad);
        return (1 - e2) * (s / (1 - e2 * s * s) + std::atanh(e * s) / e);
    };
    return std::abs(a * a / 2 * widthDeg * rad * (q(northDeg) - q(southDeg)));
}

Result<CellAreas> CellAreas::of(const RasterGrid& grid, const Crs& crs) {
    CellAreas areas;
    const auto& c = grid.transform.c;
    if (crs.isGeographic() && grid.isAxisAligned()) {
        areas.m_byRow.resize(static_cast<size_t>(grid.rows));
        for (int row = 0; row < grid.rows; ++row) {
            const double edge = c[3] + row * c[5], other = edge + c[5];
            areas.m_byRow[static_cast<size_t>(row)] =
                graticuleCellArea(std::abs(c[1]), std::min(edge, other), std::max(edge, other));
        }
        return areas;
    }
    const auto toLonLat = Transform::between(crs, Crs::wgs84());
    if (!toLonLat) return tl::make_unexpected(toLonLat.error());
    const double cell = std::sqrt(std::abs(grid.transform.determinant()));
    const double patch = std::max(1.0, std::round((crs.isGeographic() ? 0.005 : 500.0) / std::max(cell, 1e-9)));
    for (int across = 5;; across = (across - 1) * 2 + 1) {
        areas.m_nodesAcross = across;
        areas.m_scaleX = (across - 1) / static_cast<double>(grid.columns);
        areas.m_scaleY = (across - 1) / static_cast<double>(grid.rows);
        areas.m_nodes.assign(static_cast<size_t>(across) * across, kNan);
        for (int j = 0; j < across; ++j)
            for (int i = 0; i < across; ++i)
                areas.m_nodes[static_cast<size_t>(j) * across + i] =
                    areaAbout(grid, *toLonLat, i / areas.m_scaleX, j / areas.m_scaleY, patch);
        fillFromNeighbours(areas.m_nodes, across);
        double worst = 0;  // relative, on a diagonal lattice of points between the nodes
        for (int k = 0; k + 1 < across; ++k)
            for (const int l : {k, across - 2 - k}) {
                const double column = (k + 0.5) / areas.m_scaleX, row = (l + 0.5) / areas.m_scaleY;
                const double truth = areaAbout(grid, *toLonLat, column, row, patch);
                if (truth > 0) worst = std::max(worst, std::abs(areas.at(column, row) / truth - 1));
            }
        if (worst < 1e-6 || across >= 129) return areas;
    }
}

double CellAreas::at(double column, double row) const {
    if (!m_byRow.empty()) return m_byRow[static_cast<size_t>(std::clamp(row, 0.0, static_cast<double>(m_byRow.size() - 1)))];
    const double u = column * m_scaleX, v = row * m_scaleY;
    const int i = std::clamp(static_cast<int>(u), 0, m_nodesAcross - 2),
              j = std::clamp(static_cast<int>(v), 0, m_nodesAcross - 2);
    const double fu = u - i, fv = v - j;
    const double* n = &m_nodes[static_cast<size_t>(j) * m_nodesAcross + i];
    return (n[0] * (1 - fu) + n[1] * fu) * (1 - fv) + (n[m_nodesAcross] * (1 - fu) + n[m_nodesAcross + 1] * fu) * fv;
}

}  // namespace geo
