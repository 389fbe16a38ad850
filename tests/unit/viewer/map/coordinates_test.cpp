// The numbers of docs/coordinates.md.

#include <gtest/gtest.h>

#include "geo/space/transform.h"
#include "geo/tile/tile_scheme.h"
#include "viewer/map/camera.h"

namespace {

TEST(Coordinates, PalacioSalvoFromLongitudeToPixel) {
    const geo::LonLat palacioSalvo{-56.1992, -34.9064}, montevideo{-56.1882, -34.9033};
    const auto toMap = geo::Transform::between(geo::Crs::wgs84(), geo::Crs::cityEqualArea(montevideo));
    ASSERT_TRUE(toMap);
    const geo::Point metres = toMap->forward(geo::Point{palacioSalvo.lonDeg, palacioSalvo.latDeg});
    EXPECT_NEAR(metres.x, -1005.312, 5e-4);
    EXPECT_NEAR(metres.y, -343.965, 5e-4);
    EXPECT_NEAR(std::hypot(metres.x, metres.y), geo::geodesicDistance(montevideo, palacioSalvo), 0.01);  // 1,062.53 m

    const map::ViewState view{{{0, 0}, 10, 0}, 1280, 800, 2};
    const geo::TileScheme scheme;
    const int level = scheme.levelFor(view.camera.metresPerPixel);
    EXPECT_EQ(level, 14);
    EXPECT_EQ(scheme.resolution(level), 8);
    EXPECT_EQ(scheme.span(level), 4096);
    const geo::TileId tile = scheme.at(metres, level);
    EXPECT_EQ(tile, (geo::TileId{14, -1, 0}));
    EXPECT_EQ(tile.ancestor(), (geo::TileId{13, -1, 0}));

    const geo::Extent box = scheme.extent(tile);
    EXPECT_EQ(box, (geo::Extent{-4096, -4096, 0, 0}));
    EXPECT_NEAR((metres.x - box.minX) / scheme.resolution(level), 386.336, 5e-4);
    EXPECT_NEAR((box.maxY - metres.y) / scheme.resolution(level), 42.996, 5e-4);

    const geo::Point screen = view.toScreen(metres);
    EXPECT_NEAR(screen.x, 539.469, 5e-4);
    EXPECT_NEAR(screen.y, 434.397, 5e-4);
    EXPECT_NEAR(screen.x * view.pixelRatio, 1078.938, 1e-3);
    EXPECT_NEAR(screen.y * view.pixelRatio, 868.793, 1e-3);

    const geo::Point back = toMap->inverse(view.toMap(screen));
    EXPECT_NEAR(back.x, palacioSalvo.lonDeg, 1e-7);
    EXPECT_NEAR(back.y, palacioSalvo.latDeg, 1e-7);
}

}  // namespace
