#pragma once

#include <functional>
#include <string>

#include "geo/base/result.h"
#include "viewer/engine/map_engine.h"

namespace exporting {

/// A finished picture as data: what a person asked for, in pixels.
struct SnapshotSpec {
    std::shared_ptr<const map::SceneState> scene;
    map::Camera camera;  ///< metresPerPixel is per logical pixel
    int widthPx = 1920;  ///< logical
    int heightPx = 1080;
    double pixelRatio = 1;  ///< dpi / 96 for pages
    double dpi = 0;         ///< written into the file; 0: 96 x pixelRatio
    bool furniture = true;  ///< scale bar, north arrow, legend; the attribution is always drawn
    int tilePx = 2048;      ///< drawn in pieces of at most this many device pixels a side; the result is the same
    std::string worldFile;  ///< path of the world file to write beside; empty: none
    double timeoutSeconds = 120;
};

/// Draws off screen (EGL surfaceless, no display needed) and writes a PNG atomically: it is whole or absent.
/// Errors: Output, Unsupported (no OpenGL 4.1), TooLarge (not drawn within the time), Cancelled soon after `stop`, or the first
/// layer problem if every layer failed.
[[nodiscard]] geo::Result<void> writeSnapshot(const SnapshotSpec& spec, const std::string& path,
                                              const geo::Progress& progress = {}, const std::stop_token& stop = {});

}  // namespace exporting
