#pragma once

#include <optional>

#include "geo/io/overview_store.h"
#include "geo/pyramid/layer_source.h"
#include "geo/pyramid/raster_levels.h"

namespace geo {

/// Coarser levels of a small raster, computed at once in memory: exact modes, means or densities. Level 0 is the file's own.
[[nodiscard]] Result<RasterLevels> levelsInMemory(const CellDecoder& decoder, std::stop_token stop);

/// Computes the coarser levels of a raster into the cache, row by row; memory stays within a few rows of cells.
[[nodiscard]] Result<void> buildOverviews(const CellDecoder& decoder, const OverviewKey& key, const Progress& progress,
                                          std::stop_token stop);
/// The full raster and its levels in the cache; only the full raster where the cache holds none.
[[nodiscard]] RasterLevels levelsInCache(const CellDecoder& decoder, const OverviewKey& key);

/// Whether the file's own overviews follow our rule: each level that of the next finer one or of all cells, judged on nine
/// patches of at most 64 cells a side; of a remote file one patch of the finest. One more than 512 times coarser than the next
/// finer is too much to check and does not follow it. true also where there are none.
[[nodiscard]] Result<bool> ownOverviewsHold(const CellDecoder& decoder);

/// A sentence about a file of which ownOverviewsHold() is false.
[[nodiscard]] std::string whyOverviewsAreNotTrusted(CellRule rule);

/// Where the coarser levels of a raster are kept in the cache; nullopt as in overviewKey(). Densities follow from the areas of
/// cells, so theirs hold for one CRS only.
[[nodiscard]] std::optional<OverviewKey> overviewKeyOf(const CellDecoder& decoder, const Crs& crs);

}  // namespace geo
