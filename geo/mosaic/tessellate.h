#pragma once

#include <cstdint>
#include <stop_token>
#include <vector>

#include "geo/base/diagnostics.h"
#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "geo/vector/rings.h"

namespace geo {

/// What divides the land. Nothing is ever merged across a Limit (of a district, of a plan); a Claim is the outline of what an
/// official layer says of the land, drawn by other hands than the streets: slivers between the two are merged.
enum class BarrierKind : uint8_t { Limit, Shore, Waterway, Railway, Road, Claim };

/// A line that tesserae end at, in metres of the city's plane.
struct Barrier {
    BarrierKind kind = BarrierKind::Road;
    std::vector<Point> line;
};

enum class TesseraKind : uint8_t {
    Block,     ///< land between barriers
    GridCell,  ///< piece of a large face of land that was cut by a regular grid
    Water,     ///< a water body, or its part between limits
};

/// The smallest piece of the mosaic. Outer ring counter-clockwise, holes clockwise; every ring begins at its lowest leftmost
/// vertex.
struct Tessera {
    TesseraKind kind = TesseraKind::Block;
    Rings rings;
    double areaM2 = 0;
};

/// All lengths in metres. `thickness` is 2 * area / perimeter: the width of a long strip, the radius of a disc, half the side of
/// a square, and so one measure for all that is too thin to be a block.
struct TessellationRules {
    /// Vertices lie on a grid of this step: far below any survey, and coarse enough for exact arithmetic on whole numbers.
    double precisionM = 0.01;
    /// Line ends nearer than this to another line are led on to it: pieces cut at the edge of vector tiles stop short of each
    /// other by the step of the tile's grid. A face thinner than this is one line drawn twice, whatever kind the line is.
    double joinM = 0.5;
    /// Thinner land is no block: traffic islands, slip-road triangles, medians, the strips between tracks.
    double thinM = 10;
    /// Land that is smaller is no block either: the smallest real blocks of old towns have some 500 m².
    double smallestBlockM2 = 500;
    /// Strips up to this thickness are medians or railway land if they are longer than `stripElongation` times their width (of
    /// the rectangle with the same area and perimeter): even a row of houses between two streets is deeper.
    double stripM = 20;
    double stripElongation = 5;
    /// So are thicker ones up to here, if for every 4 m above stripM they are longer by another width, and if no more than a
    /// quarter of their border is with others as slim: rows of houses lie beside each other, wide medians do not.
    double wideStripM = 30;
    /// What is round (4 pi area / perimeter² above `roundness`; a square has 0.79, a regular octagon 0.95) up to this area
    /// is the middle of a roundabout, or the end of a cul-de-sac.
    double roundaboutM2 = 5000;
    double roundness = 0.87;
    /// Water bodies that are smaller belong to the land around them.
    double smallestWaterM2 = 1000;
    /// Land between barriers that is larger is cut by a grid, aligned to the plane's origin, so that its parts can be told apart.
    double largestBlockM2 = 1e6;
    double gridM = 500;
    /// Pieces of the cut below this share of a grid cell join their neighbour of the same face.
    double smallestGridShare = 0.25;
};

struct Tessellation {
    std::vector<Tessera> tesserae;  ///< along a Hilbert curve over the plane, the same for every order of the input
    Diagnostics remarks;
};

/// Divides a territory into tesserae that cover it without gap or overlap; neighbours share their vertices.
///
/// Barriers, the outline of the territory and the outlines of the water are noded by snap rounding; faces of the resulting planar
/// map are land or water inside the territory. What is too small or thin merges with the land neighbour it shares the longest
/// border with, but never into water and never across a limit. Overlapping parts of the territory count once, and so does water.
/// Points that are no numbers or lie beyond 2,600 km are dropped with a remark. Plane coordinates in metres. Any thread;
/// takes O(n log n) time and stops between its steps.
/// Errors: Malformed (a territory without area, rules that contradict themselves), TooLarge, Cancelled.
[[nodiscard]] Result<Tessellation> tessellate(const std::vector<Rings>& territory, const std::vector<Barrier>& barriers,
                                              const std::vector<Rings>& water, const TessellationRules& rules,
                                              const Progress& progress, std::stop_token stop);

}  // namespace geo
