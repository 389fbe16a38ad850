#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/io/raster_file.h"

namespace geo {

/// Which coarser levels of which raster: the name of a folder in the cache, which stays when the raster changes, and the facts
/// that must still hold, the state of its files among them.
struct OverviewKey {
    std::filesystem::path folder;
    std::string stamp;
};

/// `rule`: how cells are united; where that depends on the CRS the raster is read in, `crs` is its definition, else empty.
/// `terms`: what else the levels follow from and may change under the same rule.
/// nullopt where the raster's files cannot be told to be unchanged (URLs, memory): then nothing is kept.
[[nodiscard]] std::optional<OverviewKey> overviewKey(const RasterFile& file, int band, std::string_view rule,
                                                     std::string_view crs = {}, std::string_view terms = {});

/// Levels 1, 2 ... kept under this key; empty where there are none, or where they are stale or damaged (then they are removed).
[[nodiscard]] std::vector<std::shared_ptr<const RasterFile>> openOverviews(const OverviewKey& key, int columns, int rows);
/// Whether complete levels are kept under this key, by manifest and sizes; opens none of them.
[[nodiscard]] bool holdsOverviews(const OverviewKey& key, int levels);
/// Removes what is kept under this key; the next build starts afresh.
void discardOverviews(const OverviewKey& key);

/// How many levels a raster of this size gets: down to a few cells, which are a speck on any map.
[[nodiscard]] int overviewLevels(int columns, int rows);

enum class OverviewCells { UInt8, Int32, Float32, Float64 };

/// Writes the levels of one raster, rows from the top, each level at its own pace, into a folder of their own that appears under
/// its final name only when all is complete. One thread.
class OverviewWriter {
public:
    /// Removes what killed runs left unfinished in the cache, then begins.
    /// Levels 1..levels of a raster of columns x rows. `nothing`: how an empty cell is written; none for UInt8 without nodata.
    [[nodiscard]] static Result<std::unique_ptr<OverviewWriter>> create(OverviewKey key, int columns, int rows, int levels,
                                                                        OverviewCells cells, std::optional<double> nothing);
    virtual ~OverviewWriter() = default;

    [[nodiscard]] virtual Result<void> addRow(int level, std::span<const double> cells) = 0;
    /// Closes the files and gives the folder its final name, unless another writer did so first.
    [[nodiscard]] virtual Result<void> commit() = 0;
};

}  // namespace geo
