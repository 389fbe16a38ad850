#include "geo/mosaic/zone_cells.h"

#include <cmath>
#include <limits>

#include "geo/mosaic/ring_projection.h"
#include "geo/raster/cell_coverage.h"

namespace geo {
namespace {

constexpr double kTolerance = 1e-6;  // cells

}  // namespace

Result<ZoneCells> ZoneCells::of(std::span<const PopulationZone> zones, const Crs& plane, const RasterGrid& grid, const Crs& crs,
                                std::stop_token stop) {
    Extent box;
    for (const auto& zone : zones)
        for (const auto& part : zone.parts)
            for (const auto& ring : part)
                for (const Point& p : ring) box.add(p);
    const auto project = RingProjection::between(plane, crs, box, kTolerance, grid.transform);
    if (!project) return tl::make_unexpected(project.error());
    ZoneCells cells;
    cells.parts.resize(zones.size());
    cells.boxes.resize(zones.size());
    cells.areas.resize(zones.size());
    for (size_t z = 0; z < zones.size(); ++z) {
        if (stop.stop_requested()) return fail(ErrorCode::Cancelled, "Stopped.");
        for (const auto& part : zones[z].parts) {
            auto rings = (*project)(part);
            if (!rings) return tl::make_unexpected(rings.error());
            if (!rings->empty())
                for (const Point& p : rings->front()) cells.boxes[z].add(p);
            cells.areas[z] += polygonArea(*rings);
            cells.parts[z].push_back(std::move(*rings));
        }
        cells.all.add(cells.boxes[z]);
    }
    return cells;
}

CellWindow windowOf(const Extent& cells, const RasterGrid& grid) {
    const Extent inside = cells.intersection({0, 0, static_cast<double>(grid.columns), static_cast<double>(grid.rows)});
    if (inside.empty()) return {};
    const int column = static_cast<int>(std::floor(inside.minX)), row = static_cast<int>(std::floor(inside.minY));
    return {column, row, static_cast<int>(std::ceil(inside.maxX)) - column, static_cast<int>(std::ceil(inside.maxY)) - row};
}

Result<CountReader> CountReader::open(const CountRaster& raster) {
    CountReader reader(raster);
    if (raster.quantity == CellQuantity::PerKm2) {
        auto areas = CellAreas::of(raster.grid, raster.crs);
        if (!areas) return tl::make_unexpected(areas.error());
        reader.m_areas = std::move(*areas);
    }
    return reader;
}

Result<void> CountReader::read(const CellWindow& window, std::span<double> counts) {
    if (auto done = m_raster->read(window, counts); !done) return done;
    size_t i = 0;
    for (int row = 0; row < window.rows; ++row)
        for (int column = 0; column < window.columns; ++column, ++i) {
            if (counts[i] < 0) counts[i] = std::numeric_limits<double>::quiet_NaN(), ++m_negative;
            if (m_areas) counts[i] *= m_areas->at(window.column + column + 0.5, window.row + row + 0.5) / 1e6;
        }
    return {};
}

}  // namespace geo
