#include "viewer/app/cli/cli.h"
#include "viewer/app/cli/print.h"
#include "viewer/app/commands/commands.h"
#include "viewer/app/headless.h"
#include "viewer/app/picture_size.h"
#include "viewer/app/window_app.h"

namespace app {
namespace {

int listCommands(bool markdown) {
    Session session;
    control::CommandRegistry commands;
    addAllCommands(commands, session);
    printLines(describeCommands(commands, markdown));
    return kDone;
}

int runInWindow(const RunRequest& request, const PictureSize& size) {
    WindowOptions options;
    options.widthPx = size.widthPx, options.heightPx = size.heightPx;
    options.script = request.script;
    options.stateFile = request.stateFile;
    const auto shown = showWindow(options);
    return shown ? kDone : reportFailure(shown.error());
}

}  // namespace

int runScript(const RunRequest& request) {
    if (request.list) return listCommands(request.markdown);
    const auto size = parsePictureSize(request.size, kScreenDpi);
    if (!size) {
        reportFailure(size.error());
        return kWrongUsage;
    }
    if (request.window) return runInWindow(request, *size);

    Headless headless;
    headless.session().setViewSize(size->widthPx, size->heightPx, 1);
    ScriptPlayer player(headless.commands(), headless.session());
    if (const auto read = player.read(request.script); !read) return reportFailure(read.error());
    const bool played = headless.play(player);
    for (const auto& line : headless.session().takeReplies()) printLine(line);
    if (played) return kDone;
    complain(player.failure());
    return kWorldFailed;
}

}  // namespace app
