#include "geo/mosaic/kilometre_grid.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "geo/mosaic/zone_cells.h"
#include "geo/raster/cell_area.h"
#include "geo/raster/cell_coverage.h"
#include "geo/space/transform.h"

namespace geo {
namespace {

constexpr double kKilometre = 1000;
constexpr double kMostCells = 1e6;
// Mollweide is defined on a sphere: on the ellipsoid its cells are up to 0.7 % larger or smaller than their sides say.
constexpr double kEqualArea = 0.01;
constexpr double kWhole = 1e-6;  // how far a number of cells may be from a whole one

bool isWhole(double number) { return std::abs(number - std::round(number)) < kWhole * std::max(1.0, std::abs(number)); }

// Whether whole cells of the source make square kilometres inside a window of its cells.
bool dividesKilometres(const CountRaster& raster, const CellWindow& window) {
    const auto& c = raster.grid.transform.c;
    if (raster.crs.isGeographic() || !raster.grid.isAxisAligned()) return false;
    const double across = kKilometre / std::abs(c[1]), down = kKilometre / std::abs(c[5]);
    if (across < 0.5 || down < 0.5 || !isWhole(across) || !isWhole(down)) return false;
    const auto areas = CellAreas::of(
        {window.columns, window.rows, {{c[0] + window.column * c[1], c[1], 0, c[3] + window.row * c[5], 0, c[5]}}}, raster.crs);
    if (!areas) return false;
    for (const double x : {0.0, 0.5, 1.0})
        for (const double y : {0.0, 0.5, 1.0})
            if (!(std::abs(areas->at(x * window.columns, y * window.rows) / std::abs(c[1] * c[5]) - 1) < kEqualArea))
                return false;
    return true;
}

// A grid of square kilometres over a box, its lines `offset` away from full kilometres.
RasterGrid kilometresOver(const Extent& box, Point offset) {
    const auto down = [](double value, double from) { return std::floor((value - from) / kKilometre) * kKilometre + from; };
    const double west = down(box.minX, offset.x), south = down(box.minY, offset.y);
    const double columns = std::ceil((box.maxX - west) / kKilometre), rows = std::ceil((box.maxY - south) / kKilometre);
    if (!(columns * rows <= kMostCells)) return {};
    return {
        static_cast<int>(columns), static_cast<int>(rows), {{west, kKilometre, 0, south + rows * kKilometre, 0, -kKilometre}}};
}

// How far the lines of the source's grid are from full kilometres, or how far its first cell is where they never meet.
double offsetOf(double origin, double cell) {
    const double beyond = origin - std::floor(origin / kKilometre) * kKilometre;
    return isWhole(beyond / std::abs(cell)) ? 0 : beyond;
}

struct Squares {
    std::vector<Rings> rings;
    std::vector<PopulationZone> zones;

    explicit Squares(const RasterGrid& grid) {
        rings.reserve(static_cast<size_t>(grid.columns) * static_cast<size_t>(grid.rows));
        for (int row = 0; row < grid.rows; ++row)
            for (int column = 0; column < grid.columns; ++column) {
                const auto corner = [&](int x, int y) { return grid.transform.toCrs(column + x, row + y); };
                rings.push_back({{corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1)}});
            }
        for (const auto& square : rings) zones.push_back({std::span(&square, 1), false});
    }
};

}  // namespace

Result<std::vector<double>> countsOn(const KilometreGrid& grid, const CountRaster& raster, std::stop_token stop) {
    const Squares squares(grid.grid);
    auto people = populationOf(squares.zones, grid.crs, raster, stop);
    if (!people) return tl::make_unexpected(people.error());
    return std::move(people->inhabitants);
}

Result<KilometreGrid> kilometreGrid(const CountRaster& raster, const Crs& plane, const Extent& box, double marginM,
                                    std::stop_token stop) {
    const auto toSource = Transform::between(plane, raster.crs);
    if (!toSource) return tl::make_unexpected(toSource.error());
    const Extent wanted = box.grown(marginM), there = toSource->forward(wanted);
    Extent cells;
    for (const Point corner :
         {Point{there.minX, there.minY}, {there.maxX, there.minY}, {there.minX, there.maxY}, {there.maxX, there.maxY}})
        cells.add(raster.grid.transform.toCell(corner));
    const CellWindow window = there.empty() ? CellWindow{} : windowOf(cells, raster.grid);
    if (window.columns <= 0 || window.rows <= 0)
        return fail(ErrorCode::Unsupported, "The population grid does not reach this city; choose one that covers it.");

    KilometreGrid result{{}, plane, {}, dividesKilometres(raster, window)};
    if (result.ownCells) {
        const auto& c = raster.grid.transform.c;
        result.crs = raster.crs;
        result.grid = kilometresOver(there.intersection(raster.grid.extent()), {offsetOf(c[0], c[1]), offsetOf(c[3], c[5])});
    } else {
        result.grid = kilometresOver(wanted, {0, 0});
    }
    if (result.grid.columns == 0)
        return fail(ErrorCode::TooLarge,
                    "The territory with its surroundings has more than a million square kilometres; choose a smaller one.");
    auto counts = countsOn(result, raster, stop);
    if (!counts) return tl::make_unexpected(counts.error());
    result.counts = std::move(*counts);
    return result;
}

Result<std::vector<double>> landShareOn(const KilometreGrid& grid, const Crs& plane, std::span<const Rings> water) {
    const PopulationZone all{water, true};
    const auto cells = ZoneCells::of(std::span(&all, 1), plane, grid.grid, grid.crs, {});
    if (!cells) return tl::make_unexpected(cells.error());
    std::vector<double> land(static_cast<size_t>(grid.grid.columns) * static_cast<size_t>(grid.grid.rows), 1.0);
    CellCoverage coverage;
    for (const auto& part : cells->parts.front())
        for (const auto& run : coverage.of(part, {0, 0, grid.grid.columns, grid.grid.rows}))
            for (int k = 0; k < run.columns; ++k) {
                double& share = land[static_cast<size_t>(run.row) * static_cast<size_t>(grid.grid.columns) +
                                     static_cast<size_t>(run.column + k)];
                share = share - run.share < 1e-12 ? 0 : share - run.share;
            }
    return land;
}

Urbanisation ZoneSettlement::majority() const {
    int best = -1;
    for (int k = 0; k < 4; ++k)
        if (area[static_cast<size_t>(k)] > 0 && (best < 0 || area[static_cast<size_t>(k)] >= area[static_cast<size_t>(best)]))
            best = k;
    return best < 0 ? Urbanisation::Unknown : static_cast<Urbanisation>(best);
}

Result<std::vector<ZoneSettlement>> settlementOf(std::span<const PopulationZone> zones, const Crs& plane,
                                                 const KilometreGrid& grid, const DegreeOfUrbanisation& classes) {
    const auto cells = ZoneCells::of(zones, plane, grid.grid, grid.crs, {});
    if (!cells) return tl::make_unexpected(cells.error());
    std::vector<ZoneSettlement> result(zones.size());
    CellCoverage coverage;
    for (size_t z = 0; z < zones.size(); ++z)
        for (const auto& part : cells->parts[z])
            for (const auto& run : coverage.of(part, {0, 0, grid.grid.columns, grid.grid.rows}))
                for (int k = 0; k < run.columns; ++k) {
                    const size_t cell = static_cast<size_t>(run.row) * static_cast<size_t>(grid.grid.columns) +
                                        static_cast<size_t>(run.column + k);
                    const auto level1 = static_cast<size_t>(classes.level1[cell]);
                    if (level1 > 3) continue;
                    result[z].area[level1] += run.share / cells->areas[z];
                    if (!std::isnan(grid.counts[cell])) result[z].inhabitants[level1] += grid.counts[cell] * run.share;
                }
    return result;
}

}  // namespace geo
