#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "geo/pyramid/open_layer.h"
#include "geo/registry/members.h"
#include "geo/space/transform.h"
#include "viewer/base/task.h"
#include "viewer/map/scene.h"

namespace app {

/// How much is shown of a city of which nothing else says it.
inline constexpr double kUnknownCityWidthKm = 60;

enum class PlaceKind { World, City };

/// One map plane with what is drawn on it: the world in Equal Earth, or a city in its own equal-area plane. Main thread only.
/// A flight has up to three of them under way; loads that finish after their place is gone are dropped.
struct Place {
    PlaceKind kind = PlaceKind::World;
    map::Scene scene;
    std::string title;
    std::string memberId;    ///< whose city this is; empty: nobody's
    geo::LonLat centre;      ///< of the plane, and of the home view
    double homeWidthKm = 0;  ///< ground width of the home view; 0: all layers, or the whole world
    bool bare = false;       ///< a city of which no scene exists: only the ground and the members
    /// Layers that the person opened, by id here; the number is the same in every place that they come along to.
    std::map<std::string, uint64_t> ownLayers;

    struct Load {
        uint64_t ticket = 0;
        std::shared_ptr<base::Task> task;
    };
    std::map<std::string, Load> loads;  ///< layer id -> the load whose result is awaited

    ~Place();
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
    static std::shared_ptr<Place> world();
    static std::shared_ptr<Place> city(geo::LonLat centre, std::string title);

    /// Whose city this is: governments of one territory share a map.
    void belongTo(const geo::Member& member);
    /// Takes a layer off the map; what is still loading of it is cancelled.
    void removeLayer(const std::string& id);

    [[nodiscard]] geo::Point toMap(geo::LonLat position) const;
    /// nullopt off the edge of the world.
    [[nodiscard]] std::optional<geo::LonLat> toLonLat(geo::Point point) const;
    /// Box in the map's plane around a geographic box. Empty if nothing of it can be shown.
    [[nodiscard]] geo::Extent toMap(const geo::GeographicExtent& box) const;
    /// Around all layers that are ready; empty if none is.
    [[nodiscard]] geo::Extent layersExtent() const;
    /// Metres per logical pixel beyond which nobody zooms out of a city: there its layers take a few percent of a view of this
    /// size. Infinity for the world, and where no layer has an extent.
    [[nodiscard]] double farthest(double widthPx, double heightPx) const;

private:
    Place(PlaceKind kind, geo::Crs crs, geo::LonLat centre, std::string title);
    geo::Transform m_fromLonLat;
};

/// The camera over `to` that looks at the same ground as `camera` over `from`: same place, same scale, same direction of north.
[[nodiscard]] map::Camera carryOver(const map::Camera& camera, const Place& from, const Place& to);

}  // namespace app
