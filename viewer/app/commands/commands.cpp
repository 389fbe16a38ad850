#include "viewer/app/commands/commands.h"

#include <algorithm>

namespace app {

void addAllCommands(control::CommandRegistry& registry, Session& session) {
    addPlaceCommands(registry, session);
    addLayerCommands(registry, session);
    addCameraCommands(registry, session);
    addDeskCommands(registry, session);
}

geo::Result<void> runLine(control::CommandRegistry& registry, const std::string& line) {
    return guarded<void>(line, [&] { return registry.run(line); });
}

std::string describeCommands(const control::CommandRegistry& registry, bool markdown) {
    std::string text = markdown ? "| command | what it does |\n|---|---|\n" : "";
    size_t width = 0;
    for (const auto& [name, command] : registry.all()) width = std::max(width, name.size() + 1 + command.usage.size());
    for (const auto& [name, command] : registry.all()) {
        auto usage = command.usage.empty() ? name : name + " " + command.usage;
        if (markdown) {
            for (size_t at = 0; (at = usage.find('|', at)) != std::string::npos; at += 2) usage.insert(at, "\\");
            text += "| `" + usage + "` | " + command.help + " |\n";
        } else {
            usage.resize(width + 2, ' ');
            text += usage + command.help + "\n";
        }
    }
    return text;
}

}  // namespace app
