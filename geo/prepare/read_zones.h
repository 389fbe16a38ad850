#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "geo/base/diagnostics.h"
#include "geo/base/result.h"
#include "geo/pyramid/open_layer.h"
#include "geo/space/crs.h"
#include "geo/vector/rings.h"

namespace geo {

/// One feature of polygons, such as a district: rings in metres of the city's plane.
struct Zone {
    std::string name;  ///< empty where the file names nothing
    std::vector<Rings> polygons;
};

struct Zones {
    std::vector<Zone> zones;  ///< in the file's order
    std::string nameField;    ///< that named them; empty: none
    Diagnostics remarks;

    [[nodiscard]] std::vector<Rings> polygons() const;
};

/// The polygons of a file (its first layer that has any), projected into the plane; edges are split where they would bend. With a
/// `box`, parts beside it are left out: the land of the world costs no more than the land of a city.
/// Errors: NotFound, Unreadable, Unsupported (no polygons), NoCrs, Cancelled. Any thread.
[[nodiscard]] Result<Zones> readZones(const std::string& path, const Crs& plane, const std::optional<GeographicExtent>& box,
                                      const std::stop_token& stop);

}  // namespace geo
