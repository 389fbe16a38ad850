#include "tests/bench/flight.h"

#include <cmath>
#include <numbers>

namespace bench {
namespace {

constexpr int kStepsPerSecond = 60;
constexpr double kPanPxPerSecond = 900;

double ease(double t) { return t * t * (3 - 2 * t); }

}  // namespace

std::vector<FlightStep> scriptedFlight(const geo::Extent& box, geo::Point street, double streetMetresPerPixel, int widthPx,
                                       int heightPx) {
    std::vector<FlightStep> steps;
    const auto leg = [&](const char* name, double seconds, const auto& cameraAt) {
        const int count = static_cast<int>(seconds * kStepsPerSecond);
        for (int i = 1; i <= count; ++i) steps.push_back({cameraAt(static_cast<double>(i) / count), name});
    };
    const map::Camera whole = map::fit(box, widthPx, heightPx);
    map::Camera here{street, streetMetresPerPixel, 0};
    leg("zoom in", 4, [&](double t) { return map::flight(whole, here, widthPx, ease(t)); });

    const map::Camera beforePan = here;
    leg("pan", 2.5, [&](double t) {
        const double metres = kPanPxPerSecond * 2.5 * t * streetMetresPerPixel;
        return map::Camera{{beforePan.centre.x + metres * 0.8, beforePan.centre.y + metres * 0.6}, beforePan.metresPerPixel, 0};
    });
    here = steps.back().camera;
    const map::Camera beforeTurn = here;
    leg("turn", 2, [&](double t) {
        return map::Camera{beforeTurn.centre, beforeTurn.metresPerPixel, ease(t) * std::numbers::pi / 2};
    });
    here = steps.back().camera;
    const map::Camera beforeStroll = here;
    const double middle = std::sqrt(streetMetresPerPixel * whole.metresPerPixel);
    leg("stroll", 3, [&](double t) {
        const double metresPerPixel = streetMetresPerPixel * std::pow(middle / streetMetresPerPixel, ease(t));
        const double metres = -kPanPxPerSecond * 0.5 * t * metresPerPixel;
        return map::Camera{{beforeStroll.centre.x + metres * 0.6, beforeStroll.centre.y + metres * 0.8},
                           metresPerPixel,
                           beforeStroll.rotationRad * (1 - ease(t))};
    });
    here = steps.back().camera;
    leg("zoom out", 3, [&](double t) { return map::flight(here, whole, widthPx, ease(t)); });
    return steps;
}

}  // namespace bench
