#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "geo/base/diagnostics.h"
#include "geo/base/names.h"
#include "geo/pyramid/layer_source.h"
#include "geo/pyramid/raster_levels.h"
#include "geo/pyramid/source_spec.h"
#include "geo/raster/value_sample.h"
#include "geo/taxonomy/scheme.h"

namespace geo {

/// What a raster is taken for, and why: the decision that opening, proposing and explaining share.
struct RasterMeaning {
    CellDecoder decoder;
    Crs crs = Crs::wgs84();
    std::string scheme;  ///< id of the crosswalk scheme of the codes; empty: none known
    std::string reason;  ///< half a sentence: "the file brings a palette"
    std::string unit;    ///< of values and densities
    ValueSample sample;  ///< codes, values, or densities
    Diagnostics remarks;

    [[nodiscard]] CellRule rule() const { return decoder.rule; }
    [[nodiscard]] std::vector<int64_t> sampledCodes() const;
};

/// Reads metadata and a sample of cells, decides, and refuses with one sentence what cannot be drawn. Cancelled after `stop`.
[[nodiscard]] Result<RasterMeaning> understandRaster(const std::shared_ptr<const RasterFile>& file, const SourceSpec& spec,
                                                     const std::stop_token& stop = {});

/// Ramp limits from a sample.
[[nodiscard]] ValueRange rangeOf(const ValueSample& sample, const std::string& unit);
/// What must be printed beside a map of this raster.
[[nodiscard]] std::string rasterAttribution(const RasterMeaning& meaning);
/// Whether file name or metadata say that cells hold head counts.
[[nodiscard]] bool saysPopulation(const RasterMeaning& meaning);
/// Whether file name, metadata or unit say that cells hold quantities per area already.
[[nodiscard]] bool saysDensity(const RasterMeaning& meaning);

}  // namespace geo
