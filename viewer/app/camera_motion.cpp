#include "viewer/app/camera_motion.h"

#include <algorithm>
#include <cmath>

namespace app {
namespace {

constexpr double kEaseSeconds = 0.22;        // long enough to follow with the eye, short enough not to wait for
constexpr double kZoomTimeConstant = 0.055;  // seconds until 63 % of a wheel's notch is done
constexpr double kZoomRest = 0.002;          // of a factor: not seen any more

constexpr double kGlideTimeConstant = 0.12, kGlideRest = 25;  // seconds; px a second

double easeOut(double t) { return 1 - std::pow(1 - t, 3); }

// In between, with the scale mixed by ratio and the turn taken the short way.
map::Camera between(const map::Camera& a, const map::Camera& b, double t) {
    const double turn = std::remainder(b.rotationRad - a.rotationRad, 2 * M_PI);
    const double ratio = b.metresPerPixel / a.metresPerPixel, scale = a.metresPerPixel * std::pow(ratio, t);
    // The point that both cameras see at the same place of the screen stays there.
    const double share = std::abs(ratio - 1) < 1e-9 ? t : (scale / a.metresPerPixel - 1) / (ratio - 1);
    return {{a.centre.x + (b.centre.x - a.centre.x) * share, a.centre.y + (b.centre.y - a.centre.y) * share},
            scale,
            a.rotationRad + turn * t};
}

}  // namespace

map::Camera CameraMotion::target() const {
    if (m_easing) return m_to;
    if (m_zoomLeft == 0) return m_camera;
    auto view = m_view;
    view.camera = m_camera;
    return map::zoomAround(view, m_anchor, std::exp(m_zoomLeft));
}

void CameraMotion::jump(const map::Camera& camera) {
    m_camera = camera;
    m_easing = false;
    m_zoomLeft = m_glideX = m_glideY = 0;
}

void CameraMotion::moveTo(const map::Camera& camera, double nowSeconds, bool eased) {
    if (!eased) return jump(camera);
    m_from = m_camera, m_to = camera, m_start = nowSeconds;
    m_zoomLeft = m_glideX = m_glideY = 0;
    m_easing = true;
}

void CameraMotion::zoom(const map::ViewState& view, geo::Point screen, double factor, double nowSeconds, bool eased) {
    if (m_easing || m_glideX != 0 || m_glideY != 0) jump(m_camera);
    m_view = view, m_view.camera = m_camera;
    if (!eased) return jump(map::zoomAround(m_view, screen, factor * std::exp(m_zoomLeft)));
    if (m_zoomLeft == 0) m_last = nowSeconds;
    m_anchor = screen;
    m_zoomLeft += std::log(factor);
}

void CameraMotion::glide(const map::ViewState& view, double speedX, double speedY, double nowSeconds) {
    jump(m_camera);
    m_view = view;
    m_glideX = speedX, m_glideY = speedY;
    m_last = nowSeconds;
}

void CameraMotion::update(double nowSeconds) {
    if (m_easing) {
        const double t = std::clamp((nowSeconds - m_start) / kEaseSeconds, 0.0, 1.0);
        if (t >= 1) return jump(m_to);
        m_camera = between(m_from, m_to, easeOut(t));
    }
    if (m_zoomLeft != 0) updateZoom(nowSeconds);
    if (m_glideX != 0 || m_glideY != 0) updateGlide(nowSeconds);
}

void CameraMotion::updateGlide(double nowSeconds) {
    const double passed = nowSeconds - m_last, left = std::exp(-passed / kGlideTimeConstant);
    m_last = nowSeconds;
    m_view.camera = m_camera;
    m_camera = map::pan(m_view, m_glideX * kGlideTimeConstant * (1 - left), m_glideY * kGlideTimeConstant * (1 - left));
    m_glideX *= left, m_glideY *= left;
    if (std::hypot(m_glideX, m_glideY) < kGlideRest) m_glideX = m_glideY = 0;
}

void CameraMotion::updateZoom(double nowSeconds) {
    const double share = std::abs(m_zoomLeft) < kZoomRest ? 1 : 1 - std::exp(-(nowSeconds - m_last) / kZoomTimeConstant);
    m_last = nowSeconds;
    m_view.camera = m_camera;
    m_camera = map::zoomAround(m_view, m_anchor, std::exp(m_zoomLeft * share));
    m_zoomLeft = share >= 1 ? 0 : m_zoomLeft * (1 - share);
}

}  // namespace app
