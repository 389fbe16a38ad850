#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "geo/mosaic/classify.h"
#include "geo/mosaic/osm_objects.h"
#include "geo/mosaic/tessellate.h"
#include "geo/prepare/request.h"
#include "geo/prepare/territory.h"
#include "geo/space/crs.h"

namespace geo {

/// How densely a tessera is used; NaN where nobody counted. Addresses are never called inhabitants.
struct TesseraDensity {
    double value = kNotCovered;
    const char* unit = "";  ///< "inhabitants per km²" of land, "addresses per ha"; empty: not known
};

/// The whole mosaic of a metropolis, in metres of its plane; one entry a tessera in each list.
struct Mosaic {
    Crs plane = Crs::wgs84();
    Territory territory;
    Zones districts;
    Sea sea;
    OsmObjects osm;
    std::vector<Tessera> tesserae;
    std::vector<Verdicts> verdicts;
    std::vector<double> addresses;  ///< counted inside; NaN: outside the survey. Empty: no source has any
    std::vector<TesseraDensity> density;
    Diagnostics remarks;
};

/// Reads the sources of a request and makes the mosaic. Any thread; looks at `stop` between and inside its steps.
/// Errors: those of the sources (with the source's name), of tessellate(), and Malformed where no source says what the territory
/// is and no box was given.
[[nodiscard]] Result<Mosaic> makeMosaic(const PrepareRequest& request, const PrepareCity& city, const Progress& progress,
                                        const std::stop_token& stop);

}  // namespace geo
