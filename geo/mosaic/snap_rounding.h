#pragma once

#include <stop_token>
#include <vector>

#include "geo/mosaic/linework.h"

namespace geo {

/// Nodes segments by snap rounding (Hobby 1999, Guibas and Marimont 1998): every end and every crossing, rounded to the grid, is
/// a "hot pixel", and each segment becomes the chain through the middles of all hot pixels that it passes. In the answer two
/// segments meet only at their ends, and no point has moved by more than half a step. Exact on whole numbers, whatever the input;
/// `tidy`. A stop is answered with an unfinished result, to be thrown away.
[[nodiscard]] std::vector<Segment> snapRounded(std::vector<Segment> segments, const std::stop_token& stop);

/// Whether p->q passes the half-open square of one step around `pixel`, its left and lower edge included.
[[nodiscard]] bool passesPixel(StoredPoint p, StoredPoint q, StoredPoint pixel);

}  // namespace geo
