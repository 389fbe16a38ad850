#include "viewer/plan/screen.h"

#include <gtest/gtest.h>

#include <cmath>

namespace plan {
namespace {

map::ViewState sampleView(double rotation, double ratio = 1.5) { return {{{1200, -340}, 7, rotation}, 801, 400, ratio}; }

TEST(Screen, AgreesWithTheView) {
    for (const double rotation : {0.0, 0.7, -2.5}) {
        const auto view = sampleView(rotation);
        const Screen screen(view, {}, false);
        for (const geo::Point p : {geo::Point{0, 0}, {1200, -340}, {-2500, 900}}) {
            const auto logical = view.toScreen(p);
            const auto device = screen.toDevice(p);
            EXPECT_NEAR(device.x, logical.x * view.pixelRatio, 1e-9);
            EXPECT_NEAR(device.y, logical.y * view.pixelRatio, 1e-9);
            const auto back = screen.toMap(device);
            EXPECT_NEAR(back.x, p.x, 1e-8);
            EXPECT_NEAR(back.y, p.y, 1e-8);
        }
    }
}

TEST(Screen, SnappedTilesLieOnWholePixelsInEveryPiece) {
    const auto view = sampleView(0, 1);
    const auto scheme = geo::TileScheme::exactFor(view.metresPerDevicePixel());
    const geo::TileId id{geo::TileScheme::kExactLevel, -1, 2};
    const auto whole = Screen(view, {}, true).place(scheme, id);
    EXPECT_EQ(whole.x, std::round(whole.x));
    EXPECT_EQ(whole.y, std::round(whole.y));
    EXPECT_EQ(whole.eastX, 512);
    EXPECT_EQ(whole.southY, 512);
    const auto piece = Screen(view, {100, 200, 50, 50}, true).place(scheme, id);
    EXPECT_EQ(piece.x, whole.x - 100);
    EXPECT_EQ(piece.y, whole.y - 200);
}

TEST(Screen, TilesFollowTheirExtentAndShareTheirCorners) {
    const auto view = sampleView(0.6);
    const Screen screen(view, {}, false);
    const geo::TileScheme scheme;
    const geo::TileId id{13, 0, -1};
    const auto place = screen.place(scheme, id), east = screen.place(scheme, {13, 1, -1}),
               south = screen.place(scheme, {13, 0, 0});
    const auto box = scheme.extent(id);
    const auto southEast = screen.toDevice({box.maxX, box.minY});
    EXPECT_NEAR(place.x + place.eastX + place.southX + place.bentX, southEast.x, 1 / 512.0);
    EXPECT_NEAR(place.y + place.eastY + place.southY + place.bentY, southEast.y, 1 / 512.0);
    EXPECT_EQ(place.x + place.eastX, east.x);
    EXPECT_EQ(place.y + place.eastY, east.y);
    EXPECT_EQ(place.x + place.eastX + place.southX + place.bentX, south.x + south.eastX);
    EXPECT_EQ(place.y + place.eastY + place.southY + place.bentY, east.y + east.southY);
}

TEST(Screen, TurnedTilesLieAlikeInEveryPiece) {
    const geo::TileScheme scheme;
    for (const double rotation : {0.6, -2.1}) {
        const auto view = sampleView(rotation, 3.125);
        const auto whole = Screen(view, {}, false).place(scheme, {13, 0, -1});
        const auto piece = Screen(view, {333, 1017, 200, 200}, false).place(scheme, {13, 0, -1});
        EXPECT_EQ(static_cast<float>(piece.x) + 333, static_cast<float>(whole.x));
        EXPECT_EQ(static_cast<float>(piece.y) + 1017, static_cast<float>(whole.y));
        EXPECT_EQ(static_cast<float>(piece.eastX), static_cast<float>(whole.eastX));
        EXPECT_EQ(whole.x * 256, std::round(whole.x * 256)) << "exact as a float";
    }
}

}  // namespace
}  // namespace plan
