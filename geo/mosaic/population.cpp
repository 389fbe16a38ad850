#include "geo/mosaic/population.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "geo/mosaic/zone_cells.h"
#include "geo/mosaic/zone_sums.h"
#include "geo/raster/cell_coverage.h"

namespace geo {
namespace {

constexpr int64_t kCellsAtOnce = 1 << 20;    // 8 MiB of counts
constexpr double kDoublyCovered = 1 + 1e-6;  // of a cell: more than rounding and projection explain

// Strip after strip of the raster.
class Strips {
public:
    Strips(std::span<const PopulationZone> zones, const ZoneCells& cells, const RasterGrid& grid, CountReader counts)
        : m_zones(zones),
          m_cells(cells),
          m_grid(grid),
          m_counts(std::move(counts)),
          m_sums(zones, cells.areas),
          m_order(zones.size()) {
        std::iota(m_order.begin(), m_order.end(), size_t{0});
        std::stable_sort(m_order.begin(), m_order.end(),
                         [&](size_t a, size_t b) { return cells.boxes[a].minY < cells.boxes[b].minY; });
    }

    Result<ZonePopulation> all(std::stop_token stop) {
        CellWindow strip = windowOf(m_cells.all, m_grid);
        if (strip.columns > 0 && strip.rows > 0) {
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
        m_people.resize(static_cast<size_t>(strip.columns) * static_cast<size_t>(strip.rows));
        if (auto done = m_counts.read(strip, m_people); !done) return done;
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

    void addRemarks(Diagnostics& remarks) const {
        if (m_counts.negative())
            remarks.add(fmt::format("Cells with a number of people below zero were taken for cells without data: {}.",
                                    m_counts.negative()));
        if (m_doublyCovered)
            remarks.add(fmt::format(
                "People are counted more than once where zones overlap; cells of the population grid where they do: {}.",
                m_doublyCovered));
    }

    std::span<const PopulationZone> m_zones;
    const ZoneCells& m_cells;
    const RasterGrid& m_grid;
    CountReader m_counts;
    ZoneSums m_sums;
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
    size_t m_doublyCovered = 0;
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
    const auto cells = ZoneCells::of(zones, plane, raster.grid, raster.crs, stop);
    if (!cells) return tl::make_unexpected(cells.error());
    auto counts = CountReader::open(raster);
    if (!counts) return tl::make_unexpected(counts.error());
    return Strips(zones, *cells, raster.grid, std::move(*counts)).all(stop);
}

}  // namespace geo
