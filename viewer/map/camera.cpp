#include "viewer/map/camera.h"

#include <algorithm>
#include <cmath>

namespace map {
namespace {

constexpr double kFlightCurvature = 1.42;  // rho of van Wijk & Nuij 2003, their preferred value
constexpr double kFlightSpeed = 1.1;       // screen widths a second, in their metric

double clampScale(double metresPerPixel) { return std::clamp(metresPerPixel, kNearest, kFarthest); }

// The path of van Wijk & Nuij: u ground distance, w ground width of the view, s path length.
struct FlightPath {
    double u1, w0, w1, r0 = 0, length = 0;
    bool straight = false;

    FlightPath(double distance, double width0, double width1) : u1(distance), w0(width0), w1(width1) {
        constexpr double rho2 = kFlightCurvature * kFlightCurvature;
        if (u1 < 1e-6 * w0) {
            straight = true;
            length = std::abs(std::log(w1 / w0)) / kFlightCurvature;
            return;
        }
        const double b0 = (w1 * w1 - w0 * w0 + rho2 * rho2 * u1 * u1) / (2 * w0 * rho2 * u1);
        const double b1 = (w1 * w1 - w0 * w0 - rho2 * rho2 * u1 * u1) / (2 * w1 * rho2 * u1);
        r0 = -std::asinh(b0);  // ln(-b + sqrt(b*b + 1))
        length = (-std::asinh(b1) - r0) / kFlightCurvature;
    }

    // Ground distance gone and width of the view at path length s.
    [[nodiscard]] std::pair<double, double> at(double s) const {
        constexpr double rho2 = kFlightCurvature * kFlightCurvature;
        if (straight) return {0, w0 * std::exp((w1 < w0 ? -1 : 1) * kFlightCurvature * s)};
        const double r = kFlightCurvature * s + r0;
        return {w0 / rho2 * (std::cosh(r0) * std::tanh(r) - std::sinh(r0)), w0 * std::cosh(r0) / std::cosh(r)};
    }
};

double ease(double t) { return t * t * (3 - 2 * t); }

}  // namespace

Point ViewState::toScreen(Point map) const {
    const double c = std::cos(camera.rotationRad), s = std::sin(camera.rotationRad);
    const double dx = (map.x - camera.centre.x) / camera.metresPerPixel, dy = (map.y - camera.centre.y) / camera.metresPerPixel;
    return {widthPx / 2.0 + dx * c - dy * s, heightPx / 2.0 - (dx * s + dy * c)};
}

Point ViewState::toMap(Point screen) const {
    const double c = std::cos(camera.rotationRad), s = std::sin(camera.rotationRad);
    const double x = screen.x - widthPx / 2.0, y = heightPx / 2.0 - screen.y;
    return {camera.centre.x + (x * c + y * s) * camera.metresPerPixel, camera.centre.y + (y * c - x * s) * camera.metresPerPixel};
}

Extent ViewState::visible() const {
    Extent box;
    for (const Point corner :
         {Point{0, 0}, Point{double(widthPx), 0}, Point{0, double(heightPx)}, Point{double(widthPx), double(heightPx)}})
        box.add(toMap(corner));
    return box;
}

Camera fit(const Extent& box, int widthPx, int heightPx, double marginPx) {
    if (box.empty()) return {};
    const double w = std::max(1.0, widthPx - 2 * marginPx), h = std::max(1.0, heightPx - 2 * marginPx);
    return {box.centre(), clampScale(std::max(box.width() / w, box.height() / h)), 0};
}

Camera withinReach(const Camera& camera) {
    constexpr double kHalfEarth = 20e6;
    return {{std::clamp(camera.centre.x, -kHalfEarth, kHalfEarth), std::clamp(camera.centre.y, -kHalfEarth, kHalfEarth)},
            clampScale(camera.metresPerPixel),
            std::remainder(camera.rotationRad, 2 * M_PI)};
}

Camera zoomAround(const ViewState& view, Point screen, double factor) {
    if (!(factor > 0)) return view.camera;
    ViewState after = view;
    after.camera.metresPerPixel = clampScale(view.camera.metresPerPixel / factor);
    const Point before = view.toMap(screen), moved = after.toMap(screen);
    after.camera.centre = {after.camera.centre.x + before.x - moved.x, after.camera.centre.y + before.y - moved.y};
    return after.camera;
}

Camera rotateAround(const ViewState& view, Point screen, double byRad) {
    ViewState after = view;
    after.camera.rotationRad = std::remainder(view.camera.rotationRad + byRad, 2 * M_PI);
    const Point before = view.toMap(screen), moved = after.toMap(screen);
    after.camera.centre = {after.camera.centre.x + before.x - moved.x, after.camera.centre.y + before.y - moved.y};
    return after.camera;
}

Camera pan(const ViewState& view, double dxPx, double dyPx) {
    Camera camera = view.camera;
    camera.centre = view.toMap({view.widthPx / 2.0 - dxPx, view.heightPx / 2.0 - dyPx});
    return camera;
}

Camera flight(const Camera& from, const Camera& to, int widthPx, double t) {
    if (t <= 0) return from;
    if (t >= 1) return to;
    const double dx = to.centre.x - from.centre.x, dy = to.centre.y - from.centre.y, distance = std::hypot(dx, dy);
    const FlightPath path(distance, from.metresPerPixel * widthPx, to.metresPerPixel * widthPx);
    const auto [gone, width] = path.at(ease(t) * path.length);
    const double share = path.straight ? ease(t) : gone / distance;
    const double turn = std::remainder(to.rotationRad - from.rotationRad, 2 * M_PI);
    return {{from.centre.x + dx * share, from.centre.y + dy * share}, width / widthPx, from.rotationRad + turn * ease(t)};
}

double flightSeconds(const Camera& from, const Camera& to, int widthPx) {
    const double distance = std::hypot(to.centre.x - from.centre.x, to.centre.y - from.centre.y);
    const FlightPath path(distance, from.metresPerPixel * widthPx, to.metresPerPixel * widthPx);
    return std::clamp(path.length / kFlightSpeed, 0.25, 3.5);
}

}  // namespace map
