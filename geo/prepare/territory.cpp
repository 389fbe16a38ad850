#include "geo/prepare/territory.h"

#include <cmath>

#include "geo/base/paths.h"
#include "geo/space/transform.h"
#include "geo/vector/coastline.h"
#include "geo/vector/polygon_difference.h"

namespace geo {
namespace {

// An edge of meridian or parallel of d degrees bulges by R (d pi/180)² / 8 at most; 1 cm at 0.0064 degrees.
constexpr double kStepDeg = 0.006;
constexpr int kMostSteps = 4096;
constexpr const char* kNaturalEarth = "demo:world-atlas/land-10m.json";

void addEdge(std::vector<Point>& ring, Point from, Point to) {
    const double span = std::max(std::abs(to.x - from.x), std::abs(to.y - from.y));
    const int steps = std::clamp(static_cast<int>(std::ceil(span / kStepDeg)), 1, kMostSteps);
    for (int i = 0; i < steps; ++i) ring.push_back({from.x + (to.x - from.x) * i / steps, from.y + (to.y - from.y) * i / steps});
}

}  // namespace

Extent extentOf(const Territory& territory) {
    Extent extent;
    for (const auto& rings : territory.parts)
        for (const auto& p : rings.front()) extent.add(p);
    return extent;
}

Result<Territory> territoryOfBox(const GeographicExtent& box, const Crs& plane) {
    const double east = box.east < box.west ? box.east + 360 : box.east;
    if (!(box.west < east) || !(box.south < box.north))
        return fail(ErrorCode::Malformed, "This box has no area; give west,south,east,north in degrees.");
    const auto project = Transform::between(Crs::wgs84(), plane);
    if (!project) return Failure(project.error());
    std::vector<Point> ring;
    const Point corners[] = {{box.west, box.south}, {east, box.south}, {east, box.north}, {box.west, box.north}};
    for (size_t i = 0; i < 4; ++i) addEdge(ring, corners[i], corners[(i + 1) % 4]);
    project->forward(ring);
    for (const auto& p : ring)
        if (!std::isfinite(p.x))
            return fail(ErrorCode::Malformed, "This box does not lie on the city's plane; give one around the city.");
    return Territory{{{std::move(ring)}}, {}, "The box that was asked for."};
}

Territory territoryOfDistricts(const Zones& districts, const std::string& title) {
    Territory territory{districts.polygons(), {}, "The districts of " + title + " together."};
    for (const auto& rings : territory.parts)
        for (auto ring : rings) {
            ring.push_back(ring.front());
            territory.limits.push_back({BarrierKind::Limit, std::move(ring)});
        }
    return territory;
}

Result<GeographicExtent> geographicBox(const Territory& territory, const Crs& plane) {
    const auto project = Transform::between(Crs::wgs84(), plane);
    if (!project) return Failure(project.error());
    std::vector<Point> points;
    for (const auto& rings : territory.parts) points.insert(points.end(), rings.front().begin(), rings.front().end());
    project->inverse(points);
    if (points.empty()) return fail(ErrorCode::Malformed, "This territory has no area.");
    const double first = points.front().x;
    Extent box;
    for (const auto& p : points) box.add(Point{first + std::remainder(p.x - first, 360), p.y});
    if (box.empty()) return fail(ErrorCode::Malformed, "This territory lies off the Earth.");
    const auto wrapped = [](double lon) { return lon < -180 ? lon + 360 : lon > 180 ? lon - 360 : lon; };
    return GeographicExtent{wrapped(box.minX), box.minY, wrapped(box.maxX), box.maxY};
}

Result<Sea> findSea(const Territory& territory, const std::vector<std::vector<Point>>& coastlines,
                    const std::vector<std::string>& landFiles, const Crs& plane, const std::stop_token& stop) {
    Sea sea;
    if (!coastlines.empty()) {
        sea.polygons = seaFromCoastlines(coastlines, extentOf(territory));
        sea.source = "the coastlines of the data";
        return sea;
    }
    const auto box = geographicBox(territory, plane);
    if (!box) return Failure(box.error());
    for (const auto& file : landFiles) {
        const auto land = readZones(file, plane, *box, stop);
        if (!land && land.error().code == ErrorCode::NotFound) continue;
        if (!land) return Failure(land.error());
        auto rest = difference(territory.parts, land->polygons());
        if (!rest) return Failure(rest.error());
        sea.polygons = std::move(*rest);
        sea.source = file;
        if (file == kNaturalEarth && !sea.polygons.empty())
            sea.remarks.add(
                "The coast is Natural Earth's at 1:10,000,000, true to about a kilometre: the data have no coastline.");
        return sea;
    }
    sea.remarks.add("Whether there is sea here is not known: the data have no coastline and Natural Earth is not installed.");
    return sea;
}

std::vector<std::string> landFilesOf(const std::string& cityId) { return {"demo:" + cityId + "-land.geojson", kNaturalEarth}; }

}  // namespace geo
