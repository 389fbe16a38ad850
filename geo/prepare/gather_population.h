#pragma once

#include <stop_token>
#include <vector>

#include "geo/base/diagnostics.h"
#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "geo/mosaic/evidence.h"
#include "geo/mosaic/tessellate.h"
#include "geo/prepare/read_counts.h"
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
    Extent within;  ///< of the territory, metres of the plane
};

/// Population or built-up surface that was read, as far as it has to be before the ground is known.
struct CountedSource {
    UsedSource used;
    CountSource counts;
};

/// Opens each source: rasters are read later, in windows; polygons around `around` now. Fills in attribution.
/// Errors: those of readPopulation() and readBuiltSurface(), with advice where the network is missing.
[[nodiscard]] Result<std::vector<CountedSource>> readCounted(const std::vector<FoundSource>& sources,
                                                             const GeographicExtent& around, const Progress& progress,
                                                             const std::stop_token& stop);

/// Inhabitants of the tesserae (NaN: no source covers any of it; empty: there is no source), and the measures population.per_km2
/// (by land; where half of a tessera is covered) and degurba.l1. Of several sources each tessera believes the newest that covers
/// half of it, else the one that covers most; which ones do is noted in the sources. The Degree of Urbanisation, unless the table
/// has it already, is computed from the newest that is a regular grid, from population alone. Errors: those of populationOf() and
/// kilometreGrid(), with advice where the network is missing.
[[nodiscard]] Result<std::vector<double>> gatherPopulation(EvidenceTable& evidence, std::vector<CountedSource>& sources,
                                                           const MosaicGround& ground, Diagnostics& remarks,
                                                           const Progress& progress, const std::stop_token& stop);

/// The measure built.share, the built-up share of a tessera's land: of several sources the newest that covers half of it.
[[nodiscard]] Result<void> gatherBuiltSurface(EvidenceTable& evidence, std::vector<CountedSource>& sources,
                                              const MosaicGround& ground, const Progress& progress, const std::stop_token& stop);

}  // namespace geo
