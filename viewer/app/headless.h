#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>

#include "viewer/app/script_player.h"

namespace app {

/// Wakes a thread that waits for workers.
class Bell {
public:
    void ring();
    /// Until the next ring since the last wait, or the timeout.
    void wait(double seconds);

private:
    std::mutex m_mutex;
    std::condition_variable m_rung;
    bool m_ringing = false;
};

/// A session without a window, on a clock of its own: flights take no real time, waiting for workers takes no virtual time.
class Headless {
public:
    Headless();

    [[nodiscard]] Session& session() { return m_session; }
    [[nodiscard]] control::CommandRegistry& commands() { return m_commands; }
    /// Until everything asked for is loaded and still. `meanwhile` is called some times a second.
    void settle(const std::function<void()>& meanwhile = {});
    /// Plays to the end; false with the player's failure().
    bool play(ScriptPlayer& player);

private:
    void turn();

    Bell m_bell;
    control::CommandRegistry m_commands;
    double m_now = 0;
    Session m_session;  // last: its workers ring the bell
};

}  // namespace app
