#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "geo/space/transform.h"
#include "geo/tile/tile_scheme.h"

namespace {

using geo::Crs;
using geo::LonLat;
using geo::Point;
using geo::Transform;

// A number from `low` to `high`, in steps of a thousandth of the way.
double between(double low, double high) { return low + (high - low) * *rc::gen::inRange(0, 1001) / 1000; }

// Where cities are: from Punta Arenas to Tromsø.
LonLat anyCity() { return {between(-180, 180), between(-54, 70)}; }

RC_GTEST_PROP(SpaceLaws, CityCrsGoesThereAndBack, ()) {
    const auto centre = anyCity();
    const auto city = Transform::between(Crs::wgs84(), Crs::cityEqualArea(centre));
    RC_ASSERT(city.has_value());
    const Point metres{between(-100000, 100000), between(-100000, 100000)};
    const Point back = city->forward(city->inverse(metres));
    RC_ASSERT(std::hypot(back.x - metres.x, back.y - metres.y) < 0.01);
}

RC_GTEST_PROP(SpaceLaws, CityCrsKeepsSquareKilometres, ()) {
    const auto city = Transform::between(Crs::wgs84(), Crs::cityEqualArea(anyCity()));
    RC_ASSERT(city.has_value());
    const Point corner{between(-60000, 60000), between(-60000, 60000)};
    std::vector<LonLat> ring;
    for (const Point p :
         {corner, Point{corner.x + 1000, corner.y}, Point{corner.x + 1000, corner.y + 1000}, Point{corner.x, corner.y + 1000}}) {
        const Point degrees = city->inverse(p);
        ring.push_back({degrees.x, degrees.y});
    }
    RC_ASSERT(std::abs(geo::geodesicArea(ring) / 1e6 - 1) < 1e-5);
}

RC_GTEST_PROP(SpaceLaws, TheTileOfAPointIsAChildOfItsTileOneLevelUp, ()) {
    const geo::TileScheme scheme;
    const Point p{between(-2e7, 2e7), between(-2e7, 2e7)};
    const int level = *rc::gen::inRange(1, geo::TileScheme::kMaxLevel + 1);
    RC_ASSERT(scheme.extent(scheme.at(p, level)).contains(p));
    RC_ASSERT(scheme.at(p, level).ancestor() == scheme.at(p, level - 1));
}

}  // namespace
