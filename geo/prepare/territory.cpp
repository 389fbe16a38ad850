#include "geo/prepare/territory.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "geo/base/paths.h"
#include "geo/raster/cell_coverage.h"
#include "geo/space/transform.h"
#include "geo/vector/coastline.h"
#include "geo/vector/polygon_difference.h"

namespace geo {
namespace {

// An edge of meridian or parallel of d degrees bulges by R (d pi/180)² / 8 at most; 1 cm at 0.0064 degrees.
constexpr double kStepDeg = 0.006;
constexpr int kMostSteps = 4096;
constexpr const char* kCoastline = "natural=coastline";
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

GeographicExtent grown(const GeographicExtent& box, double metres) {
    constexpr double kMetresPerDegree = 111'320;
    const double degrees = metres / kMetresPerDegree;
    const double poleward = std::max(std::abs(box.south), std::abs(box.north)) + degrees;
    if (poleward >= 89) return {-180, std::max(-90.0, box.south - degrees), 180, std::min(90.0, box.north + degrees)};
    const double across = degrees / std::cos(poleward * M_PI / 180);
    const double width = box.east - box.west + (box.west > box.east ? 360 : 0);
    if (width + 2 * across >= 360) return {-180, box.south - degrees, 180, box.north + degrees};
    return {std::remainder(box.west - across, 360), box.south - degrees, std::remainder(box.east + across, 360),
            box.north + degrees};
}

namespace {

constexpr double kWorthTelling = 0.001;  // of the territory: single cells without data are not

double areaOf(const std::vector<Rings>& polygons) {
    double area = 0;
    for (const auto& rings : polygons) area += std::abs(polygonArea(rings));
    return area;
}

/// What the first of the land files that is there does not call land.
Result<Sea> seaBesideLand(const Territory& territory, const std::vector<std::string>& landFiles, const Crs& plane,
                          const std::stop_token& stop) {
    Sea sea;
    const auto box = geographicBox(territory, plane);
    if (!box) return Failure(box.error());
    for (const auto& file : landFiles) {
        const auto land = readZones(file, plane, *box, stop);
        if (!land && land.error().code == ErrorCode::NotFound) continue;
        if (!land) return Failure(land.error());
        auto rest = difference(territory.parts, land->polygons());
        if (!rest) return Failure(rest.error());
        sea.polygons = std::move(*rest);
        sea.source = file, sea.tag = kCoastline;
        if (file == kNaturalEarth && !sea.polygons.empty())
            sea.remarks.add(
                "The coast is Natural Earth's at 1:10,000,000, true to about a kilometre: the data have no coastline.");
        return sea;
    }
    sea.remarks.add("Whether there is sea here is not known: the data have no coastline and Natural Earth is not installed.");
    return sea;
}

}  // namespace

Result<Sea> findSea(const Territory& territory, const std::vector<std::vector<Point>>& coastlines,
                    const std::optional<LandcoverWater>& landcover, const std::vector<std::string>& landFiles, const Crs& plane,
                    const std::stop_token& stop) {
    if (!coastlines.empty()) {
        Sea sea;
        sea.polygons = seaFromCoastlines(coastlines, extentOf(territory));
        sea.source = "the coastlines of the data", sea.tag = kCoastline;
        return sea;
    }
    if (!landcover) return seaBesideLand(territory, landFiles, plane, stop);
    Sea sea;
    sea.polygons = landcover->water;
    sea.source = "the open water of " + landcover->source, sea.tag = "open water of the land cover";
    if (!sea.polygons.empty())
        sea.remarks.add(fmt::format("Shores follow the cells of {}, {:.0f} m wide: the data have no coastline.",
                                    landcover->source, landcover->cellM));
    const auto untold = difference(territory.parts, landcover->covered);
    if (!untold) return Failure(untold.error());
    if (untold->empty()) return sea;
    auto beside = seaBesideLand({*untold, {}, {}}, landFiles, plane, stop);
    if (!beside) return beside;
    const bool matters = areaOf(*untold) > kWorthTelling * areaOf(territory.parts);
    if (matters) std::ranges::copy(beside->remarks.remarks, std::back_inserter(sea.remarks.remarks));
    if (!beside->polygons.empty()) sea.source = beside->source + "; " + sea.source;
    std::ranges::copy(beside->polygons, std::back_inserter(sea.polygons));
    return sea;
}

std::vector<std::string> landFilesOf(const std::string& cityId) { return {"demo:" + cityId + "-land.geojson", kNaturalEarth}; }

}  // namespace geo
