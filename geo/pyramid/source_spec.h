#pragma once

#include <string>
#include <vector>

namespace geo {

/// How a layer is to be drawn; Auto lets the data decide. Sea: the water side of coastlines, as areas.
enum class DrawAs { Auto, Classes, Values, Areas, Lines, Points, PointDensity, Sea };

/// What to read and how to understand it: plain data, as it stands in scene files and commands. Empty means: decide by the data.
struct SourceSpec {
    std::string path;      ///< file, folder, URL or GDAL name; "demo:NAME/REST" is resolved where it is opened: resolveDemoPath
    bool guest = false;    ///< comes from a stranger's city pack: few drivers may open it, and nothing beside it is looked at
    std::string layer;     ///< vector layer by name
    int band = 0;          ///< raster band from 1; 0: the first that is sensible
    std::string crs;       ///< overrides, or supplies, the dataset's CRS
    std::string encoding;  ///< overrides the text encoding (dbf)
    DrawAs drawAs = DrawAs::Auto;
    std::string scheme;  ///< crosswalk scheme of the codes: "lcz", "osm", ...; "mosaic": columns hold the dimensions' class ids
    std::string dimension;   ///< colour by this dimension through the crosswalk, instead of the scheme's own classes
    std::string classField;  ///< attribute whose values are classes
    std::string valueField;  ///< attribute that is a continuous value
    std::string perArea;     ///< "km2": valueField (or the raster) is a count, show it per geodesic km²; "no": it is not
    std::string labelField;  ///< attribute to label with
    std::vector<std::string> select;   ///< keep features that match any: "key", "key=value", "key=a|b|c"; empty: all
    std::vector<std::string> exclude;  ///< drop features that match any, same form
    std::string geometry;              ///< keep "point", "line" or "polygon" only
    std::string ranks;  ///< line rank table of data/ranks ("transport", "waterways"): classes with widths and zooms
    std::vector<std::string>
        legend;               ///< names of raster codes that the file lacks: "code|#rrggbb|label", the colour may be empty
    std::string attribution;  ///< to print on the map, instead of what is known of the file
    double cellMetres = 100;  ///< PointDensity: side of the square cells
};

}  // namespace geo
