#pragma once

#include <optional>

#include "geo/tile/tile_scheme.h"
#include "viewer/map/camera.h"

namespace plan {

/// A rectangle of device pixels, origin top left, y down.
struct DeviceRect {
    int x = 0, y = 0, width = 0, height = 0;
    [[nodiscard]] bool empty() const { return width <= 0 || height <= 0; }
    friend bool operator==(const DeviceRect&, const DeviceRect&) = default;
};

/// Where a tile lies on the screen: its north-west corner, and the device pixels of its east and south sides. Neighbours share
/// their corners to the last bit.
struct TilePlacement {
    double x = 0, y = 0;
    double eastX = 0, eastY = 0;
    double southX = 0, southY = 0;
    double bentX = 0,
           bentY = 0;  ///< how far the south-east corner lies off the end of both sides: rounding, less than a hundredth
};

/// The affine way from map metres to device pixels (top left, y down) of the piece that is drawn. Doubles throughout: narrowing
/// to float happens last, on numbers relative to a tile's corner.
class Screen {
public:
    /// `piece` is the part of the view to draw; empty: all of it. `snapped` moves the map by less than a pixel so that, with
    /// north up and the exact scheme of this resolution, texels are pixels.
    Screen(const map::ViewState& view, DeviceRect piece, bool snapped);

    [[nodiscard]] geo::Point toDevice(geo::Point map) const;
    /// The same to 1/256 of a pixel, rounded on the whole view: as a float relative to any piece it is exact, so that a shader
    /// computes the same for a pixel whatever piece it is drawn in. Graphics cards place corners no finer.
    [[nodiscard]] geo::Point toSubpixel(geo::Point map) const;
    [[nodiscard]] geo::Point toMap(geo::Point device) const;
    [[nodiscard]] TilePlacement place(const geo::TileScheme& scheme, const geo::TileId& id) const;
    [[nodiscard]] const DeviceRect& piece() const { return m_piece; }
    [[nodiscard]] double metresPerPixel() const { return m_metresPerPixel; }
    [[nodiscard]] bool rotated() const { return m_sin != 0; }

    /// The size of a whole view in device pixels.
    [[nodiscard]] static DeviceRect whole(const map::ViewState& view);

private:
    DeviceRect m_piece;
    double m_metresPerPixel = 1, m_cos = 1, m_sin = 0;
    double m_x = 0, m_y = 0;            // device position of the map's 0, 0
    double m_wholeX = 0, m_wholeY = 0;  // the same on the whole view
    bool m_snapped = false;
};

}  // namespace plan
