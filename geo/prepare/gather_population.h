#pragma once

#include <stop_token>
#include <vector>

#include "geo/base/diagnostics.h"
#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "geo/mosaic/evidence.h"
#include "geo/mosaic/tessellate.h"
#include "geo/prepare/used_source.h"
#include "geo/pyramid/open_layer.h"
#include "geo/space/crs.h"

namespace geo {

/// How far around a city its population is read: clusters of the Degree of Urbanisation do not end where a city does.
inline constexpr double kClusterMarginM = 20'000;

/// The ground of a mosaic, borrowed.
struct MosaicGround {
    const std::vector<Tessera>& tesserae;
    const Crs& plane;
    Extent within;            ///< of the territory, metres of the plane
    GeographicExtent around;  ///< the same in degrees, with kClusterMarginM around it
};

struct GatheredPopulation {
    std::vector<UsedSource> sources;
    std::vector<double> inhabitants;  ///< per tessera; NaN: no source covers any of it. Empty: no source was given
};

/// Inhabitants of the tesserae, and the measures population.per_km2 (by land; where half of a tessera is covered) and degurba.l1.
/// Of several sources each tessera believes the newest that covers it; the Degree of Urbanisation, unless the table has it
/// already, is computed from the newest, from population alone. Fills in the sources' attribution. Errors: those of
/// readPopulation(), populationOf() and kilometreGrid(), with advice where the network is missing.
[[nodiscard]] Result<GatheredPopulation> gatherPopulation(EvidenceTable& evidence, const std::vector<FoundSource>& sources,
                                                          const MosaicGround& ground, Diagnostics& remarks,
                                                          const Progress& progress, const std::stop_token& stop);

/// The measure built.share, the built-up share of a tessera's land: of several sources the newest that covers half of it.
[[nodiscard]] Result<std::vector<UsedSource>> gatherBuiltSurface(EvidenceTable& evidence, const std::vector<FoundSource>& sources,
                                                                 const MosaicGround& ground, Diagnostics& remarks,
                                                                 const Progress& progress, const std::stop_token& stop);

}  // namespace geo
