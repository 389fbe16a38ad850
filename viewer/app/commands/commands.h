#pragma once

#include "viewer/app/session.h"
#include "viewer/control/command.h"

namespace app {

/// What each command does. Registry and session must live equally long.
void addPlaceCommands(control::CommandRegistry& registry, Session& session);
void addLayerCommands(control::CommandRegistry& registry, Session& session);
void addCameraCommands(control::CommandRegistry& registry, Session& session);
void addDeskCommands(control::CommandRegistry& registry, Session& session);
void addAllCommands(control::CommandRegistry& registry, Session& session);

/// Runs one line. What goes wrong, exceptions included, comes back as an Error.
[[nodiscard]] geo::Result<void> runLine(control::CommandRegistry& registry, const std::string& line);

/// All commands with usage and help: plain columns, or the table of docs/guide.md.
[[nodiscard]] std::string describeCommands(const control::CommandRegistry& registry, bool markdown);

}  // namespace app
