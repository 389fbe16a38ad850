#include "geo/mosaic/population.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "geo/mosaic/ring_projection.h"
#include "geo/mosaic/zone_sums.h"
#include "geo/raster/cell_area.h"
#include "geo/raster/cell_coverage.h"

namespace geo {
namespace {

constexpr double kTolerance = 1e-6;          // cells
constexpr int64_t kCellsAtOnce = 1 << 20;    // 8 MiB of counts
constexpr double kDoublyCovered = 1 + 1e-6;  // of a cell: more than rounding and projection explain

// Zones in the cells of the raster.
struct CellZones {
    std::vector<std::vector<Rings>> parts;  // per zone
    std::vector<Extent> boxes;              // per zone; empty: no vertices
    std::vector<double> areas;              // per zone, in cells
    Extent all;
};

Result<CellZones> inCells(std::span<const PopulationZone> zones, const Crs& plane, const CountRaster& raster,
                          std::stop_token stop) {
    Extent box;
    for (const auto& zone : zones)
        for (const auto& part : zone.parts)
            for (const auto& ring : part)
                for (const Point& p : ring) box.add(p);
    const auto project = RingProjection::between(plane, raster.crs, box, kTolerance, raster.grid.transform);
    if (!project) return tl::make_unexpected(project.error());
    CellZones result;
    result.parts.resize(zones.size());
    result.boxes.resize(zones.size());
    result.areas.resize(zones.size());
    for (size_t z = 0; z < zones.size(); ++z) {
        if (stop.stop_requested()) return fail(ErrorCode::Cancelled, "Stopped.");
        for (const auto& part : zones[z].parts) {
            auto rings = (*project)(part);
            if (!rings) return tl::make_unexpected(rings.error());
            if (!rings->empty())
                for (const Point& p : rings->front()) result.boxes[z].add(p);
            result.areas[z] += polygonArea(*rings);
            result.parts[z].push_back(std::move(*rings));
        }
        result.all.add(result.boxes[z]);
    }
    return result;
}

// The cells of the raster that a box touches.
CellWindow windowOf(const Extent& box, const RasterGrid& grid) {
    const Extent inside = box.intersection({0, 0, static_cast<double>(grid.columns), static_cast<double>(grid.rows)});
    if (inside.empty()) return {};
    const int column = static_cast<int>(std::floor(inside.minX)), row = static_cast<int>(std::floor(inside.minY));
    return {column, row, static_cast<int>(std::ceil(inside.maxX)) - column, static_cast<int>(std::ceil(inside.maxY)) - row};
}

// Strip after strip of the raster.
class Strips {
public:
    Strips(std::span<const PopulationZone> zones, const CellZones& cells, const CountRaster& raster)
        : m_zones(zones), m_cells(cells), m_raster(raster), m_sums(zones, cells.areas), m_order(zones.size()) {
        std::iota(m_order.begin(), m_order.end(), size_t{0});
        std::stable_sort(m_order.begin(), m_order.end(),
                         [&](size_t a, size_t b) { return cells.boxes[a].minY < cells.boxes[b].minY; });
    }

    Result<ZonePopulation> all(std::stop_token stop) {
        CellWindow strip = windowOf(m_cells.all, m_raster.grid);
        if (strip.columns > 0 && strip.rows > 0) {
            if (m_raster.quantity == CellQuantity::PerKm2) {
                auto areas = CellAreas::of(m_raster.grid, m_raster.crs);
                if (!areas) return tl::make_unexpected(areas.error());
                m_areas = std::move(*areas);
            }
            const int lastRow = strip.row + strip.rows;
            const int atOnce = static_cast<int>(std::max<int64_t>(1, kCellsAtOnce / strip.columns));
            for (; strip.row < lastRow; strip.row += strip.rows) {
                if (stop.stop_requested()) return fail(ErrorCode::Cancelled, "Stopped.");
                strip.rows = std::min(atOnce, lastRow - strip.row);
                if (auto done = take(strip); !done) return tl::make_unexpected(done.error());
            }
        }
        auto result = m_sums.finish();
        addRemarks(result.remarks);
        return result;
    }

private:
    Result<void> take(const CellWindow& strip) {
        if (auto done = readPeople(strip); !done) return done;
        m_covered.assign(m_people.size(), {});
        m_runs.clear();
        while (m_next < m_order.size() && m_cells.boxes[m_order[m_next]].minY < strip.row + strip.rows)
            m_active.push_back(m_order[m_next++]);
        std::erase_if(m_active, [&](size_t zone) { return !(m_cells.boxes[zone].maxY > strip.row); });
        for (const size_t zone : m_active)
            for (const auto& part : m_cells.parts[zone])
                for (const auto& run : m_coverage.of(part, strip)) {
                    m_runs.push_back({zone, run});
                    const size_t first = indexOf(run, strip);
                    for (size_t i = first; i < first + static_cast<size_t>(run.columns); ++i)
                        m_covered[i].add(m_zones[zone].water, run.share);
                }
        for (const auto& [zone, run] : m_runs) {
            const size_t first = indexOf(run, strip);
            for (size_t i = first; i < first + static_cast<size_t>(run.columns); ++i)
                if (!std::isnan(m_people[i])) m_sums.add(zone, m_people[i], run.share, run.share, m_covered[i]);
        }
        for (size_t i = 0; i < m_people.size(); ++i) {
            const double covered = m_covered[i].land + m_covered[i].water;
            if (!std::isnan(m_people[i])) m_sums.addInside(m_people[i] * covered);
            m_doublyCovered += covered > kDoublyCovered;
        }
        return {};
    }

    static size_t indexOf(const CoveredRun& run, const CellWindow& strip) {
        return static_cast<size_t>(run.row - strip.row) * static_cast<size_t>(strip.columns) +
               static_cast<size_t>(run.column - strip.column);
    }

    Result<void> readPeople(const CellWindow& strip) {
        m_people.resize(static_cast<size_t>(strip.columns) * static_cast<size_t>(strip.rows));
        if (auto done = m_raster.read(strip, m_people); !done) return done;
        size_t i = 0;
        for (int row = 0; row < strip.rows; ++row)
            for (int column = 0; column < strip.columns; ++column, ++i) {
                if (m_people[i] < 0) m_people[i] = std::numeric_limits<double>::quiet_NaN(), ++m_negative;
                if (m_areas) m_people[i] *= m_areas->at(strip.column + column + 0.5, strip.row + row + 0.5) / 1e6;
            }
        return {};
    }

    void addRemarks(Diagnostics& remarks) const {
        if (m_negative)
            remarks.add(
                fmt::format("Cells with a number of people below zero were taken for cells without data: {}.", m_negative));
        if (m_doublyCovered)
            remarks.add(fmt::format(
                "People are counted more than once where zones overlap; cells of the population grid where they do: {}.",
                m_doublyCovered));
    }

    std::span<const PopulationZone> m_zones;
    const CellZones& m_cells;
    const CountRaster& m_raster;
    ZoneSums m_sums;
    std::optional<CellAreas> m_areas;
    std::vector<size_t> m_order;   // zones by their first row
    size_t m_next = 0;             // the first of them that no strip has met
    std::vector<size_t> m_active;  // zones that may reach into the strip
    CellCoverage m_coverage;
    struct ZoneRun {
        size_t zone;
        CoveredRun run;
    };
    std::vector<ZoneRun> m_runs;               // of the strip
    std::vector<double> m_people;              // of the strip
    std::vector<ZoneSums::Covered> m_covered;  // of the strip
    size_t m_negative = 0, m_doublyCovered = 0;
};

}  // namespace

CountRaster rasterOf(const CountGrid& counts) {
    return {counts.grid, counts.crs, CellQuantity::Count,
            [&counts](const CellWindow& window, std::span<double> cells) -> Result<void> {
                for (int row = 0; row < window.rows; ++row)
                    std::copy_n(
                        counts.counts.begin() + static_cast<ptrdiff_t>(window.row + row) * counts.grid.columns + window.column,
                        window.columns, cells.begin() + static_cast<ptrdiff_t>(row) * window.columns);
                return {};
            }};
}

Result<ZonePopulation> populationOf(std::span<const PopulationZone> zones, const Crs& plane, const CountRaster& raster,
                                    std::stop_token stop) {
    const auto cells = inCells(zones, plane, raster, stop);
    if (!cells) return tl::make_unexpected(cells.error());
    return Strips(zones, *cells, raster).all(stop);
}

}  // namespace geo
