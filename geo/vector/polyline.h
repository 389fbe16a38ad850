#pragma once

#include <span>
#include <vector>

#include "geo/space/types.h"

namespace geo {

/// Douglas and Peucker: drops vertices that lie within `tolerance` of what remains. Ends stay. `out` is overwritten.
void simplify(std::span<const Point> line, double tolerance, std::vector<Point>& out);

/// The part of a segment inside a box (Liang and Barsky); false where nothing of it is.
bool clipSegment(Point& a, Point& b, const Extent& box);

[[nodiscard]] double distanceToSegment(Point p, Point a, Point b);

}  // namespace geo
