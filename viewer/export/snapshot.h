#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>

#include "geo/base/result.h"
#include "viewer/map/camera.h"
#include "viewer/map/scene.h"

namespace exporting {

/// A finished picture as data: what a person asked for, in pixels.
struct SnapshotSpec {
    std::shared_ptr<const map::SceneState> scene;
    map::Camera camera;  ///< metresPerPixel is per logical pixel
    /// Data to be shown whole and clear of the furniture: north up, and the camera's centre and scale follow from them.
    struct Subject {
        geo::Extent extent;            ///< map CRS, not empty
        std::set<std::string> layers;  ///< ids
    };
    std::optional<Subject> subject;
    int widthPx = 1920;  ///< logical
    int heightPx = 1080;
    double pixelRatio = 1;     ///< dpi / 96 for pages
    double magnification = 1;  ///< of lettering, symbols and furniture, as in map::ViewState
    double dpi = 0;            ///< written into the file; 0: 96 x pixelRatio
    bool furniture = true;     ///< scale bar, north arrow, legend; the attribution is always drawn
    bool wholeLegend = false;  ///< every class that a layer has, not only those that the picture shows: for series of maps
    /// Drawn in pieces of at most this many device pixels a side. The result is the same file; of a turned map single bytes may
    /// differ by one step.
    int tilePx = 2048;
    std::string worldFile;  ///< path of the world file to write beside; empty: none
    double timeoutSeconds = 120;
};

/// What is to be said of a picture that was written.
struct SnapshotReport {
    bool blank = false;          ///< the map shows nothing but the background
    bool legendLeftOut = false;  ///< it would have covered too much of so small a picture
    bool sourcesCut = false;     ///< the picture is smaller than its attribution
    map::ViewState view;         ///< what it shows
};

/// Draws off screen (EGL surfaceless, no display needed) and writes a PNG atomically: it is whole or absent.
/// Errors: Output, Unsupported (no OpenGL 4.1), TooLarge (not drawn within the time), Cancelled soon after `stop`, Unreadable:
/// the first problem of a tile that could not be read, as a picture with a gap would pass for a whole one.
[[nodiscard]] geo::Result<SnapshotReport> writeSnapshot(const SnapshotSpec& spec, const std::string& path,
                                                        const geo::Progress& progress = {}, const std::stop_token& stop = {});

}  // namespace exporting
