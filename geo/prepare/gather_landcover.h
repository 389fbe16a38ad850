#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "geo/mosaic/evidence.h"
#include "geo/mosaic/tessellate.h"
#include "geo/prepare/read_class_grid.h"
#include "geo/prepare/read_class_polygons.h"
#include "geo/prepare/used_source.h"
#include "geo/space/crs.h"

namespace geo {

/// Land cover that was read: a class raster, or areas.
struct Landcover {
    UsedSource used;
    std::optional<ClassSource> raster;  ///< one of both
    std::optional<ClassPolygons> areas;
};

/// Reads the part of each source over `within` (plane, metres). `scheme` names the legend of files that do not tell it; empty:
/// none. Fills in scheme and attribution. Errors: those of readClassGrid() and readClassPolygons(), with advice where the network
/// is missing.
[[nodiscard]] Result<std::vector<Landcover>> readLandcover(const std::vector<FoundSource>& sources, const std::string& scheme,
                                                           const Crs& plane, const Extent& within, const Progress& progress,
                                                           const std::stop_token& stop);

/// Side of the smallest cells, as the middle of each raster has them, in metres; infinite where there is no raster. Errors: those
/// of CellAreas::of().
[[nodiscard]] Result<double> finestCellM(const std::vector<Landcover>& landcover);

/// Gathers what land cover says of the tesserae into the measures of data/mosaic/measures.csv: urban_atlas, lcz and ghs_built_c
/// by their schemes, GHS-SMOD as the Degree of Urbanisation, others as landcover (cells up to 30 m) or coarse. Of several sources
/// of one kind each tessera believes the newest that covers half of it; which ones do is noted in the sources. Errors:
/// Unsupported; Cancelled.
[[nodiscard]] Result<void> gatherLandcover(EvidenceTable& evidence, std::vector<Landcover>& landcover,
                                           const std::vector<Tessera>& tesserae, const Crs& plane, const Progress& progress,
                                           const std::stop_token& stop);

}  // namespace geo
