#include "picture.h"

#include <fmt/format.h>
#include <png.h>

#include <cstdlib>
#include <filesystem>

namespace picture {
namespace {

const std::filesystem::path kBaselines = METROMOSAIC_SOURCE_DIR "/tests/render/baselines";

void writePng(const std::filesystem::path& path, const Picture& picture) {
    std::filesystem::create_directories(path.parent_path());
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(picture.width);
    image.height = static_cast<png_uint_32>(picture.height);
    image.format = PNG_FORMAT_RGBA;
    EXPECT_TRUE(png_image_write_to_file(&image, path.c_str(), 0, picture.rgba.data(), 0, nullptr))
        << path << ": " << image.message;
}

struct Comparison {
    size_t beyond = 0;  ///< pixels beyond the step
    int largest = 0;
    Picture difference;
};

Comparison compare(const Picture& a, const Picture& b, int step) {
    Comparison result{0, 0, a};
    for (size_t i = 0; i < a.rgba.size(); i += 4) {
        int worst = 0;
        for (size_t c = 0; c < 3; ++c) {
            const int difference = std::abs(static_cast<int>(a.rgba[i + c]) - static_cast<int>(b.rgba[i + c]));
            worst = std::max(worst, difference);
            result.difference.rgba[i + c] = static_cast<std::byte>(std::min(255, difference * 8));
        }
        result.difference.rgba[i + 3] = std::byte{255};
        result.largest = std::max(result.largest, worst);
        if (worst > step) ++result.beyond;
    }
    return result;
}

}  // namespace

geo::Result<Picture> readPng(const std::string& path) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    if (!png_image_begin_read_from_file(&image, path.c_str())) return geo::fail(geo::ErrorCode::Unreadable, image.message, path);
    image.format = PNG_FORMAT_RGBA;
    Picture picture{static_cast<int>(image.width), static_cast<int>(image.height), std::vector<std::byte>(PNG_IMAGE_SIZE(image))};
    if (!png_image_finish_read(&image, nullptr, picture.rgba.data(), 0, nullptr))
        return geo::fail(geo::ErrorCode::Unreadable, image.message, path);
    return picture;
}

testing::AssertionResult matchesBaseline(const Picture& picture, const std::string& name, const Tolerance& tolerance) {
    const auto baselinePath = kBaselines / (name + ".png");
    const auto failed = std::filesystem::temp_directory_path() / "metromosaic-render-tests";
    if (const char* update = std::getenv("UPDATE_BASELINES"); update && std::string(update) == "1") {
        writePng(baselinePath, picture);
        return testing::AssertionSuccess();
    }
    const auto actualPath = failed / (name + ".actual.png");
    const auto baseline = readPng(baselinePath.string());
    if (!baseline) {
        writePng(actualPath, picture);
        return testing::AssertionFailure() << "No baseline " << baselinePath << "; the candidate is " << actualPath;
    }
    if (baseline->width != picture.width || baseline->height != picture.height) {
        writePng(actualPath, picture);
        return testing::AssertionFailure() << name << " has another size than its baseline; see " << actualPath;
    }
    const auto comparison = compare(picture, *baseline, tolerance.step);
    const double share = static_cast<double>(comparison.beyond) / (static_cast<double>(picture.width) * picture.height);
    if (share <= tolerance.share) return testing::AssertionSuccess();
    writePng(actualPath, picture);
    writePng(failed / (name + ".difference.png"), comparison.difference);
    return testing::AssertionFailure() << fmt::format(
               "{}: {} pixels ({:.3f} %) differ by more than {} ({} allows {:.3f} %), at most by {}; see {} and "
               "{}.difference.png",
               name, comparison.beyond, share * 100, tolerance.step, tolerance.name, tolerance.share * 100, comparison.largest,
               actualPath.string(), name);
}

testing::AssertionResult same(const Picture& a, const Picture& b) {
    if (a.width != b.width || a.height != b.height) return testing::AssertionFailure() << "sizes differ";
    const auto comparison = compare(a, b, 0);
    if (comparison.beyond == 0) return testing::AssertionSuccess();
    return testing::AssertionFailure() << comparison.beyond << " pixels differ, at most by " << comparison.largest;
}

}  // namespace picture
