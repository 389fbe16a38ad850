#include "viewer/app/place_flight.h"

namespace app {
namespace {

constexpr double kCityWidthMetres = 400000;  // a view narrower than this shows the city's own plane
constexpr int kApexSamples = 64;

}  // namespace

PlaceFlight::PlaceFlight(End from, std::shared_ptr<Place> world, End to, int widthPx, double startSeconds)
    : m_from(std::move(from)), m_to(std::move(to)), m_world(std::move(world)), m_widthPx(widthPx), m_start(startSeconds) {
    m_worldFrom = carryOver(m_from.camera, *m_from.place, *m_world);
    m_worldTo = carryOver(m_to.camera, *m_to.place, *m_world);
    m_seconds = map::flightSeconds(m_worldFrom, m_worldTo, m_widthPx);
    double highest = 0;
    for (int i = 0; i <= kApexSamples; ++i) {
        const double t = static_cast<double>(i) / kApexSamples,
                     scale = map::flight(m_worldFrom, m_worldTo, m_widthPx, t).metresPerPixel;
        if (scale > highest) highest = scale, m_apex = t;
    }
}

PlaceFlight::End PlaceFlight::at(double nowSeconds) const {
    if (finished(nowSeconds)) return m_to;
    const double t = std::max(0.0, nowSeconds - m_start) / m_seconds;
    const auto camera = map::flight(m_worldFrom, m_worldTo, m_widthPx, t);
    const bool low = camera.metresPerPixel * m_widthPx < kCityWidthMetres;
    const auto& place = !low ? m_world : t < m_apex ? m_from.place : m_to.place;
    return {place, carryOver(camera, *m_world, *place)};
}

}  // namespace app
