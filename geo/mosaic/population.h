#pragma once

#include <functional>
#include <span>
#include <stop_token>
#include <vector>

#include "geo/base/diagnostics.h"
#include "geo/base/result.h"
#include "geo/raster/raster_grid.h"
#include "geo/space/crs.h"
#include "geo/vector/coastline.h"

namespace geo {

enum class CellQuantity {
    Count,   ///< so many per cell
    PerKm2,  ///< so many per km² of the cell's true area
};

/// A raster of people (or of anything else that adds up), read in windows. Its cells may be finer or coarser than the zones.
struct CountRaster {
    RasterGrid grid;
    Crs crs;
    CellQuantity quantity = CellQuantity::Count;
    /// Fills `cells` with a window that lies inside the grid, row by row; NaN: no data. Called on the caller's thread.
    std::function<Result<void>(const CellWindow& window, std::span<double> cells)> read;
};

/// A raster of counts in memory; NaN: no data.
struct CountGrid {
    RasterGrid grid;
    Crs crs;
    std::vector<double> counts;
};
/// Reads from `counts`, which must outlive it.
[[nodiscard]] CountRaster rasterOf(const CountGrid& counts);

/// A piece of the territory, borrowed: one or several valid polygons in the city's plane. Zones must not overlap.
struct PopulationZone {
    std::span<const Rings> parts;
    bool water = false;  ///< nobody lives here while there is land in the same cell
};

struct ZonePopulation {
    std::vector<double> inhabitants;   ///< per zone; NaN: the source covers nothing of it
    std::vector<double> coveredShare;  ///< per zone: share of its area where the source has data, 0..1
    double insideTerritory = 0;        ///< people of the source inside all zones; the zones sum to it within 1e-9 of it
    Diagnostics remarks;
};

/// Inhabitants of each zone. A cell's people inside the territory are its count times the share of the cell that the zones cover;
/// they live on the land zones of the cell, by area, and on water zones only where the cell has no land zone.
///
/// Zones are projected into the raster's CRS, with vertices added so that no edge strays by more than 1e-6 of a cell; shares of
/// cells are exact. Cells without data, or with a count below 0, do not count as covered. Reads only the rows and columns
/// that the zones touch, some million cells at once. `plane` must be an equal-area CRS in metres.
/// Errors: those of RingProjection and of `read`; Cancelled.
[[nodiscard]] Result<ZonePopulation> populationOf(std::span<const PopulationZone> zones, const Crs& plane,
                                                  const CountRaster& raster, std::stop_token stop = {});

}  // namespace geo
