#pragma once

#include <array>
#include <cstdint>
#include <limits>

namespace app {

/// Why a frame was drawn. A still map has no reason, and none is drawn.
enum class FrameReason { Window, Input, Document, Camera, Tiles, Interface, Progress };
inline constexpr int kFrameReasons = 7;
inline constexpr std::array<const char*, kFrameReasons> kFrameReasonNames{"window", "input",     "document", "camera",
                                                                          "tiles",  "interface", "progress"};

/// All that may ask for a frame, as the main loop finds it.
struct FrameWishes {
    bool windowChanged = false;  ///< first frame, resized, uncovered
    bool input = false;          ///< mouse, keys, drops
    bool documentChanged = false;
    bool cameraMoving = false;
    bool tiles = false;         ///< something arrived, or another frame would look different
    bool tasksRunning = false;  ///< their progress is shown some times a second
    double interfaceInSeconds = std::numeric_limits<double>::infinity();  ///< since the last frame
};

/// Decides when to draw and how long to sleep, and counts frames by reason. Pure; time is passed in.
class FrameClock {
public:
    /// Seconds until the next frame: 0 now, infinity never as far as is known.
    [[nodiscard]] double untilFrame(const FrameWishes& wishes, double nowSeconds) const;
    /// Notes that a frame is drawn now, for the first of its reasons.
    void drawn(const FrameWishes& wishes, double nowSeconds);

    [[nodiscard]] uint64_t frames() const;
    [[nodiscard]] const std::array<uint64_t, kFrameReasons>& framesByReason() const { return m_frames; }

private:
    std::array<uint64_t, kFrameReasons> m_frames{};
    double m_lastFrame = -std::numeric_limits<double>::infinity();
};

}  // namespace app
