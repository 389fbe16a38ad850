#pragma once

#include <string>
#include <vector>

#include "viewer/app/session.h"
#include "viewer/control/command.h"

namespace app {

/// Runs a script of commands line by line, and waits in between: for `wait`, and after each line for the files it opens, the
/// answers it asks for and the pictures it writes, so that a problem is told with the line that raised it.
class ScriptPlayer {
public:
    enum class State { Running, Waiting, Done, Failed };

    ScriptPlayer(control::CommandRegistry& registry, Session& session) : m_registry(registry), m_session(session) {}
    [[nodiscard]] geo::Result<void> read(const std::string& path);
    void take(const std::string& text, const std::string& subject);

    /// Runs at most one line. `mapComplete`: the picture on screen is whole (always true without a window).
    State step(bool mapComplete);
    /// After Failed: "demo.txt, line 3: ...".
    [[nodiscard]] const std::string& failure() const { return m_failure; }

private:
    State fail(const std::string& sentence);

    control::CommandRegistry& m_registry;
    Session& m_session;
    std::string m_subject;
    std::vector<std::string> m_lines;
    size_t m_next = 0;
    size_t m_problemsBefore = 0;
    std::string m_failure;
};

}  // namespace app
