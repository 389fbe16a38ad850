#include "geo/pyramid/explain_text.h"

#include <fmt/format.h>

#include <cmath>

namespace geo {

std::string whereOnEarth(const GeographicExtent& box) {
    constexpr double kKmPerDegree = 111.32;
    const auto centre = box.centre();
    const double span = box.east >= box.west ? box.east - box.west : box.east - box.west + 360;
    const double width = span * kKmPerDegree * std::cos(centre.latDeg * M_PI / 180),
                 height = (box.north - box.south) * kKmPerDegree;
    const auto km = [](double value) {
        return value < 10 ? fmt::format("{:.1f}", value) : grouped(static_cast<int64_t>(std::lround(value)));
    };
    return fmt::format("{} x {} km around {:.3f} {}, {:.3f} {}", km(width), km(height), std::abs(centre.latDeg),
                       centre.latDeg < 0 ? "S" : "N", std::abs(centre.lonDeg), centre.lonDeg < 0 ? "W" : "E");
}

std::string crsText(const Crs& crs) {
    const auto name = crs.name().empty() || crs.name() == "unnamed" || crs.name() == "unknown"
                          ? std::string("a coordinate system without a name")
                          : crs.name();
    return crs.authorityCode().empty() ? name : fmt::format("{} ({})", name, crs.authorityCode());
}

std::string paragraph(const std::string& text, size_t columns) {
    const auto width = [](std::string_view part) {  // characters, not bytes
        size_t count = 0;
        for (const char c : part) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
        return count;
    };
    std::string lines, line;
    for (size_t at = 0; at < text.size();) {
        const size_t end = std::min(text.find(' ', at), text.size());
        const auto word = text.substr(at, end - at);
        at = end + 1;
        if (word.empty()) continue;
        if (!line.empty() && width(line) + 1 + width(word) > columns) {
            lines += line + "\n";
            line.clear();
        }
        line += (line.empty() ? "" : " ") + word;
    }
    return lines + line + "\n";
}

}  // namespace geo
