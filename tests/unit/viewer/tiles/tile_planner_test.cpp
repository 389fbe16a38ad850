#include "viewer/tiles/tile_planner.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>

namespace tiles {
namespace {

CoverRequest view(geo::Point centre, double width, double height, double turn = 0) {
    CoverRequest request;
    request.metresPerDevicePixel = 16;
    const double c = std::cos(turn), s = std::sin(turn);
    const std::array<geo::Point, 4> around{
        {{-width / 2, height / 2}, {width / 2, height / 2}, {width / 2, -height / 2}, {-width / 2, -height / 2}}};
    for (size_t i = 0; i < 4; ++i)
        request.corners[i] = {centre.x + around[i].x * c - around[i].y * s, centre.y + around[i].x * s + around[i].y * c};
    return request;
}

TEST(TilePlanner, CoversEveryPointOfTheView) {
    const geo::TileScheme scheme;
    for (const double turn : {0.0, 0.3, 1.0}) {
        const auto request = view({1234, -5678}, 30000, 17000, turn);
        const auto cover = planCover(request, scheme);
        for (double u = 0; u <= 1; u += 0.1)
            for (double v = 0; v <= 1; v += 0.1) {
                const auto mix = [&](double geo::Point::*axis) {
                    const auto& c = request.corners;
                    return (c[0].*axis * (1 - u) + c[1].*axis * u) * (1 - v) + (c[3].*axis * (1 - u) + c[2].*axis * u) * v;
                };
                const auto id = scheme.at({mix(&geo::Point::x), mix(&geo::Point::y)}, cover.level);
                EXPECT_TRUE(
                    std::ranges::any_of(cover.tiles, [&](const CoverTile& tile) { return tile.id == id && tile.visible; }));
            }
    }
}

TEST(TilePlanner, ATurnedViewTakesFewerTilesThanItsBox) {
    const auto request = view({0, 0}, 80000, 8000, 0.785);
    geo::Extent box;
    for (const auto& corner : request.corners) box.add(corner);
    const geo::TileScheme scheme;
    const auto cover = planCover(request, scheme);
    EXPECT_LT(cover.tiles.size(), scheme.covering(box, cover.level).size() / 2);
}

TEST(TilePlanner, VisibleTilesComeFirstThenThoseNearTheMiddle) {
    auto request = view({4000, -4000}, 20000, 12000);
    request.marginMetres = 9000;
    const auto tiles = planCover(request, {}).tiles;
    EXPECT_TRUE(tiles.front().visible);
    EXPECT_FALSE(tiles.back().visible);
    for (size_t i = 1; i < tiles.size(); ++i) {
        EXPECT_GE(tiles[i - 1].visible, tiles[i].visible);
        if (tiles[i - 1].visible == tiles[i].visible) {
            EXPECT_LE(tiles[i - 1].distance, tiles[i].distance);
        }
    }
}

TEST(TilePlanner, RefusesMoreTilesThanAllowed) { EXPECT_TRUE(planCover(view({0, 0}, 1e7, 1e7), {}, 100).tiles.empty()); }

TEST(TilePlanner, DoesNotReadFinerThanEightTexelsACell) {
    const geo::TileScheme scheme;
    const geo::TileId fine{17, 12345, -777};  // 1 m a texel
    EXPECT_EQ(contentTile(scheme, fine, 0), fine);
    EXPECT_EQ(contentTile(scheme, fine, 8), fine);
    EXPECT_EQ(contentTile(scheme, fine, 100), fine.ancestor(4));  // 16 m
    EXPECT_EQ(contentTile(scheme, fine, 1e9), fine.ancestor(17));
}

TEST(TilePlanner, PartsOfATileFitTogether) {
    const geo::TileId outer{3, -2, 1};
    EXPECT_EQ(partOf(outer, outer), (TilePart{0, 0, 1}));
    EXPECT_EQ(partOf(outer, outer.child(1)), (TilePart{0.5, 0, 0.5}));
    EXPECT_EQ(partOf(outer, outer.child(2).child(3)), (TilePart{0.25, 0.75, 0.25}));
}

}  // namespace
}  // namespace tiles
