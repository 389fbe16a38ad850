#pragma once

#include <optional>

#include "geo/mosaic/population.h"

namespace geo {

/// Polygons that each hold so many people: a census grid or census tracts, in any CRS.
struct CountPolygons {
    Crs crs;
    std::vector<std::vector<Rings>> shapes;  ///< one or several polygons each
    std::vector<double> counts;              ///< per shape; NaN: no data
};

/// The same as a raster, where the shapes are cells of one regular grid with sides along the axes of the CRS; cells nobody drew
/// have no data. nullopt: some shape is no such cell, two are the same one, or the grid would be mostly empty.
[[nodiscard]] std::optional<CountGrid> regularGridOf(const CountPolygons& polygons);

/// Inhabitants of each zone, by the rule of the other populationOf(): as from a raster where the polygons are a regular grid,
/// else by the exact area that each zone has in common with each polygon, in the plane; polygons must then not overlap, and
/// invalid ones are mended first. Polygons without data, or with a count below 0, do not count as covered. Errors: as there.
[[nodiscard]] Result<ZonePopulation> populationOf(std::span<const PopulationZone> zones, const Crs& plane,
                                                  const CountPolygons& polygons, std::stop_token stop = {});

}  // namespace geo
