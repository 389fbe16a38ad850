#pragma once

#include <optional>
#include <span>
#include <vector>

#include "geo/space/types.h"

namespace exporting {

/// A box on the page, or a part of it, logical px, y down.
struct FurnitureArea {
    double left = 0, top = 0, right = 0, bottom = 0;
    [[nodiscard]] double width() const { return right - left; }
    [[nodiscard]] double height() const { return bottom - top; }
    friend bool operator==(const FurnitureArea&, const FurnitureArea&) = default;
};

/// Logical px, or metres.
struct Size {
    double width = 0, height = 0;
    [[nodiscard]] bool empty() const { return width <= 0 || height <= 0; }
    friend bool operator==(const Size&, const Size&) = default;
};

/// Which parts of a box the data fill: cells of a grid, the first in the north-west.
class Occupancy {
public:
    /// `taken` row by row from the north, columns x rows of them, both at least 1.
    Occupancy(int columns, int rows, const std::vector<bool>& taken);
    /// A box that is full.
    [[nodiscard]] static Occupancy full() { return {1, 1, {true}}; }
    /// Share of the box's cells that are taken and touch a part of it, itself given in shares of the box, y down.
    [[nodiscard]] double takenIn(const FurnitureArea& part) const;

private:
    [[nodiscard]] int before(int column, int row) const { return m_before[static_cast<size_t>(row) * (m_columns + 1) + column]; }
    int m_columns, m_rows;
    std::vector<int> m_before;  // taken cells north-west of each corner of the grid
};

enum class Corner { TopLeft, TopRight, BottomLeft, BottomRight };

/// What stands on the page beside the map; an empty size is not there.
struct FurnitureSizes {
    Size legend, scaleBar, northArrow, attribution;
    double edgePx = 12;  ///< between furniture and the edge of the page, and between two pieces of it
};
struct FurniturePlaces {
    FurnitureArea legend, scaleBar, northArrow, attribution;
};
/// Scale bar at the bottom left, attribution flush with the bottom right corner, north arrow at the top right, or at the top left
/// where the legend takes that corner, below one that takes both; a legend at the bottom stands above what lies there.
[[nodiscard]] FurniturePlaces placeFurniture(const FurnitureArea& page, const FurnitureSizes& sizes, Corner legend);

/// Where a box of data comes to lie on the page.
struct PageFit {
    double metresPerPixel = 0;
    geo::Point middle;   ///< of the box on the page, px
    double covered = 0;  ///< share of the box that holds data under furniture
};
/// The largest scale at which the whole box lies within the page's margins and no furniture covers data, in the middle of the
/// places where that holds. Where the box would shrink to less than half for that, it fills the page. `box` in metres.
[[nodiscard]] PageFit fitAround(const FurnitureArea& page, const FurniturePlaces& furniture, const Size& box,
                                const Occupancy& data);

/// A page with one of several legends in one of its corners.
struct PageLayout {
    size_t legend = 0;  ///< number of the legend's size
    Corner corner = Corner::TopLeft;
    PageFit fit;
};
/// The legend and the corner that leave the data most room. Sizes named earlier, and corners from the top left, are kept unless
/// another gains 3 %. `legends` has at least one size; the legend of `rest` is not looked at.
[[nodiscard]] PageLayout layOut(const FurnitureArea& page, std::span<const Size> legends, FurnitureSizes rest, const Size& box,
                                const Occupancy& data);

/// For a map that stays where it is: the corner in which the legend covers least of the data on the page, from the top left.
[[nodiscard]] Corner freeCorner(const FurnitureArea& page, const FurnitureSizes& sizes, const Occupancy& data);

/// How much larger furniture is drawn on a page than on a sheet of A4 or a window: with the root of its shorter side (logical
/// px), once to twice. 9 pt on A4 are 10.7 on A3 and 18 on A0.
[[nodiscard]] double furnitureScale(int widthPx, int heightPx);

}  // namespace exporting
