#pragma once

#include <span>
#include <vector>

#include "geo/tile/tile_scheme.h"
#include "viewer/map/camera.h"

namespace tiles {

/// One tile of a cover.
struct CoverTile {
    geo::TileId id;
    double distance = 0;  ///< from the middle of the view to the tile's middle, in tiles
    bool visible = true;  ///< false: only in the margin, worth loading ahead
};

/// The tiles of one level that a view shows.
struct Cover {
    geo::TileScheme scheme;
    int level = 0;
    std::vector<CoverTile> tiles;  ///< visible ones first, then by distance to the middle
};

/// What part of the plane is looked at: a view's corners, in order around, and a margin.
struct CoverRequest {
    std::array<geo::Point, 4> corners;  ///< map CRS
    double metresPerDevicePixel = 1;
    double marginMetres = 0;  ///< ring around the view, loaded with lower priority
};

/// Which tiles are wanted: at the level whose texels come nearest to device pixels. Rotated views take only the tiles that
/// their box really touches. Nothing where more than `most` tiles would be needed.
[[nodiscard]] Cover planCover(const CoverRequest& request, const geo::TileScheme& scheme, size_t most = 4096);

/// The tile a layer is read at for a tile of the cover: cells of `nativeResolution` metres are enlarged from 8 texels a cell on
/// instead of being read again. 0: any level has more detail.
[[nodiscard]] geo::TileId contentTile(const geo::TileScheme& scheme, const geo::TileId& wanted, double nativeResolution);

/// Whether a convex quadrilateral and an axis-aligned box overlap (separating axes). Touching is not overlapping.
[[nodiscard]] bool overlaps(std::span<const geo::Point, 4> corners, const geo::Extent& box);

/// Part of a tile, in fractions of its side, x east, y south.
struct TilePart {
    double x = 0, y = 0, side = 1;
    friend bool operator==(const TilePart&, const TilePart&) = default;
};
/// Where in the coarser tile `inner` lies; `outer` must cover it.
[[nodiscard]] TilePart partOf(const geo::TileId& outer, const geo::TileId& inner);

}  // namespace tiles
