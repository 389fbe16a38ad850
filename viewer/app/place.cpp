#include "viewer/app/place.h"

#include <cassert>
#include <limits>

namespace app {
namespace {

constexpr double kNorthStepDeg = 1e-3;   // far enough for a direction, near enough to be the local one
constexpr double kSmallestShare = 0.04;  // of the view's shorter side

// Direction of north in the plane, radians clockwise from the y axis.
double northAngle(const Place& place, geo::LonLat at) {
    const geo::LonLat south{at.lonDeg, std::min(at.latDeg, 90 - kNorthStepDeg)};
    const auto a = place.toMap(south), b = place.toMap(geo::LonLat{south.lonDeg, south.latDeg + kNorthStepDeg});
    return std::atan2(b.x - a.x, b.y - a.y);
}

geo::Transform fromLonLat(const geo::Crs& crs) {
    auto transform = geo::Transform::between(geo::Crs::wgs84(), crs);
    assert(transform && "the map's own planes are always reachable from longitude and latitude");
    return std::move(*transform);
}

}  // namespace

Place::Place(PlaceKind placeKind, geo::Crs crs, geo::LonLat middle, std::string name)
    : kind(placeKind), title(std::move(name)), centre(middle), m_fromLonLat(fromLonLat(crs)) {
    scene.setCrs(std::move(crs), title);
}

// Nobody waits for these any more.
Place::~Place() {
    for (auto& [layer, load] : loads) load.task->cancel();
}

void Place::removeLayer(const std::string& id) {
    if (const auto load = loads.find(id); load != loads.end()) {
        load->second.task->cancel();
        loads.erase(load);
    }
    ownLayers.erase(id);
    scene.remove(id);
}

std::shared_ptr<Place> Place::world() {
    return std::shared_ptr<Place>(new Place(PlaceKind::World, geo::Crs::equalEarth(), {0, 0}, "World"));
}

std::shared_ptr<Place> Place::city(geo::LonLat centre, std::string title) {
    return std::shared_ptr<Place>(new Place(PlaceKind::City, geo::Crs::cityEqualArea(centre), centre, std::move(title)));
}

void Place::belongTo(const geo::Member& member) {
    memberId = member.id;
    scene.setNames(member.names());
}

geo::Point Place::toMap(geo::LonLat position) const { return m_fromLonLat.forward(geo::Point{position.lonDeg, position.latDeg}); }

std::optional<geo::LonLat> Place::toLonLat(geo::Point point) const {
    const auto found = m_fromLonLat.inverse(point);
    if (!std::isfinite(found.x) || !std::isfinite(found.y)) return std::nullopt;
    // Beyond the outline of Equal Earth the inverse still answers, with a longitude that leads elsewhere.
    const auto back = m_fromLonLat.forward(found);
    if (!(std::hypot(back.x - point.x, back.y - point.y) < 1000)) return std::nullopt;
    return geo::LonLat{found.x, found.y};
}

geo::Extent Place::toMap(const geo::GeographicExtent& box) const {
    const double east = box.east < box.west ? box.east + 360 : box.east;
    if (east <= 180 || kind == PlaceKind::City) return m_fromLonLat.forward(geo::Extent{box.west, box.south, east, box.north});
    auto both = m_fromLonLat.forward(geo::Extent{box.west, box.south, 180, box.north});
    both.add(m_fromLonLat.forward(geo::Extent{-180, box.south, east - 360, box.north}));
    return both;
}

geo::Extent Place::layersExtent() const {
    geo::Extent all;
    for (const auto& layer : scene.state().layers)
        if (layer.source && layer.visible && !layer.source->extent().empty()) all.add(layer.source->extent());
    return all;
}

double Place::farthest(double widthPx, double heightPx) const {
    const auto all = layersExtent();
    const double side = std::max(all.width(), all.height());
    if (kind == PlaceKind::World || all.empty() || side <= 0) return std::numeric_limits<double>::infinity();
    return side / (kSmallestShare * std::max(1.0, std::min(widthPx, heightPx)));
}

map::Camera carryOver(const map::Camera& camera, const Place& from, const Place& to) {
    const auto at = from.toLonLat(camera.centre);
    if (!at || &from == &to) return camera;
    const double turn = northAngle(to, *at) - northAngle(from, *at);
    return {to.toMap(*at), camera.metresPerPixel, camera.rotationRad + turn};
}

}  // namespace app
