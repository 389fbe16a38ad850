#pragma once

#include <optional>
#include <stop_token>
#include <string>

#include "geo/base/diagnostics.h"
#include "geo/base/result.h"
#include "geo/mosaic/population_polygons.h"
#include "geo/prepare/found_source.h"
#include "geo/pyramid/open_layer.h"

namespace geo {

/// People, or square metres built up, as a source tells them: a raster that is read in windows, or polygons.
struct CountSource {
    std::optional<CountRaster> raster;  ///< one of both
    std::optional<CountPolygons> polygons;
    int band = 0;             ///< of the raster
    std::string layer;        ///< of the polygons
    bool isDensity = false;   ///< its cells are per area as they stand in the file
    std::string attribution;  ///< to print beside what is made from it
    Diagnostics remarks;      ///< among them what the numbers were taken for
};

/// Population: counts per cell, or densities where file name, metadata or unit say "per km²", "per ha" or "density"; polygons
/// with a column of inhabitants, of which those around `box` are read. Any thread.
/// Errors: those of opening; Unsupported where there are no numbers of people.
[[nodiscard]] Result<CountSource> readPopulation(const FoundSource& source, const GeographicExtent& box,
                                                 const std::stop_token& stop);

/// Built-up surface in m² per cell (GHS-BUILT-S), or a share of the cell, 0..1 or 0..100 %: what the unit or the largest value of
/// a sample says. Errors: those of opening; Unsupported for what is no such raster.
[[nodiscard]] Result<CountSource> readBuiltSurface(const FoundSource& source, const std::stop_token& stop);

}  // namespace geo
