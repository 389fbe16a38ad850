#include "geo/base/atomic_file.h"
#include "geo/base/paths.h"
#include "viewer/app/commands/commands.h"
#include "viewer/app/picture_size.h"

namespace app {
namespace {

using control::Arguments;
using Done = geo::Result<void>;

constexpr double kSmallestUi = 0.5, kLargestUi = 4;

Done togglePanel(Session& session, const std::string& name) {
    static const std::vector<std::string> known(std::begin(kPanels), std::end(kPanels));
    if (std::find(known.begin(), known.end(), name) == known.end())
        return geo::fail(geo::ErrorCode::NotFound, "There is no panel of this name." + control::didYouMean(name, known), name);
    auto& open = session.editDesk().openPanels;
    if (!open.erase(name)) open.insert(name);
    return {};
}

Done scaleUi(Session& session, const std::string& word) {
    const auto scale = control::parseNumber(word, "scale");
    if (!scale) return geo::Failure(scale.error());
    if (*scale < kSmallestUi || *scale > kLargestUi)
        return geo::fail(geo::ErrorCode::Malformed, "The interface can be scaled from 0.5 to 4.", word);
    session.editDesk().uiScale = *scale;
    return {};
}

Done theme(Session& session, const Arguments& a) {
    if (!a.empty() && a[0] != "light" && a[0] != "dark")
        return geo::fail(geo::ErrorCode::Malformed, "The theme is light or dark.", a[0]);
    session.editDesk().dark = a.empty() ? !session.desk().dark : a[0] == "dark";
    return {};
}

Done wait(Session& session, const Arguments& a) {
    if (a.empty() || a[0] == "complete") {
        session.requestWait({true, 0});
        return {};
    }
    const auto seconds = control::parseNumber(a[0], "time");
    if (!seconds || *seconds < 0 || *seconds > 3600)
        return geo::fail(geo::ErrorCode::Malformed, "Wait for a number of seconds (up to 3600), or for: complete.", a[0]);
    session.requestWait({false, session.now() + *seconds});
    return {};
}

Done snapshot(Session& session, const Arguments& a) {
    const auto path = a.empty() ? freePictureName(geo::picturesFolder(), session.place()->title) : a[0];
    if (auto named = checkPictureName(path); !named) return named;
    PictureOrder order{path, 0, 0};
    if (a.size() > 1) {
        const auto size = parsePictureSize(a[1], kScreenDpi);
        if (!size) return geo::Failure(size.error());
        order.widthPx = size->widthPx, order.heightPx = size->heightPx;
    }
    session.orderPicture(std::move(order));
    return {};
}

// A task that has ended meanwhile needs no cancelling.
Done cancelTasks(Session& session, const Arguments& a) {
    const auto running = session.tasks().running();
    if (a.empty()) {
        for (const auto& task : running) task->cancel();
        return {};
    }
    const auto number = control::parseNumber(a[0], "number of the task");
    if (!number) return geo::Failure(number.error());
    if (*number < 1 || *number > session.tasks().last())
        return geo::fail(geo::ErrorCode::NotFound, "There was no task of this number yet.", a[0]);
    for (const auto& task : running)
        if (task->number() == *number) task->cancel();
    return {};
}

// A comment, then a line a command.
Done saveScript(const control::CommandRegistry& registry, const std::string& path) {
    std::string text = "# Replay with: metromosaic run FILE, or metromosaic run FILE --window\n";
    for (const auto& line : registry.history()) text += line + "\n";
    return geo::writeFileAtomically(path, text, "script");
}

Done help(control::CommandRegistry& registry, Session& session, const Arguments& a) {
    if (a.empty()) return togglePanel(session, "help");
    const auto found = registry.all().find(a[0]);
    if (found == registry.all().end()) {
        std::vector<std::string> names;
        for (const auto& [name, command] : registry.all()) names.push_back(name);
        return geo::fail(geo::ErrorCode::NotFound, "There is no command of this name." + control::didYouMean(a[0], names), a[0]);
    }
    const auto& command = found->second;
    session.say(ui::Severity::Note, command.name + (command.usage.empty() ? "" : " " + command.usage) + ": " + command.help);
    return {};
}

}  // namespace

void addDeskCommands(control::CommandRegistry& registry, Session& session) {
    registry.add({"panel.toggle", "NAME", "Open or close a panel.", 1, 1,
                  [&session](const Arguments& a) { return togglePanel(session, a[0]); }});
    registry.add({"ui.scale", "FACTOR",
                  "Make the interface and the map's lettering, symbols and furniture larger or smaller; 1 is the usual size.", 1,
                  1, [&session](const Arguments& a) { return scaleUi(session, a[0]); }});
    registry.add({"ui.theme", "[light|dark]", "Choose the colours of the interface; without a word the other ones.", 0, 1,
                  [&session](const Arguments& a) { return theme(session, a); }});
    registry.add({"wait", "[complete|SECONDS]", "In a script: go on when everything is loaded and still, or after a time.", 0, 1,
                  [&session](const Arguments& a) { return wait(session, a); }});
    registry.add({"snapshot", "[FILE.png] [WxH]",
                  "Write the map as a picture once everything is loaded; without a name into the folder of pictures.", 0, 2,
                  [&session](const Arguments& a) { return snapshot(session, a); }});
    registry.add({"script.save", "FILE", "Write everything done so far as a script that replays it.", 1, 1,
                  [&registry, &session](const Arguments& a) -> Done {
                      if (auto saved = saveScript(registry, a[0]); !saved) return saved;
                      session.say(ui::Severity::Note, "The script is written: " + a[0]);
                      return {};
                  }});
    registry.add({"message.clear", "", "Clear the list of messages.", 0, 0, [&session](const Arguments&) -> Done {
                      session.clearMessages();
                      return {};
                  }});
    registry.add({"task.cancel", "[NUMBER]", "Stop what is under way, or only the task of this number, counted since the start.",
                  0, 1, [&session](const Arguments& a) { return cancelTasks(session, a); }});
    registry.add({"help", "[COMMAND]", "Say how a command is used, or show the keys.", 0, 1,
                  [&registry, &session](const Arguments& a) { return help(registry, session, a); }});
    registry.add({"quit", "", "Close the program.", 0, 0, [&session](const Arguments&) -> Done {
                      session.editDesk().quit = true;
                      return {};
                  }});
}

}  // namespace app
