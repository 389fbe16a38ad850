#pragma once

#include <string>
#include <vector>

#include "geo/base/result.h"
#include "geo/space/types.h"

namespace geo {

/// One file of a folder of vector tiles.
struct TileFile {
    std::string path;
    Extent box{};  ///< EPSG:3857; empty: not known
};

/// What GDAL is to be asked for.
struct VectorPath {
    std::string gdalName;              ///< "MVT:/data/city/12", "/vsizip//data/x.zip", "/vsicurl/https://..."
    std::vector<std::string> options;  ///< open options, NAME=VALUE
    Extent tiles;                      ///< of a folder of vector tiles, in EPSG:3857: GDAL does not say; else empty
    std::vector<TileFile> tileFiles;   ///< of a folder of vector tiles, column by column
    std::string state;                 ///< of the file or the tiles on disk: another text when they have changed
};

/// From what a person names to what GDAL takes: a folder of vector tiles z/x/y.mvt or .pbf becomes an MVT dataset of its finest
/// zoom, an archive is looked into, a table with longitude and latitude columns becomes points. NotFound where nothing is there.
[[nodiscard]] Result<VectorPath> resolveVectorPath(const std::string& path);

}  // namespace geo
