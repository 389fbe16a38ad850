#pragma once

#include <span>
#include <vector>

#include "geo/space/types.h"
#include "geo/vector/feature_store.h"

namespace geo {

/// Whether a ring, line or point must be cut before it is drawn on a map of the world: longitudes jump by more than half the
/// globe, or lie beyond -180..180. Longitude and latitude in degrees; what is not finite is passed over.
[[nodiscard]] bool crossesAntimeridian(std::span<const Point> lonLat, GeometryKind kind);

/// The parts of a ring, line or point between -180 and 180 degrees, edges of rings running along the cuts. Steps go the short way
/// round. A ring around a pole is closed over it: the nearer one. Vertices that are not finite are left out.
[[nodiscard]] std::vector<std::vector<Point>> cutAtAntimeridian(std::span<const Point> lonLat, GeometryKind kind);

/// The longitudes of a ring or line made continuous: no step exceeds 180 degrees.
[[nodiscard]] std::vector<Point> unwrapLongitudes(std::span<const Point> points);
/// The part of a ring with minX <= x <= maxX (Sutherland and Hodgman); edges run along the cuts.
[[nodiscard]] std::vector<Point> clipRing(std::span<const Point> ring, double minX, double maxX);

}  // namespace geo
