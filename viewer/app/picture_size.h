#pragma once

#include <filesystem>
#include <string>

#include "geo/base/result.h"

namespace app {

/// A logical pixel is 1/96 inch wherever a scale such as 1:25000 is meant.
inline constexpr double kScreenDpi = 96;

struct PictureSize {
    int widthPx = 1920, heightPx = 1080;  ///< logical px
    double pixelRatio = 1;                ///< device pixels per logical pixel
};

/// "1920x1080" in device pixels, or a page: "A3", "A4-landscape", "Letter" at `dpi`.
[[nodiscard]] geo::Result<PictureSize> parsePictureSize(const std::string& word, double dpi);

/// "1:25000" or "25000" as metres per logical pixel.
[[nodiscard]] geo::Result<double> parseScale(const std::string& word);

/// A name for a picture of a map that no file in the folder has yet: "sao-paulo.png", "sao-paulo-2.png".
[[nodiscard]] std::string freePictureName(const std::filesystem::path& folder, const std::string& title);
/// Unsupported for any ending but .png, Output where it is a folder, or its folder does not exist or may not be written.
[[nodiscard]] geo::Result<void> checkPictureName(const std::string& path);

}  // namespace app
