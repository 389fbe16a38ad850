#pragma once

#include <vector>

#include "viewer/map/camera.h"

namespace bench {

/// One step of the scripted flight: 1/60 s of simulated time.
struct FlightStep {
    map::Camera camera;
    const char* leg;  ///< "zoom in", "pan", "turn", "stroll", "zoom out"
};

/// From the whole of `box` down to `street` at `streetMetresPerPixel`, a fast pan, half a turn, a pan at a middle scale while
/// turning back, and out again. Some 14 s. Pure.
[[nodiscard]] std::vector<FlightStep> scriptedFlight(const geo::Extent& box, geo::Point street, double streetMetresPerPixel,
                                                     int widthPx, int heightPx);

}  // namespace bench
