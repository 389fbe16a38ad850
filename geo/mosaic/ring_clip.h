#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geo/space/types.h"

namespace geo {

/// A coordinate axis of the plane: the one that a line of equal coordinates crosses.
enum class Axis : uint8_t { X, Y };

[[nodiscard]] inline double along(Axis axis, Point p) { return axis == Axis::X ? p.x : p.y; }

/// Appends the part of a ring on one side of a line of equal coordinates, after Sutherland and Hodgman (1974): what is outside
/// is pressed onto the line, so a ring stays one ring, and encloses by the even-odd rule what it enclosed. Points on the line
/// have exactly its coordinate. Appends nothing where no part is left.
void clipRing(std::span<const Point> ring, Axis axis, double at, bool above, std::vector<Point>& clipped);

/// What a box holds of a ring.
enum class BoxCover : uint8_t { None, Part, Whole };
/// Of a ring that lies inside the box: whether it encloses nothing or all of it, being drawn along its edges alone.
[[nodiscard]] BoxCover coverOf(std::span<const Point> ring, const Extent& box);

}  // namespace geo
