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

/// Which coarser levels, of which state of which raster: the name of a folder in the cache, and the facts that must still hold.
struct OverviewKey {
    std::filesystem::path folder;
    std::string stamp;
};

/// nullopt where the raster's files cannot be told to be unchanged (URLs, memory): then nothing is kept.
[[nodiscard]] std::optional<OverviewKey> overviewKey(const RasterFile& file, int band, std::string_view rule);

/// Levels 1, 2 ... kept under this key; empty where there are none, or where they are stale or damaged (then they are removed).
[[nodiscard]] std::vector<std::shared_ptr<const RasterFile>> openOverviews(const OverviewKey& key, int columns, int rows);
/// Removes what is kept under this key; the next build starts afresh.
void discardOverviews(const OverviewKey& key);

/// How many levels a raster of this size gets: down to a few cells, which are a speck on any map.
[[nodiscard]] int overviewLevels(int columns, int rows);

enum class OverviewCells { UInt8, Int32, Float32, Float64 };

/// Writes the levels of one raster, rows from the top, each level at its own pace, into a folder of their own that appears under
/// its final name only when all is complete. One thread.
class OverviewWriter {
public:
    /// Levels 1..levels of a raster of columns x rows. `nothing`: how an empty cell is written; none for UInt8 without nodata.
    [[nodiscard]] static Result<std::unique_ptr<OverviewWriter>> create(OverviewKey key, int columns, int rows, int levels,
                                                                        OverviewCells cells, std::optional<double> nothing);
    virtual ~OverviewWriter() = default;

    [[nodiscard]] virtual Result<void> addRow(int level, std::span<const double> cells) = 0;
    /// Closes the files and gives the folder its final name.
    [[nodiscard]] virtual Result<void> commit() = 0;
};

}  // namespace geo
