#pragma once

#include <filesystem>

#include "geo/base/result.h"

namespace app {

/// Draws the city pack in a folder as it opens, without furniture, into a PNG of 640 x 400 pixels. Off screen; the calling thread
/// gets an OpenGL context for the time. Errors: those of opening and drawing; Unsupported where there is no OpenGL.
[[nodiscard]] geo::Result<void> drawThumbnail(const std::filesystem::path& folder, const std::filesystem::path& png);

}  // namespace app
