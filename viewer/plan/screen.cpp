#include "viewer/plan/screen.h"

#include <cmath>

namespace plan {

DeviceRect Screen::whole(const map::ViewState& view) {
    return {0, 0, static_cast<int>(std::lround(view.widthPx * view.pixelRatio)),
            static_cast<int>(std::lround(view.heightPx * view.pixelRatio))};
}

Screen::Screen(const map::ViewState& view, DeviceRect piece, bool snapped)
    : m_piece(piece.empty() ? whole(view) : piece), m_metresPerPixel(view.metresPerDevicePixel()), m_snapped(snapped) {
    if (view.camera.rotationRad != 0) m_cos = std::cos(view.camera.rotationRad), m_sin = std::sin(view.camera.rotationRad);
    const auto& centre = view.camera.centre;
    m_x = view.widthPx * view.pixelRatio / 2 - (centre.x * m_cos - centre.y * m_sin) / m_metresPerPixel;
    m_y = view.heightPx * view.pixelRatio / 2 + (centre.x * m_sin + centre.y * m_cos) / m_metresPerPixel;
    if (snapped) m_x = std::round(m_x), m_y = std::round(m_y);
    m_wholeX = m_x, m_wholeY = m_y;
    m_x -= m_piece.x;
    m_y -= m_piece.y;
}

geo::Point Screen::toDevice(geo::Point map) const {
    return {m_x + (map.x * m_cos - map.y * m_sin) / m_metresPerPixel, m_y - (map.x * m_sin + map.y * m_cos) / m_metresPerPixel};
}

geo::Point Screen::toMap(geo::Point device) const {
    const double right = (device.x - m_x) * m_metresPerPixel, up = (m_y - device.y) * m_metresPerPixel;
    return {right * m_cos + up * m_sin, up * m_cos - right * m_sin};
}

geo::Point Screen::toSubpixel(geo::Point map) const {
    constexpr double kSubpixels = 256;
    const double x = m_wholeX + (map.x * m_cos - map.y * m_sin) / m_metresPerPixel;
    const double y = m_wholeY - (map.x * m_sin + map.y * m_cos) / m_metresPerPixel;
    return {std::round(x * kSubpixels) / kSubpixels - m_piece.x, std::round(y * kSubpixels) / kSubpixels - m_piece.y};
}

TilePlacement Screen::place(const geo::TileScheme& scheme, const geo::TileId& id) const {
    const auto box = scheme.extent(id);
    if (m_snapped) {
        const auto corner = toDevice({box.minX, box.maxY});
        const double side = std::round(scheme.span(id.level) / m_metresPerPixel);
        return {std::round(corner.x), std::round(corner.y), side * m_cos, -side * m_sin, side * m_sin, side * m_cos};
    }
    const auto northWest = toSubpixel({box.minX, box.maxY}), northEast = toSubpixel({box.maxX, box.maxY});
    const auto southWest = toSubpixel({box.minX, box.minY}), southEast = toSubpixel({box.maxX, box.minY});
    return {northWest.x,
            northWest.y,
            northEast.x - northWest.x,
            northEast.y - northWest.y,
            southWest.x - northWest.x,
            southWest.y - northWest.y,
            southEast.x - northEast.x - southWest.x + northWest.x,
            southEast.y - northEast.y - southWest.y + northWest.y};
}

}  // namespace plan
