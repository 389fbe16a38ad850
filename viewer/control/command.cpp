#include "viewer/control/command.h"

#include <cassert>

#include "geo/base/names.h"

namespace control {
namespace {

std::string usageOf(const Command& command) { return command.usage.empty() ? command.name : command.name + " " + command.usage; }

// History is written into files.
std::vector<std::string> shown(const std::vector<std::string>& words) {
    std::vector<std::string> shown;
    for (const auto& word : words) shown.push_back(geo::shownSource(word));
    return shown;
}

}  // namespace

void CommandRegistry::add(Command command) {
    assert(!m_commands.contains(command.name) && command.run && command.atLeast <= command.atMost);
    auto name = command.name;
    m_commands.emplace(std::move(name), std::move(command));
}

geo::Result<void> CommandRegistry::run(const std::string& line) {
    const auto words = splitLine(line);
    if (!words) return geo::Failure(words.error());
    if (words->empty() || words->front().starts_with('#')) return {};

    const auto found = m_commands.find(words->front());
    if (found == m_commands.end()) {
        std::vector<std::string> names;
        for (const auto& [name, command] : m_commands) names.push_back(name);
        const auto hint = didYouMean(words->front(), names);
        return geo::fail(geo::ErrorCode::NotFound, "There is no command of this name." + (hint.empty() ? " See: help." : hint),
                         words->front());
    }
    const Command& command = found->second;
    const Arguments arguments(words->begin() + 1, words->end());
    if (arguments.size() < command.atLeast || arguments.size() > command.atMost) {
        const char* trouble = arguments.size() < command.atLeast ? "Something is missing" : "There is too much";
        return geo::fail(geo::ErrorCode::Malformed, std::string(trouble) + "; the command is used as: " + usageOf(command) + ".",
                         command.name);
    }
    auto result = command.run(arguments);
    if (result) m_history.push_back(joinLine(shown(*words)));
    return result;
}

}  // namespace control
