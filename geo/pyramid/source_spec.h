#pragma once

#include <string>
#include <vector>

namespace geo {

/// How a layer is to be drawn; Auto lets the data decide. Sea: the water side of coastlines, as areas.
enum class DrawAs { Auto, Classes, Values, Areas, Lines, Points, PointDensity, Sea };

/// What to read and how to understand it: plain data, as it stands in scene files and commands. Empty means: decide by the data.
struct SourceSpec {
    std::string path;      ///< file, folder, URL or GDAL name; "demo:NAME/REST" is resolved where it is opened: resolveDemoPath
    std::string layer;     ///< vector layer by name
    int band = 0;          ///< raster band from 1; 0: the first that is sensible
    std::string crs;       ///< overrides, or supplies, the dataset's CRS
    std::string encoding;  ///< overrides the text encoding (dbf)
    DrawAs drawAs = DrawAs::Auto;
    std::string scheme;      ///< crosswalk scheme of the codes: "lcz", "osm", ...
    std::string dimension;   ///< colour by this dimension through the crosswalk, instead of the scheme's own classes
    std::string classField;  ///< attribute whose values are classes
    std::string valueField;  ///< attribute that is a continuous value
    std::string perArea;     ///< "km2": valueField (or the raster) is a count, show it per geodesic km²; "no": it is not
    std::string labelField;  ///< attribute to label with
    std::vector<std::string> select;   ///< keep features that match any: "key", "key=value", "key=a|b|c"; empty: all
    std::vector<std::string> exclude;  ///< drop features that match any, same form
    std::string geometry;              ///< keep "point", "line" or "polygon" only
    std::string ranks;        ///< line rank table of data/ranks ("transport", "waterways"): classes with widths and zooms
    double cellMetres = 100;  ///< PointDensity: side of the square cells
};

}  // namespace geo
