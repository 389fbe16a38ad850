#pragma once

#include <array>
#include <span>

#include "geo/mosaic/degree_of_urbanisation.h"
#include "geo/mosaic/population.h"

namespace geo {

/// Cells of 1 km², row by row from the north, on the grid of the source or on the city's own.
struct KilometreGrid {
    RasterGrid grid;
    Crs crs;
    std::vector<double> counts;  ///< what the source says of each cell; NaN: nothing
    bool ownCells = false;       ///< whole cells of the source were summed; else they were shared out by area
};

/// Sums a raster of counts to cells of 1 km² over `box`, in the city's plane, with `marginM` around it: clusters must not end
/// where the city does.
///
/// Where the source lies in an equal-area CRS in metres, axis-aligned, and a whole number of its cells makes a kilometre (GHSL in
/// Mollweide, European grids), whole cells are summed in that CRS, aligned to its full kilometres where the source's cells are,
/// else to the source's first cell. Else each cell is shared out by exact coverage to the grid of the plane, aligned to its
/// origin. Either way nothing is lost of what lies inside the grid. Only cells of which the source says nothing have no data.
/// Errors: as populationOf(); Unsupported where the source lies elsewhere; TooLarge above a million cells.
[[nodiscard]] Result<KilometreGrid> kilometreGrid(const CountRaster& raster, const Crs& plane, const Extent& box, double marginM,
                                                  std::stop_token stop = {});

/// The same for a second raster (m² built up), on the cells of a grid that is there already.
[[nodiscard]] Result<std::vector<double>> countsOn(const KilometreGrid& grid, const CountRaster& raster,
                                                   std::stop_token stop = {});

/// Share of permanent land of each cell, from polygons of water in `plane`; they must not overlap. Exact coverage.
[[nodiscard]] Result<std::vector<double>> landShareOn(const KilometreGrid& grid, const Crs& plane, std::span<const Rings> water);

/// A zone by the level 1 classes of the cells it lies in.
struct ZoneSettlement {
    /// Share of the zone's area by class: water, rural, urban cluster, urban centre; with what has no class or lies beyond the
    /// grid they make 1.
    std::array<double, 4> area{};
    /// Inhabitants by the same classes, each cell's people spread evenly over the cell.
    std::array<double, 4> inhabitants{};

    /// The class of most of the area; the more urban one where two are equal; Unknown where no class covers anything.
    [[nodiscard]] Urbanisation majority() const;
};

/// Exact shares of each zone (polygons in `plane`) in the classes of a grid.
[[nodiscard]] Result<std::vector<ZoneSettlement>> settlementOf(std::span<const PopulationZone> zones, const Crs& plane,
                                                               const KilometreGrid& grid, const DegreeOfUrbanisation& classes);

}  // namespace geo
