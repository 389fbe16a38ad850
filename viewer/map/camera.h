#pragma once

#include "geo/space/types.h"

namespace map {

using geo::Extent;
using geo::Point;

/// Where we look: a plain value, independent of the window.
struct Camera {
    Point centre;                ///< map CRS, metres
    double metresPerPixel = 50;  ///< logical pixel
    double rotationRad = 0;      ///< counter-clockwise turn of the map on the screen; 0 is north up

    friend bool operator==(const Camera&, const Camera&) = default;
};

/// A camera in a window: all that is needed to go from map to screen and back. Screen: logical px, origin top left, y down.
struct ViewState {
    Camera camera;
    int widthPx = 1;  ///< logical px
    int heightPx = 1;
    double pixelRatio = 1;     ///< device pixels per logical pixel
    double magnification = 1;  ///< of lettering, symbols and furniture; areas, lines and the ground shown stay as they are

    friend bool operator==(const ViewState&, const ViewState&) = default;

    [[nodiscard]] Point toScreen(Point map) const;
    [[nodiscard]] Point toMap(Point screen) const;
    /// Box in map metres around everything visible.
    [[nodiscard]] Extent visible() const;
    /// Device pixels per pixel of lettering and symbols.
    [[nodiscard]] double symbolRatio() const { return pixelRatio * magnification; }
    [[nodiscard]] double metresPerDevicePixel() const { return camera.metresPerPixel / pixelRatio; }
};

/// The camera that shows all of `box` with a margin in logical px, north up.
[[nodiscard]] Camera fit(const Extent& box, int widthPx, int heightPx, double marginPx = 24);

/// How near and how far a camera may be, metres per logical px.
inline constexpr double kNearest = 0.02, kFarthest = 100000;
/// The camera within those limits, and its centre on the map or near it: no map is wider than 40,000 km.
[[nodiscard]] Camera withinReach(const Camera& camera);

/// Scaling by `factor` (2 = twice as near) that keeps the map point under `screen` where it is. Clamped to kNearest..kFarthest.
[[nodiscard]] Camera zoomAround(const ViewState& view, Point screen, double factor);
[[nodiscard]] Camera rotateAround(const ViewState& view, Point screen, double byRad);
[[nodiscard]] Camera pan(const ViewState& view, double dxPx, double dyPx);

/// The flight from one camera to another at time 0..1: van Wijk & Nuij 2003, smooth zooming and panning.
[[nodiscard]] Camera flight(const Camera& from, const Camera& to, int widthPx, double t);
/// How long that flight should take, seconds.
[[nodiscard]] double flightSeconds(const Camera& from, const Camera& to, int widthPx);

}  // namespace map
