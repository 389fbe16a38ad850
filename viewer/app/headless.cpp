#include "viewer/app/headless.h"

#include <chrono>

#include "viewer/app/commands/commands.h"

namespace app {
namespace {

constexpr double kVirtualStep = 1.0 / 30, kLookAroundSeconds = 0.1;

}  // namespace

void Bell::ring() {
    {
        const std::scoped_lock lock(m_mutex);
        m_ringing = true;
    }
    m_rung.notify_one();
}

void Bell::wait(double seconds) {
    std::unique_lock lock(m_mutex);
    m_rung.wait_for(lock, std::chrono::duration<double>(seconds), [&] { return m_ringing; });
    m_ringing = false;
}

Headless::Headless() : m_session([this] { m_bell.ring(); }) { addAllCommands(m_commands, m_session); }

// Virtual time passes only while the camera moves or a script counts seconds.
void Headless::turn() {
    if (m_session.busy() && !m_session.moving())
        m_bell.wait(kLookAroundSeconds);
    else
        m_now += kVirtualStep;
    m_session.update(m_now);
}

void Headless::settle(const std::function<void()>& meanwhile) {
    m_session.update(m_now);
    while (m_session.busy() || m_session.moving()) {
        turn();
        if (meanwhile) meanwhile();
    }
}

bool Headless::play(ScriptPlayer& player) {
    while (true) {
        const auto state = player.step(true);
        if (state == ScriptPlayer::State::Done) return true;
        if (state == ScriptPlayer::State::Failed) return false;
        if (state == ScriptPlayer::State::Waiting)
            turn();
        else
            m_session.update(m_now);
    }
}

}  // namespace app
