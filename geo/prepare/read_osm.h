#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "geo/mosaic/osm_objects.h"
#include "geo/space/crs.h"

namespace geo {

/// How the tags of a layer's features are found.
struct OsmDress {
    bool freeTags = false;              ///< columns are named like keys, or tags are free
    std::vector<OsmColumnRow> columns;  ///< else: what its columns mean
};

/// By the layer's name and columns; nullopt: nothing that looks like OpenStreetMap. `columns` as data/mosaic/osm_columns.csv has
/// them: the rows of the first word that is in the layer's name count, per geometry the first whose column the layer has. Pure.
[[nodiscard]] std::optional<OsmDress> osmDressOf(const std::string& layer, const std::vector<std::string>& fields, bool tagged,
                                                 const std::string& driver, const std::vector<OsmColumnRow>& columns);

/// Reads OpenStreetMap objects in whatever dress GDAL opens: .osm and .osm.pbf, tiles with all tags, thematic vector tiles,
/// folders of Geofabrik's or BBBike's shapefiles, any layer with OpenStreetMap keys as columns. Several paths are one source: the
/// parts of a city. Features are read in a stream; only what says something is kept, and what lies wholly outside `within`
/// (plane, metres; empty: everything) is dropped. `plane` is the city's. Layers that are no OpenStreetMap are passed over with a
/// remark. Any thread. Errors: NotFound, Unreadable, Unsupported (no layer of it is OpenStreetMap), Cancelled.
[[nodiscard]] Result<OsmObjects> readOsm(const std::vector<std::string>& paths, const Crs& plane, const Extent& within,
                                         const Progress& progress, const std::stop_token& stop);

}  // namespace geo
