#include "viewer/engine/graticule.h"

#include <cmath>

#include "geo/space/transform.h"

namespace engine {
namespace {

constexpr double kStepDeg = 15, kPointDeg = 2.5, kEdgeDeg = 180 - 1e-6;  // just inside, so that the map does not wrap

/// Cuts where a point has no place on the map.
void addLine(const geo::Transform& toMap, std::vector<geo::Point> line, std::vector<std::vector<geo::Point>>& lines) {
    toMap.forward(line);
    lines.emplace_back();
    for (const auto& point : line) {
        if (std::isfinite(point.x) && std::isfinite(point.y))
            lines.back().push_back(point);
        else if (!lines.back().empty())
            lines.emplace_back();
    }
}

std::vector<geo::Point> meridian(double lon) {
    std::vector<geo::Point> line;
    for (double lat = -90; lat <= 90; lat += kPointDeg) line.push_back({lon, lat});
    return line;
}

std::vector<geo::Point> parallel(double lat) {
    std::vector<geo::Point> line;
    for (double lon = -180; lon <= 180; lon += kPointDeg) line.push_back({std::clamp(lon, -kEdgeDeg, kEdgeDeg), lat});
    return line;
}

}  // namespace

const Graticule::Lines& Graticule::lines(const geo::Crs& crs, const std::string& crsKey) {
    if (m_made && crsKey == m_crsKey) return m_lines;
    m_made = true;
    m_crsKey = crsKey;
    m_lines = {};
    const auto toMap = geo::Transform::between(geo::Crs::wgs84(), crs);
    if (!toMap) return m_lines;  // a map that has no geographic positions has no graticule
    for (double lon = -180 + kStepDeg; lon < 180; lon += kStepDeg) addLine(*toMap, meridian(lon), m_lines.net);
    for (double lat = -90 + kStepDeg; lat < 90; lat += kStepDeg) addLine(*toMap, parallel(lat), m_lines.net);
    for (const double lon : {-kEdgeDeg, kEdgeDeg}) addLine(*toMap, meridian(lon), m_lines.outline);
    if (m_lines.outline.size() == 2 && m_lines.outline[0].size() == m_lines.outline[1].size()) {
        const auto &west = m_lines.outline[0], &east = m_lines.outline[1];
        const auto middle = west.size() / 2;
        if (!west.empty() && east[middle].x > west[middle].x) m_lines.west = west, m_lines.east = east;
    }
    for (const double lat : {-90.0, 90.0}) addLine(*toMap, parallel(lat), m_lines.outline);
    return m_lines;
}

}  // namespace engine
