#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <stop_token>
#include <vector>

#include "geo/raster/raster_grid.h"
#include "geo/space/crs.h"
#include "geo/space/transform.h"
#include "geo/tile/tile_scheme.h"

namespace geo {

/// Where the texels of a tile fall in a raster.
struct TexelCells {
    /// Full-raster cell coordinates of each texel's centre, tilePx x tilePx from the north-west; NaN: off the raster or the
    /// Earth.
    std::vector<Point> at;
    double cellsPerTexel = 1;  ///< in the middle of what is covered; geometric mean of both directions
    bool any = false;
};

/// Finds raster cells under map positions. Safe from any thread: exact transformations are pooled.
class RasterLocator {
public:
    [[nodiscard]] static Result<std::unique_ptr<RasterLocator>> create(const RasterGrid& grid, const Crs& rasterCrs,
                                                                       const Crs& mapCrs);

    /// Box of the raster in the map's CRS; empty where nothing of it can be shown there.
    [[nodiscard]] const Extent& mapExtent() const { return m_mapExtent; }
    /// Map metres that a cell spans in the middle of the raster.
    [[nodiscard]] double metresPerCell() const { return m_metresPerCell; }
    /// Fails with Cancelled only.
    [[nodiscard]] Result<TexelCells> locate(const TileScheme& scheme, const TileId& id, std::stop_token stop) const;
    /// One map position as full-raster cell coordinates; NaN off the raster.
    [[nodiscard]] Point cellAt(Point map) const;
    /// Outline of a box of cells in the map CRS, its edges followed.
    [[nodiscard]] std::vector<Point> outline(double column, double row, double columns, double rows) const;

private:
    RasterLocator(const RasterGrid& grid, Crs rasterCrs, Crs mapCrs);
    class Lease;
    [[nodiscard]] Lease exact() const;
    void measure(const Transform& toMap);
    [[nodiscard]] Point toCell(Point inRasterCrs) const;
    [[nodiscard]] bool smooth(const Transform& exact, const Extent& box) const;
    struct Block;
    void locateBlock(const Transform& exact, const Block& block, TexelCells& cells) const;
    void locateExactly(const Transform& exact, const Block& block, TexelCells& cells) const;
    void judgeScale(TexelCells& cells, int tilePx) const;

    RasterGrid m_grid;
    Crs m_rasterCrs, m_mapCrs;
    bool m_wraps = false;  // longitudes: brought within 180 degrees of the raster's middle
    double m_middleLonDeg = 0;
    Extent m_mapExtent;
    double m_metresPerCell = 0;
    mutable std::mutex m_mutex;
    mutable std::vector<std::unique_ptr<Transform>> m_idle;
};

}  // namespace geo
