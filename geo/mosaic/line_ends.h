#pragma once

#include <cstdint>
#include <stop_token>
#include <vector>

#include "geo/mosaic/linework.h"

namespace geo {

/// Where a line begins or stops, or a corner of water.
struct LineEnd {
    StoredPoint at;
    uint32_t line = 0;
    LineKinds kinds = 0;
    StoredPoint otherEnd;  ///< of the same line; `at` for a corner of water
    bool water = false;    ///< looks only for other water
};

/// Leads ends that touch no other line on to every line within `reach` steps, by a short segment of the end's kind: pieces of one
/// road that a tiling had cut apart meet again, a ring that does not quite close is closed, and so is a gap between two pieces of
/// one water, which is then a face of its own. `lineOf` names the line of each segment; the new ones are appended to `segments`.
void joinLineEnds(std::vector<Segment>& segments, const std::vector<uint32_t>& lineOf, const std::vector<LineEnd>& ends,
                  double reach, const std::stop_token& stop);

}  // namespace geo
