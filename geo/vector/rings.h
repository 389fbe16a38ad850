#pragma once

#include <vector>

#include "geo/space/types.h"

namespace geo {

/// A polygon as rings, none of them closed: the outer one first, then its holes.
using Rings = std::vector<std::vector<Point>>;

}  // namespace geo
