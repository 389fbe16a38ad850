#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "geo/mosaic/evidence.h"
#include "geo/mosaic/tessellate.h"
#include "geo/prepare/used_source.h"
#include "geo/space/crs.h"

namespace geo {

/// Gathers what land cover says of the tesserae into the measures of data/mosaic/measures.csv: urban_atlas, lcz and ghs_built_c
/// by their schemes, GHS-SMOD as the Degree of Urbanisation, others as landcover (cells up to 30 m) or coarse. Of several sources
/// of one kind each tessera believes the newest that covers half of it. `scheme` names the legend of files that do not tell
/// it; empty: none. Fills in scheme and attribution of the sources it returns, in the order of `sources`.
/// Errors: those of readClassGrid(), with advice where the network is missing; Unsupported; Cancelled.
[[nodiscard]] Result<std::vector<UsedSource>> gatherLandcover(EvidenceTable& evidence, const std::vector<FoundSource>& sources,
                                                              const std::string& scheme, const std::vector<Tessera>& tesserae,
                                                              const Crs& plane, const Extent& within, Diagnostics& remarks,
                                                              const Progress& progress, const std::stop_token& stop);

}  // namespace geo
