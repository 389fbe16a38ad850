#pragma once

#include <string>
#include <vector>

#include "geo/base/result.h"

namespace app {

struct WindowOptions {
    std::vector<std::string> paths;  ///< to open; empty: the world
    std::string script;              ///< to replay; empty: none
    std::string stateFile;           ///< JSON of what is shown, kept up to date for tests; empty: none
    int widthPx = 1440, heightPx = 900;
};

/// Whether a window can be opened here at all.
[[nodiscard]] bool displayIsThere();

/// Opens the window and runs it until it is closed. Fails if there is no window or no OpenGL 4.1, or with the line of a script.
[[nodiscard]] geo::Result<void> showWindow(const WindowOptions& options);

}  // namespace app
