#pragma once

#include <memory>
#include <string>

#include "geo/base/result.h"
#include "geo/space/types.h"

namespace geo {

/// A coordinate reference system, with axes always in the order x east, y north (longitude, latitude).
/// Immutable; copies share. Safe to use from any thread.
class Crs {
public:
    /// From anything PROJ understands: "EPSG:3035", "ESRI:54009", WKT, a PROJ string.
    [[nodiscard]] static Result<Crs> parse(const std::string& definition);

    /// WGS 84 longitude and latitude in degrees.
    [[nodiscard]] static Crs wgs84();
    /// Lambert azimuthal equal-area on WGS 84, metres, centred on a city: its map CRS.
    [[nodiscard]] static Crs cityEqualArea(LonLat centre);
    /// Equal Earth on WGS 84, metres, Greenwich in the middle: the map CRS of the world view.
    [[nodiscard]] static Crs equalEarth();

    /// What parse() was given, in a form that parse() takes again.
    [[nodiscard]] const std::string& definition() const;
    /// The name a person knows, such as "WGS 84 / UTM zone 21S".
    [[nodiscard]] const std::string& name() const;
    /// "EPSG:32721" where an authority has a code for it, else empty.
    [[nodiscard]] const std::string& authorityCode() const;
    [[nodiscard]] bool isGeographic() const;
    /// WKT 1 (ESRI flavour) for world files' companions (.prj).
    [[nodiscard]] std::string esriWkt() const;

    friend bool operator==(const Crs& a, const Crs& b);

private:
    struct Facts;
    explicit Crs(std::shared_ptr<const Facts> facts) : m_facts(std::move(facts)) {}
    std::shared_ptr<const Facts> m_facts;
};

}  // namespace geo
