#include "viewer/app/picture_size.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <filesystem>

#include "geo/base/names.h"
#include "geo/registry/members.h"
#include "viewer/control/command.h"

namespace app {
namespace {

constexpr double kMetresPerInch = 0.0254, kMillimetresPerInch = 25.4;
constexpr int kMostPx = 40000;  // A0 at 600 dpi is 19866 x 28087

struct Page {
    const char* name;
    double widthMm, heightMm;  // portrait
};
constexpr std::array<Page, 8> kPages{{{"a5", 148, 210},
                                      {"a4", 210, 297},
                                      {"a3", 297, 420},
                                      {"a2", 420, 594},
                                      {"a1", 594, 841},
                                      {"a0", 841, 1189},
                                      {"letter", 215.9, 279.4},
                                      {"tabloid", 279.4, 431.8}}};

geo::Failure malformed(const std::string& word) {
    return geo::fail(geo::ErrorCode::Malformed,
                     "A size is WIDTHxHEIGHT in pixels such as 1920x1080, or a page: A5 to A0, Letter, Tabloid, or A4-landscape.",
                     word);
}

// Whole logical pixels and a ratio that give just these device pixels: 3508 x 4961 at 300 dpi are not 3.125 times whole numbers,
// so the ratio bends by a hundredth of a percent or so.
PictureSize sizeFor(int widthPx, int heightPx, double ratio) {
    const int middle = std::max(1, static_cast<int>(std::round(widthPx / ratio)));
    for (int step = 0; step <= middle; ++step) {
        const int width = middle + (step % 2 ? (step + 1) / 2 : -step / 2);
        const double exact = static_cast<double>(widthPx) / width;
        const int height = std::max(1, static_cast<int>(std::round(heightPx / exact)));
        if (std::abs(height * exact - heightPx) < 0.45) return {width, height, exact};
    }
    return {widthPx, heightPx, 1};
}

}  // namespace

geo::Result<PictureSize> parsePictureSize(const std::string& word, double dpi) {
    if (!(dpi >= 10 && dpi <= 2400))
        return geo::fail(geo::ErrorCode::Malformed, "The resolution must lie between 10 and 2400 dpi.");
    double width = 0, height = 0;  // device px
    if (const auto x = word.find('x');
        x != std::string::npos && x > 0 && std::string_view("-0123456789").find(word[0]) != std::string_view::npos) {
        const auto w = control::parseNumber(word.substr(0, x), "width"), h = control::parseNumber(word.substr(x + 1), "height");
        if (!w || !h || *w != std::floor(*w) || *h != std::floor(*h)) return malformed(word);
        width = *w, height = *h;
    } else {
        const auto name = geo::lowered(word);
        const auto dash = name.find('-');
        const auto page =
            std::find_if(kPages.begin(), kPages.end(), [&](const Page& p) { return name.substr(0, dash) == p.name; });
        const auto turn = dash == std::string::npos ? "portrait" : name.substr(dash + 1);
        if (page == kPages.end() || (turn != "portrait" && turn != "landscape")) return malformed(word);
        width = std::round(page->widthMm / kMillimetresPerInch * dpi),
        height = std::round(page->heightMm / kMillimetresPerInch * dpi);
        if (turn == "landscape") std::swap(width, height);
    }
    if (!(width >= 16 && height >= 16 && width <= kMostPx && height <= kMostPx))
        return geo::fail(geo::ErrorCode::TooLarge,
                         "A picture is 16 to 40000 pixels wide and high; choose a size within that, or a lower --dpi.", word);
    return sizeFor(static_cast<int>(width), static_cast<int>(height), dpi / kScreenDpi);
}

geo::Result<double> parseScale(const std::string& word) {
    const auto value = control::parseNumber(word.starts_with("1:") ? word.substr(2) : word, "scale");
    if (!value || !(*value >= 1 && *value <= 1e9))
        return geo::fail(geo::ErrorCode::Malformed, "A scale is written 1:25000, with a number from 1 to a thousand million.",
                         word);
    return *value * kMetresPerInch / kScreenDpi;
}

std::string freePictureName(const std::filesystem::path& folder, const std::string& title) {
    const auto words = geo::hyphenated(title, geo::Letters::Any);
    const auto name = words.empty() ? std::string("map") : words;
    std::error_code error;
    auto path = folder / (name + ".png");
    for (int i = 2; std::filesystem::exists(path, error); ++i) path = folder / (name + "-" + std::to_string(i) + ".png");
    return path.string();
}

geo::Result<void> checkPictureName(const std::string& path) {
    const std::filesystem::path file(path);
    std::error_code unknown;
    if (std::filesystem::is_directory(file, unknown))
        return geo::fail(geo::ErrorCode::Output,
                         "This is a folder; name a picture in it, such as " + (file / "map.png").string() + ".", path);
    if (geo::lowered(file.extension().string()) != ".png")
        return geo::fail(geo::ErrorCode::Unsupported,
                         "Only PNG pictures can be written for now; give the file a name that ends in .png.", path);
    const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
    if (!std::filesystem::is_directory(folder, unknown))
        return geo::fail(geo::ErrorCode::Output,
                         "There is no folder " + folder.string() + "; make it with: mkdir -p " + folder.string() + ".", path);
    if (::access(folder.c_str(), W_OK) != 0)
        return geo::fail(geo::ErrorCode::Output, "You may not write into the folder " + folder.string() + "; choose another one.",
                         path);
    return {};
}

}  // namespace app
