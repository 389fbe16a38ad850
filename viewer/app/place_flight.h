#pragma once

#include <memory>

#include "viewer/app/place.h"
#include "viewer/map/camera.h"

namespace app {

/// A flight from a camera over one place to a camera over another, by way of the world: planned in Equal Earth as one smooth
/// path, shown over the place that suits each moment. Time is passed in. Main thread only.
class PlaceFlight {
public:
    struct End {
        std::shared_ptr<Place> place;
        map::Camera camera;
    };
    PlaceFlight(End from, std::shared_ptr<Place> world, End to, int widthPx, double startSeconds);

    [[nodiscard]] bool finished(double nowSeconds) const { return nowSeconds >= m_start + m_seconds; }
    /// Where the flight is, and over which place.
    [[nodiscard]] End at(double nowSeconds) const;
    [[nodiscard]] const End& destination() const { return m_to; }

private:
    End m_from, m_to;
    std::shared_ptr<Place> m_world;
    int m_widthPx;
    double m_start, m_seconds;
    map::Camera m_worldFrom, m_worldTo;  // the ends as cameras over the world
    double m_apex = 0;                   // 0..1: when the flight is highest
};

}  // namespace app
