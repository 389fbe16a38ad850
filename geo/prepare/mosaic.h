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
#include "geo/prepare/used_source.h"
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
    std::vector<Rings> informal;  ///< what official layers claim as informal settlement; tesserae end at it
    OsmObjects osm;
    std::vector<Tessera> tesserae;
    std::vector<Verdicts> verdicts;
    EvidenceTable evidence{0};
    std::vector<double> addresses;    ///< counted inside; NaN: outside the survey. Empty: no source has any
    std::vector<double> inhabitants;  ///< NaN: no source covers any of it. Empty: no source was given
    std::vector<TesseraDensity> density;
    std::vector<UsedSource> sources;
    Diagnostics remarks;
};

/// How land is cut where streets do not divide it. With OpenStreetMap as always; without it the mosaic is nothing but such a
/// grid, whose squares should hold no more than the land cover can tell apart: two of its cells a side, from 100 m, as long as
/// that makes no more than 200,000 of them. `cellM` is the side of the finest cells (infinite: none), `areaM2` that of the
/// territory.
[[nodiscard]] TessellationRules rulesFor(bool streets, double cellM, double areaM2);

/// Reads the sources of a request and makes the mosaic. Any thread; looks at `stop` between and inside its steps.
/// Errors: those of the sources (with the source's name; of a named one what to do where the network is missing), of
/// tessellate(), and Malformed where no source says what the territory is and no box was given.
[[nodiscard]] Result<Mosaic> makeMosaic(const PrepareRequest& request, const PrepareCity& city, const Progress& progress,
                                        const std::stop_token& stop);

}  // namespace geo
