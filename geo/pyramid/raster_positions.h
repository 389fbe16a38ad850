#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <vector>

#include "geo/raster/raster_grid.h"
#include "geo/space/crs.h"
#include "geo/space/transform.h"
#include "geo/tile/tile_scheme.h"

namespace geo {

/// Where the texels of a tile fall in a raster.
///
/// Where the map is smooth over the tile, positions of every 16th texel are enough: between them they run straight to within a
/// small part of a texel. Elsewhere (antimeridian, poles, the rim of a world map) every texel has its own.
struct TexelCells {
    static constexpr int kStride = 16;

    int tilePx = 0;
    std::vector<Point> nodes;  ///< full-raster cells at texel centres 0, 16, 32 ... tilePx; may lie off the raster
    std::vector<Point> exact;  ///< of each texel, from the north-west; NaN off the raster; used where there are no nodes
    double cellsPerTexel = 1;  ///< in the middle of what is covered; geometric mean of both directions
    bool any = false;          ///< whether anything of the raster may be there

    [[nodiscard]] int nodesAcross() const { return tilePx / kStride + 1; }
    /// Calls take(texel, x, y) with the cell coordinates of every texel that lies on the raster.
    template <class Take>
    void forEach(const RasterGrid& grid, const Take& take) const;
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
    [[nodiscard]] double unwrapped(double x) const { return m_wraps ? x - 360 * std::round((x - m_middleLonDeg) / 360) : x; }
    [[nodiscard]] Point toCell(Point inRasterCrs) const;
    [[nodiscard]] std::optional<ApproxTransform> approximate(const Transform& exact, const Extent& box, double texel) const;
    [[nodiscard]] bool locateNodes(const Transform& exact, const Extent& tile, double texel, TexelCells& cells) const;
    [[nodiscard]] bool smooth(const Transform& exact, const Extent& box) const;
    struct Block;
    void locateBlock(const Transform& exact, const Block& block, TexelCells& cells) const;
    void locateExactly(const Transform& exact, const Block& block, TexelCells& cells) const;
    void judgeNodes(TexelCells& cells) const;
    void judgeExact(TexelCells& cells) const;

    RasterGrid m_grid;
    Crs m_rasterCrs, m_mapCrs;
    bool m_wraps = false;  // longitudes: brought within 180 degrees of the raster's middle
    double m_middleLonDeg = 0;
    Extent m_mapExtent;
    double m_metresPerCell = 0;
    mutable std::mutex m_mutex;
    mutable std::vector<std::unique_ptr<Transform>> m_idle;
};

template <class Take>
void TexelCells::forEach(const RasterGrid& grid, const Take& take) const {
    const double columns = grid.columns, rows = grid.rows;
    const auto offer = [&](size_t texel, double x, double y) {
        if (x >= 0 && y >= 0 && x < columns && y < rows) take(texel, x, y);  // false for NaN
    };
    if (nodes.empty()) {
        for (size_t i = 0; i < exact.size(); ++i) offer(i, exact[i].x, exact[i].y);
        return;
    }
    const int across = nodesAcross();
    for (int row = 0; row < tilePx; ++row) {
        const double v = static_cast<double>(row % kStride) / kStride;
        const Point *upper = &nodes[static_cast<size_t>(row / kStride) * across], *lower = upper + across;
        const auto onRow = [&](int i) {
            return Point{upper[i].x + (lower[i].x - upper[i].x) * v, upper[i].y + (lower[i].y - upper[i].y) * v};
        };
        Point from = onRow(0);
        size_t texel = static_cast<size_t>(row) * tilePx;
        for (int i = 0; i + 1 < across; ++i) {
            const Point to = onRow(i + 1);
            const double stepX = (to.x - from.x) / kStride, stepY = (to.y - from.y) / kStride;
            for (int k = 0; k < kStride; ++k, ++texel) offer(texel, from.x + stepX * k, from.y + stepY * k);
            from = to;
        }
    }
}

}  // namespace geo
