#pragma once

#include <string>

#include "viewer/app/frame_clock.h"
#include "viewer/app/session.h"

namespace app {

/// What the window shows, as JSON: tests read it to know when to look at the screen, and where.
[[nodiscard]] std::string describeState(Session& session, const FrameClock& clock, const engine::FrameStatus& frame, bool idle);

/// Keeps a file equal to the last text given; writes only what changed, whole or not at all.
class StateFile {
public:
    explicit StateFile(std::string path) : m_path(std::move(path)) {}
    [[nodiscard]] bool wanted() const { return !m_path.empty(); }
    void keep(const std::string& text);

private:
    std::string m_path, m_written;
};

}  // namespace app
