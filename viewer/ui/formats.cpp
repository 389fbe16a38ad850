#include "viewer/ui/formats.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "geo/base/counted.h"
#include "geo/base/text.h"

namespace ui {
namespace {

constexpr const char* kThinSpace = "\u202f";
constexpr double kPixelMetres = 0.0254 / 96;            // CSS px, as the scale bar
constexpr double kZoomZeroMetres = 156543.03392804097;  // Web Mercator, 256 px tiles, equator

}  // namespace

std::string grouped(long long value) { return geo::grouped(value, kThinSpace); }

std::string formatLonLat(geo::LonLat p) {
    return fmt::format("{:.4f}° {}  {:.4f}° {}", std::abs(p.latDeg), p.latDeg < 0 ? "S" : "N", std::abs(p.lonDeg),
                       p.lonDeg < 0 ? "W" : "E");
}

std::string formatScale(double metresPerPixel) {
    const double scale = metresPerPixel / kPixelMetres;
    if (!(scale >= 1) || scale > 1e12) return "1 : –";
    const double step = std::pow(10.0, std::max(0.0, std::floor(std::log10(scale)) - 2));
    return "1 : " + grouped(std::llround(std::round(scale / step) * step));
}

std::string formatZoom(double metresPerPixel) {
    if (!(metresPerPixel > 0)) return "–";
    return fmt::format("{:.1f}", std::log2(kZoomZeroMetres / metresPerPixel));
}

std::string formatPopulation(double people) {
    if (people >= 9.995e6) return fmt::format("{:.1f} million", people / 1e6);
    if (people >= 1e6) return fmt::format("{:.2f} million", people / 1e6);
    return grouped(std::llround(people));
}

std::string registrySentence(const geo::Members& members) {
    const auto confirmed = std::count_if(members.all().begin(), members.all().end(), [](const auto& m) { return !m.candidate; });
    return geo::counted(std::ssize(members.all()), "government") + " listed, " + geo::counted(confirmed, "confirmed member");
}

std::string capitalised(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

}  // namespace ui
