#include "viewer/app/script_player.h"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "viewer/app/commands/commands.h"

namespace app {
namespace {

constexpr size_t kLargestScript = 4 << 20;

}  // namespace

geo::Result<void> ScriptPlayer::read(const std::string& path) {
    std::error_code error;
    std::ifstream file;
    if (path != "-") file.open(path, std::ios::binary);
    if (path != "-" && (!file || std::filesystem::is_directory(path, error)))
        return geo::fail(geo::ErrorCode::NotFound, "There is no such script that can be read.", path);
    std::istream& from = path == "-" ? std::cin : file;  // also a pipe, whose end nobody knows
    std::string text(kLargestScript + 1, '\0');
    from.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<size_t>(from.gcount()));
    if (from.bad())
        return geo::fail(geo::ErrorCode::Unreadable, "The script could not be read to its end; nothing of it was run.", path);
    if (text.size() > kLargestScript) return geo::fail(geo::ErrorCode::TooLarge, "A script may have 4 MiB at most.", path);
    take(text, path);
    return {};
}

void ScriptPlayer::take(const std::string& text, const std::string& subject) {
    m_subject = subject;
    m_lines.clear();
    m_next = 0;
    m_problemsBefore = m_session.problems();
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) m_lines.push_back(line);
}

ScriptPlayer::State ScriptPlayer::fail(const std::string& sentence) {
    m_failure = m_subject + ", line " + std::to_string(m_next) + ": " + sentence;
    m_next = m_lines.size();
    return State::Failed;
}

ScriptPlayer::State ScriptPlayer::step(bool mapComplete) {
    if (!m_failure.empty()) return State::Failed;
    if (m_session.problems() != m_problemsBefore) return fail(m_session.lastProblem());
    // A flight loads what it flies to: its line is over once the flight has begun.
    const bool loading = m_session.busy() && !m_session.moving();
    if (m_session.waiting(mapComplete) || loading || m_session.answering()) return State::Waiting;
    if (m_next == m_lines.size() || m_session.desk().quit) return m_session.busy() ? State::Waiting : State::Done;
    const auto result = runLine(m_registry, m_lines[m_next++]);
    if (!result) return fail(geo::describe(result.error()));
    return State::Running;
}

}  // namespace app
