#include <filesystem>

#include "geo/base/paths.h"
#include "viewer/app/cli/cli.h"
#include "viewer/app/cli/print.h"
#include "viewer/app/picture_size.h"
#include "viewer/app/window_app.h"

namespace app {
namespace {

// The same view as a picture, where there is nothing to open a window on.
int drawInstead(const ViewRequest& request) {
    const auto folder = geo::cacheFolder();
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    SnapshotRequest picture;
    picture.paths = request.paths.empty() ? std::vector<std::string>{"world"} : request.paths;
    picture.output = (folder / "last-view.png").string();
    if (!request.size.empty()) picture.size = request.size;
    complain("There is no display to open a window on, so the same view is drawn into a picture.");
    const int status = writePicture(picture);
    if (status == kDone) printLine(picture.output);
    return status;
}

}  // namespace

int openViewer(const ViewRequest& request) {
    WindowOptions options;
    options.paths = request.paths;
    options.stateFile = request.stateFile;
    if (!request.size.empty()) {
        const auto size = parsePictureSize(request.size, kScreenDpi);
        if (!size) {
            reportFailure(size.error());
            return kWrongUsage;
        }
        options.widthPx = size->widthPx, options.heightPx = size->heightPx;
    }
    if (!displayIsThere()) return drawInstead(request);
    const auto shown = showWindow(options);
    return shown ? kDone : reportFailure(shown.error());
}

}  // namespace app
