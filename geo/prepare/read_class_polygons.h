#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "geo/base/diagnostics.h"
#include "geo/base/result.h"
#include "geo/space/crs.h"
#include "geo/vector/rings.h"

namespace geo {

/// Land cover as polygons, such as Urban Atlas: in metres of the city's plane.
struct ClassPolygons {
    std::vector<std::vector<Rings>> polygons;  ///< per feature
    std::vector<double> areasM2;               ///< the same
    std::vector<uint16_t> classes;             ///< the same: index into the scheme's table; 0: a code that it lacks
    std::string scheme;                        ///< id for loadScheme()
    std::string layer, codeField;              ///< where the codes stand
    Diagnostics remarks;
};

/// Reads the polygons that come near `within`, with the codes of a published legend: of `scheme`, or of the one whose usual field
/// the file has. Errors: those of opening; Unsupported (no polygons with such codes), NotFound (the file lies elsewhere),
/// Cancelled. Any thread.
[[nodiscard]] Result<ClassPolygons> readClassPolygons(const std::string& path, const std::string& scheme, const Crs& plane,
                                                      const Extent& within, const std::stop_token& stop);

}  // namespace geo
