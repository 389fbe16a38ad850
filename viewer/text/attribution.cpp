#include <algorithm>
#include <string_view>

#include "viewer/text/canvas.h"
#include "viewer/text/furniture.h"
#include "viewer/text/theme.h"

namespace text {
namespace {

constexpr double kPadXPx = 6, kPadYPx = 3;
constexpr int kMostAttribution = 2000;  // characters: licences want all of them shown
constexpr std::string_view kFileMark = "Source: ";
constexpr size_t kMostFiles = 6;

// Credits first, all of them; then the names of files that bring none, as one list.
std::string joined(const std::vector<std::string>& sources) {
    std::vector<std::string> credits, files;
    for (const auto& source : sources) {
        const std::string clean = cleanText(source, false, kMostAttribution);
        const bool file = clean.rfind(kFileMark, 0) == 0;
        auto& list = file ? files : credits;
        const auto text = file ? clean.substr(kFileMark.size()) : clean;
        if (!text.empty() && std::find(list.begin(), list.end(), text) == list.end()) list.push_back(text);
    }
    std::string line;
    for (const auto& credit : credits) line += (line.empty() ? "" : "\u00A0· ") + credit;  // the dot stays on the line it ends
    for (size_t i = 0; i < std::min(files.size(), kMostFiles); ++i)
        line += (i > 0          ? ", "
                 : line.empty() ? ""
                                : "\u00A0· ") +
                (i > 0              ? std::string()
                 : files.size() > 1 ? std::string("Sources: ")
                                    : std::string(kFileMark)) +
                files[i];
    if (const size_t more = files.size() - std::min(files.size(), kMostFiles); more > 0)
        line += " and " + std::to_string(more) + (more == 1 ? " more file" : " more files");
    return cleanText(line, false, kMostAttribution);
}

}  // namespace

Image paintAttribution(const std::vector<std::string>& sources, double maxWidthPx, bool dark, double pixelRatio) {
    const double ratio = usableRatio(pixelRatio), room = std::clamp(maxWidthPx, 80.0, 8000.0) - 2 * kPadXPx;
    const std::string line = joined(sources);
    if (line.empty()) return {};
    const auto theme = themeFor(dark);
    const Typeset set(line, {.sizePx = 10.5, .weight = 400, .maxWidthPx = room, .maxLines = 24, .lineHeight = 1.35}, ratio);
    const double width = set.width() / ratio + 2 * kPadXPx, height = set.height() / ratio + 2 * kPadYPx;
    const Canvas canvas(std::ceil(width), std::ceil(height), ratio);
    canvas.setColour(theme.ground);
    canvas.roundedBox({0, 0, std::ceil(width), std::ceil(height)}, 3);
    cairo_fill(canvas.cairo());
    canvas.write(set, kPadXPx, kPadYPx + set.baseline() / ratio, theme.ink);
    return canvas.take();
}

}  // namespace text
