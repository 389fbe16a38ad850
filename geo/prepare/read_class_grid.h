#pragma once

#include <stop_token>
#include <string>

#include "geo/base/diagnostics.h"
#include "geo/base/result.h"
#include "geo/mosaic/class_shares.h"
#include "geo/pyramid/source_spec.h"
#include "geo/space/crs.h"

namespace geo {

/// The part of a class raster that a city needs, and what its codes mean.
struct ClassSource {
    ClassGrid raster;
    std::string scheme;       ///< id for loadScheme()
    std::string attribution;  ///< to print beside what is made from it
    Diagnostics remarks;      ///< among them codes that the scheme lacks: they count as no data
};

/// Reads the cells over `within` (plane, metres) at full resolution and on the raster's own grid. `spec` names path and band, and
/// the scheme or CRS where the file does not tell them. Any thread. Errors: those of opening; Unsupported (no classes, or of a
/// legend that is not known), NotFound (the raster lies elsewhere), TooLarge (more than 150 million cells), Cancelled.
[[nodiscard]] Result<ClassSource> readClassGrid(const SourceSpec& spec, const Crs& plane, const Extent& within,
                                                const std::stop_token& stop);

}  // namespace geo
