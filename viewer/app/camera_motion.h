#pragma once

#include "viewer/map/camera.h"

namespace app {

/// Short, smooth ways of the camera within one plane: easing to a target, zooming around a point of the screen, gliding on after
/// a drag. Time is passed in; with `eased` off every move arrives at once. Main thread only.
class CameraMotion {
public:
    [[nodiscard]] const map::Camera& camera() const { return m_camera; }
    /// Where the camera will rest.
    [[nodiscard]] map::Camera target() const;
    [[nodiscard]] bool moving() const { return m_easing || m_zoomLeft != 0 || m_glideX != 0 || m_glideY != 0; }

    /// Stops whatever goes on.
    void jump(const map::Camera& camera);
    void moveTo(const map::Camera& camera, double nowSeconds, bool eased);
    /// Adds `factor` to the zoom that is under way, around a point in logical px; over in some tenths of a second.
    void zoom(const map::ViewState& view, geo::Point screen, double factor, double nowSeconds, bool eased);
    /// Lets the map slide on at a speed in logical px a second, and come to rest soon.
    void glide(const map::ViewState& view, double speedX, double speedY, double nowSeconds);
    /// Brings the camera to where it is now.
    void update(double nowSeconds);

private:
    void updateZoom(double nowSeconds);
    void updateGlide(double nowSeconds);

    map::Camera m_camera;
    bool m_easing = false;
    map::Camera m_from, m_to;
    double m_start = 0, m_last = 0;
    map::ViewState m_view;  // of the zoom or glide: its size matters
    geo::Point m_anchor;
    double m_zoomLeft = 0;              // natural logarithm of the factor still to come
    double m_glideX = 0, m_glideY = 0;  // logical px a second
};

}  // namespace app
