#include "viewer/app/frame_clock.h"

#include <algorithm>
#include <numeric>

namespace app {
namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();
// Software OpenGL swaps without waiting: without a pace of our own, frames would take the time that workers need. A little
// faster than 60 a second, so that a display that does wait sets the pace itself.
constexpr double kFrameSeconds = 1.0 / 66;
constexpr double kProgressSeconds = 0.1;

FrameReason reasonOf(const FrameWishes& wishes) {
    if (wishes.windowChanged) return FrameReason::Window;
    if (wishes.input) return FrameReason::Input;
    if (wishes.cameraMoving) return FrameReason::Camera;
    if (wishes.documentChanged) return FrameReason::Document;
    if (wishes.tiles) return FrameReason::Tiles;
    return wishes.interfaceInSeconds < kNever ? FrameReason::Interface : FrameReason::Progress;
}

}  // namespace

double FrameClock::untilFrame(const FrameWishes& wishes, double nowSeconds) const {
    double at = kNever;
    const bool soon = wishes.windowChanged || wishes.input || wishes.documentChanged || wishes.cameraMoving || wishes.tiles;
    if (soon) at = m_lastFrame + kFrameSeconds;
    at = std::min(at, m_lastFrame + std::max(kFrameSeconds, wishes.interfaceInSeconds));
    if (wishes.tasksRunning) at = std::min(at, m_lastFrame + kProgressSeconds);
    return std::max(0.0, at - nowSeconds);
}

void FrameClock::drawn(const FrameWishes& wishes, double nowSeconds) {
    ++m_frames[static_cast<size_t>(reasonOf(wishes))];
    m_lastFrame = nowSeconds;
}

uint64_t FrameClock::frames() const { return std::accumulate(m_frames.begin(), m_frames.end(), uint64_t{0}); }

}  // namespace app
