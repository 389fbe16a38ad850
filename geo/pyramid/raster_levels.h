#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "geo/io/raster_file.h"
#include "geo/raster/cell_area.h"
#include "geo/raster/raster_grid.h"

namespace geo {

/// What cells hold, and so how a coarser cell follows from finer ones.
enum class CellRule {
    Classes,    ///< codes: the most frequent
    Values,     ///< quantities: the mean
    Densities,  ///< counts, shown per km²: their sum over the sum of areas
};

/// One resolution of a raster.
struct RasterLevel {
    int columns = 0, rows = 0;
    double cellsX = 1, cellsY = 1;                                ///< cells of the full raster per cell of this level
    int overview = -1;                                            ///< of the file itself; -1: the full raster
    int step = 1;                                                 ///< a cell stands for step x step cells of that; a power of two
    bool counted = false;                                         ///< by the rule over them all; else the middle one: a makeshift
    bool provisional = false;                                     ///< may stand in for a while, but not in a finished picture
    std::shared_ptr<const RasterFile> kept = nullptr;             ///< from the cache; finished values
    std::shared_ptr<const std::vector<double>> memory = nullptr;  ///< small rasters; finished values

    [[nodiscard]] double cells() const { return std::sqrt(cellsX * cellsY); }
};

using RasterLevels = std::vector<RasterLevel>;  ///< from fine to coarse; the first is the full raster

/// Codes that are drawn as one class and so are counted as one. Immutable.
struct CodeMerging {
    std::string name;                          ///< what is merged by what: "use by lcz"
    std::string table;                         ///< the merging written out: overviews hold as long as it stays the same
    std::function<uint16_t(int64_t)> classOf;  ///< 0 is nothing; pure, safe from any thread
};

inline constexpr const char* kTooManyCodes =
    "This raster has more than 65,534 codes, more than a legend can hold: they are numbers, not classes; draw it as values, with "
    "\"draw\": \"values\" in the source of its layer in a scene file.";

/// How to turn what a band stores into codes or quantities. Immutable.
struct CellDecoder {
    std::shared_ptr<const RasterFile> file;
    int band = 1;
    CellRule rule = CellRule::Classes;
    std::shared_ptr<const CellAreas> areas;  ///< Densities only
    RasterGrid grid;
    std::shared_ptr<const CodeMerging> merging = nullptr;  ///< Classes only; null: every code is counted for itself

    [[nodiscard]] const BandFacts& facts() const { return file->facts().bands[static_cast<size_t>(band) - 1]; }
    /// Whether readBytes() may be used for a level: codes of 8 bits whose emptiness the code itself tells.
    [[nodiscard]] bool asBytes(const RasterLevel& level) const;
};

/// Reads windows of levels for one tile or one strip; holds GDAL handles while it lives. One thread.
class CellReader {
public:
    explicit CellReader(const CellDecoder& decoder) : m_decoder(decoder) {}

    [[nodiscard]] const CellDecoder& decoder() const { return m_decoder; }

    /// Codes, values or densities per km²; NaN is nothing.
    [[nodiscard]] Result<void> read(const RasterLevel& level, const CellWindow& window, std::span<double> out,
                                    std::stop_token stop);
    /// Codes as stored, the nodata code among them.
    [[nodiscard]] Result<void> readBytes(const RasterLevel& level, const CellWindow& window, std::span<uint8_t> out,
                                         std::stop_token stop);
    /// Counts as they stand in the file, for Densities; NaN is nothing.
    [[nodiscard]] Result<void> readCounts(const CellWindow& window, std::span<double> out);

private:
    [[nodiscard]] Result<const RasterReader*> readerOf(const std::shared_ptr<const RasterFile>& file);
    template <class T>
    [[nodiscard]] Result<void> readStored(const RasterLevel& level, const CellWindow& window, std::span<T> out,
                                          std::stop_token stop);
    [[nodiscard]] Result<void> clearNothing(const RasterLevel& level, const CellWindow& window, std::span<double> out);
    void finish(const RasterLevel& level, const CellWindow& window, std::span<double> out) const;

    struct Held {
        std::shared_ptr<const RasterFile> file;
        RasterReader reader;
    };
    const CellDecoder& m_decoder;
    std::vector<std::unique_ptr<Held>> m_held;
    std::vector<uint8_t> m_mask;
};

/// The file's own levels; with `trustOverviews` false only the full raster.
[[nodiscard]] RasterLevels fileLevels(const CellDecoder& decoder, bool trustOverviews);
/// The level to draw tiles from whose texels cover `cellsPerTexel` cells of the full raster: nearest, but not coarser than 1.41
/// texels. Where only finer ones exist, blocks of the coarsest that will do: counted if `exact` or if it is small, else one cell
/// of each block. `exact`: for a finished picture, so without provisional levels.
[[nodiscard]] RasterLevel chooseLevel(const RasterLevels& levels, double cellsPerTexel, bool exact);
/// Whether counting all cells of a level takes no longer than a person notices.
[[nodiscard]] bool isQuicklyCounted(const RasterLevel& level);
/// The stored level that a level of steps is made from.
[[nodiscard]] RasterLevel storedLevel(const CellDecoder& decoder, RasterLevel level);

}  // namespace geo
