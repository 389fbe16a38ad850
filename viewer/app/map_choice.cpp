#include "viewer/app/map_choice.h"

#include <cmath>

#include "geo/space/transform.h"

namespace app {
namespace {

constexpr double kWorldSpanDeg = 25, kMemberReachMetres = 60000;

// Degrees from west eastwards to east: 0..360.
double spanDeg(const geo::GeographicExtent& box) {
    const double span = box.east - box.west;
    return span < 0 ? span + 360 : span;
}

double wrapped(double lonDeg) { return lonDeg > 180 ? lonDeg - 360 : lonDeg; }

geo::GeographicExtent joined(const geo::GeographicExtent& a, const geo::GeographicExtent& b) {
    const double south = std::min(a.south, b.south), north = std::max(a.north, b.north);
    const auto around = [&](const geo::GeographicExtent& first, const geo::GeographicExtent& second) {
        const double offset = std::fmod(second.west - first.west + 720, 360);
        return std::max(spanDeg(first), offset + spanDeg(second));
    };
    const double fromA = around(a, b), fromB = around(b, a);
    if (std::min(fromA, fromB) >= 360) return {-180, south, 180, north};
    const double west = fromA <= fromB ? a.west : b.west;
    return {west, south, wrapped(west + std::min(fromA, fromB)), north};
}

/// Whether a place may be a member's by its name: "Région de Bruxelles" is that of Bruxelles, "Canelones" is not Montevideo.
bool isCalled(const geo::Member& member, const std::string& place) {
    const auto words = "-" + geo::hyphenated(place, geo::Letters::Any) + "-";
    for (const auto& name : member.names()) {
        const auto own = geo::hyphenated(name, geo::Letters::Any);
        if (own.empty()) continue;
        if (words.find("-" + own + "-") != std::string::npos || ("-" + own + "-").find(words) != std::string::npos) return true;
    }
    return false;
}

}  // namespace

MapChoice chooseMap(const geo::GeographicExtent& box, const geo::Members* members, const std::string& fallbackTitle,
                    const std::string& place) {
    const auto centre = box.centre();
    const double width = spanDeg(box) * std::cos(centre.latDeg * M_PI / 180);
    MapChoice choice{std::max(width, box.north - box.south) > kWorldSpanDeg, centre, place.empty() ? fallbackTitle : place, {}};
    if (choice.world || !members) return choice;

    double nearest = kMemberReachMetres;
    for (const auto& member : members->all()) {
        const double metres = geo::geodesicDistance(centre, member.position);
        if (metres > nearest || (metres == nearest && !choice.memberId.empty())) continue;
        if (!place.empty() && !isCalled(member, place)) continue;
        nearest = metres;
        choice.centre = member.position, choice.memberId = member.id;
        if (place.empty()) choice.title = member.nameEn;
    }
    return choice;
}

bool liesNear(const geo::GeographicExtent& box, geo::LonLat point, double metres) {
    const double offset = std::fmod(point.lonDeg - box.west + 720, 360), span = spanDeg(box);
    const double lon = offset <= span ? point.lonDeg : offset - span < 360 - offset ? box.east : box.west;
    return geo::geodesicDistance(point, {lon, std::clamp(point.latDeg, box.south, box.north)}) <= metres;
}

geo::GeographicExtent united(std::span<const geo::GeographicExtent> boxes) {
    auto all = boxes.front();
    for (const auto& box : boxes.subspan(1)) all = joined(all, box);
    return all;
}

}  // namespace app
