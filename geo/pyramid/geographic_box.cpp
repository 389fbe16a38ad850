#include "geo/pyramid/geographic_box.h"

#include <cmath>

namespace geo {
namespace {

// The stretch within one turn from `start`; all of the turn where the stretch leaves it.
Extent within(double start, const Extent& stretch) {
    const double west = stretch.minX - 360 * std::floor((stretch.minX - start) / 360), east = west + stretch.width();
    const bool leaves = east > start + 360;
    return {leaves ? start : west, stretch.minY, leaves ? start + 360 : east, stretch.maxY};
}

}  // namespace

void GeographicBox::add(const Extent& stretch) {
    constexpr double kAllRound = 359.999;  // degrees: grids and tiles of the world seldom close to the last digit
    Extent box = stretch;
    if (stretch.width() >= kAllRound) box.minX = -180, box.maxX = 180;
    m_plain.add(within(-180, box));
    m_turned.add(within(0, box));
}

void GeographicBox::addPath(std::span<const Point> lonLat) {
    for (size_t i = 0; i < lonLat.size(); ++i) {
        Extent stretch;
        if (!std::isfinite(lonLat[i].x)) continue;
        stretch.add(lonLat[i]);
        if (i + 1 < lonLat.size() && std::isfinite(lonLat[i + 1].x))
            stretch.add(Point{lonLat[i].x + std::remainder(lonLat[i + 1].x - lonLat[i].x, 360), lonLat[i + 1].y});
        add(stretch);
    }
}

GeographicExtent GeographicBox::narrowest() const {
    constexpr double kNoise = 1e-9;     // degrees
    constexpr double kWholeTurn = 359;  // degrees: what is wider lies all round, and the usual edges serve it best
    const bool across = m_turned.width() + kNoise < m_plain.width() && m_turned.width() < kWholeTurn;
    const Extent& box = across ? m_turned : m_plain;
    const auto usual = [](double lonDeg) { return lonDeg > 180 ? lonDeg - 360 : lonDeg; };
    return {usual(box.minX), std::max(-90.0, box.minY), usual(box.maxX), std::min(90.0, box.maxY)};
}

}  // namespace geo
