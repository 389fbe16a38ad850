#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "geo/base/result.h"
#include "geo/raster/raster_grid.h"
#include "geo/taxonomy/colour.h"

namespace geo {

enum class CellType { UInt8, Int8, UInt16, Int16, UInt32, Int32, UInt64, Int64, Float32, Float64, Complex };
enum class BandRole { Grey, Palette, Red, Green, Blue, Alpha, Other };

/// One code as the file itself explains it: from its palette, attribute table or category names.
struct LegendEntry {
    int64_t code = 0;
    std::string label;
    std::optional<Colour> colour;
};

struct BandFacts {
    CellType type = CellType::UInt8;
    std::string typeName;  ///< as GDAL calls it
    std::string description, unit;
    BandRole role = BandRole::Grey;
    std::optional<double> nodata;
    bool masked = false;  ///< validity is told by a mask or an alpha band
    double scale = 1, offset = 0;
    int blockColumns = 0, blockRows = 0;
    bool hasPalette = false;
    std::vector<LegendEntry> legend;             ///< by rising code
    std::vector<std::pair<int, int>> overviews;  ///< columns, rows; from fine to coarse
    std::string metadata;                        ///< "key=value" joined by spaces: for recognising schemes
};

/// Everything GDAL tells of a raster without reading cells.
struct RasterFacts {
    std::string driver;
    int columns = 0, rows = 0;
    std::optional<GeoTransform> transform;
    std::string crs;  ///< WKT; empty: the file has none
    int controlPoints = 0;
    bool curved = false;  ///< positions are given cell by cell, or by a camera model
    std::vector<BandFacts> bands;
    std::string metadata;    ///< as above
    std::string title;       ///< metadata TITLE; empty: none
    std::string copyright;   ///< TIFFTAG_COPYRIGHT
    std::string subdataset;  ///< description of the part that was chosen; empty where the file is one raster
    std::vector<std::string> otherSubdatasets;
    std::vector<std::string> files;  ///< on disk, for telling whether they changed
};

class RasterFile;

/// A borrowed dataset handle: one thread at a time, returned when it ends. Must not outlive its RasterFile.
class RasterReader {
public:
    RasterReader(RasterReader&& other) noexcept;
    RasterReader& operator=(RasterReader&&) = delete;
    ~RasterReader();

    /// Reads cells of a band (from 1) of the full raster (overview -1) or an overview (from 0), row by row, unscaled.
    /// `out` must have room for the window, which must lie inside the level.
    [[nodiscard]] Result<void> read(int band, int overview, const CellWindow& window, std::span<uint8_t> out) const;
    [[nodiscard]] Result<void> read(int band, int overview, const CellWindow& window, std::span<double> out) const;
    /// Validity of cells by mask or alpha: 0 is nothing.
    [[nodiscard]] Result<void> readMask(int band, int overview, const CellWindow& window, std::span<uint8_t> out) const;

private:
    friend class RasterFile;
    RasterReader(const RasterFile& file, void* dataset) : m_file(&file), m_dataset(dataset) {}
    [[nodiscard]] Result<void> readAs(int gdalType, bool mask, int band, int overview, const CellWindow& window, void* out) const;

    const RasterFile* m_file;
    void* m_dataset;  // GDALDataset
};

/// One raster as GDAL sees it, open for reading. Safe from any thread; GDAL's handles are pooled, one for each thread at work.
class RasterFile {
public:
    /// A path, a URL (http, https: read by ranges) or a GDAL name. nullptr: no raster, perhaps something else.
    /// A guest comes from a stranger: only the drivers of GeoTIFF, PNG and JPEG may open it, nothing beside it is looked at,
    /// and a file that refers to others is refused.
    /// Errors: Unreadable, Network, Unsupported, TooLarge (a side of more than 2^30 cells).
    [[nodiscard]] static Result<std::shared_ptr<const RasterFile>> open(const std::string& path, bool guest = false);
    ~RasterFile();

    [[nodiscard]] const std::string& path() const { return m_path; }
    [[nodiscard]] const RasterFacts& facts() const { return m_facts; }
    /// As GDAL opens it.
    [[nodiscard]] const std::string& gdalName() const { return m_gdalName; }
    [[nodiscard]] bool isRemote() const { return m_remote; }
    [[nodiscard]] Result<RasterReader> reader() const;

private:
    friend class RasterReader;
    RasterFile() = default;
    void giveBack(void* dataset) const;

    std::string m_path;      // as the user named it
    std::string m_gdalName;  // as GDAL opens it
    bool m_remote = false, m_guest = false;
    RasterFacts m_facts;
    mutable std::mutex m_mutex;
    mutable std::vector<void*> m_idle;
};

[[nodiscard]] inline bool isFloat(CellType type) { return type == CellType::Float32 || type == CellType::Float64; }

}  // namespace geo
