#include "viewer/map/camera.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace {

using map::Camera;
using map::Extent;
using map::Point;
using map::ViewState;

void expectNear(Point a, Point b, double tolerance) {
    EXPECT_NEAR(a.x, b.x, tolerance);
    EXPECT_NEAR(a.y, b.y, tolerance);
}

ViewState randomView(std::mt19937& random) {
    std::uniform_real_distribution<double> metres(-1e6, 1e6), zoom(-2, 4), turn(-3, 3);
    return {{{metres(random), metres(random)}, std::pow(10, zoom(random)), turn(random)}, 1280, 800, 2};
}

TEST(Camera, MiddleOfTheScreenIsTheCentre) {
    const ViewState view{{{1000, 2000}, 10, 0.7}, 1280, 800, 1};
    expectNear(view.toScreen({1000, 2000}), {640, 400}, 1e-9);
}

TEST(Camera, NorthIsUpAndRotationIsCounterClockwise) {
    ViewState view{{{0, 0}, 10, 0}, 1280, 800, 1};
    expectNear(view.toScreen({100, 200}), {650, 380}, 1e-9);
    view.camera.rotationRad = M_PI / 2;  // north to the left
    expectNear(view.toScreen({0, 200}), {620, 400}, 1e-9);
}

TEST(CameraLaws, ScreenToMapToScreenReturns) {
    std::mt19937 random(1);
    for (int i = 0; i < 500; ++i) {
        const auto view = randomView(random);
        const Point screen{double(i * 3 % 1280), double(i * 7 % 800)};
        expectNear(view.toScreen(view.toMap(screen)), screen, 1e-5);
    }
}

TEST(CameraLaws, ZoomAndRotationKeepThePointUnderTheCursor) {
    std::mt19937 random(2);
    for (int i = 0; i < 300; ++i) {
        auto view = randomView(random);
        const Point cursor{double(i * 5 % 1280), double(i * 11 % 800)}, under = view.toMap(cursor);
        auto zoomed = view, turned = view;
        zoomed.camera = map::zoomAround(view, cursor, 0.5 + i / 100.0);
        expectNear(zoomed.toScreen(under), cursor, 1e-5);
        turned.camera = map::rotateAround(view, cursor, i / 50.0);
        expectNear(turned.toScreen(under), cursor, 1e-5);
        EXPECT_LE(std::abs(turned.camera.rotationRad), M_PI + 1e-12);
        view.camera = map::pan(view, 30, -20);
        expectNear(view.toScreen(under), {cursor.x + 30, cursor.y - 20}, 1e-5);
    }
}

TEST(Camera, ZoomStopsAtItsEnds) {
    const ViewState view{{{0, 0}, 10, 0}, 1280, 800, 1};
    EXPECT_EQ(map::zoomAround(view, {640, 400}, 1e12).metresPerPixel, 0.02);
    EXPECT_EQ(map::zoomAround(view, {640, 400}, 1e-12).metresPerPixel, 100000);
    for (const double nonsense : {0.0, -2.0, std::nan("")}) EXPECT_EQ(map::zoomAround(view, {3, 4}, nonsense), view.camera);
}

TEST(Camera, NobodyGetsOffTheEarth) {
    const map::Camera far = map::withinReach({{1e308, -1e300}, 1e-300, 1000 * M_PI + 1});
    EXPECT_EQ(far.centre.x, 20e6);
    EXPECT_EQ(far.centre.y, -20e6);
    EXPECT_EQ(far.metresPerPixel, map::kNearest);
    EXPECT_NEAR(far.rotationRad, 1, 1e-9);
    const map::Camera near{{17e6, -8e6}, 20000, -3};
    EXPECT_EQ(map::withinReach(near), near);
}

TEST(Camera, FitShowsTheWholeBoxWithinItsMargin) {
    const Extent box{-5000, 1000, 15000, 4000};
    ViewState view{{}, 1280, 800, 1};
    view.camera = map::fit(box, 1280, 800, 24);
    for (const Point corner : {Point{box.minX, box.minY}, Point{box.maxX, box.maxY}}) {
        const Point screen = view.toScreen(corner);
        EXPECT_GE(screen.x, 24 - 1e-9);
        EXPECT_LE(screen.x, 1280 - 24 + 1e-9);
        EXPECT_GE(screen.y, 24 - 1e-9);
        EXPECT_LE(screen.y, 800 - 24 + 1e-9);
    }
    EXPECT_NEAR(view.toScreen({box.minX, 2500}).x, 24, 1e-9);  // and no smaller than needed
    EXPECT_EQ(map::fit(Extent{}, 1280, 800), Camera{});
    EXPECT_EQ(map::fit({7, 7, 7, 7}, 1280, 800).metresPerPixel, 0.02);
    EXPECT_TRUE(std::isfinite(map::fit(box, 10, 10, 24).metresPerPixel));
}

TEST(Camera, VisibleHoldsTheScreen) {
    const ViewState view{{{100, 200}, 5, 0.5}, 1280, 800, 1};
    const Extent box = view.visible().grown(1e-6);
    for (int x = 0; x <= 1280; x += 128)
        for (int y = 0; y <= 800; y += 80) EXPECT_TRUE(box.contains(view.toMap({double(x), double(y)})));
}

struct Trip {
    Camera from, to;
};
const Trip kTrips[] = {{{{0, 0}, 10, 0}, {{20000, -5000}, 2, 0}},
                       {{{-4.9e6, -4.3e6}, 15000, 0}, {{1.1e7, 4.6e6}, 30, 1}},
                       {{{0, 0}, 10, 3}, {{0, 0}, 1000, -3}},
                       {{{0, 0}, 10, 0}, {{1e-9, 0}, 20, 0}},
                       {{{5, 5}, 10, 0}, {{5, 5}, 10, 0}}};

TEST(FlightLaws, StartsAndEndsWhereItShould) {
    for (const auto& [from, to] : kTrips) {
        EXPECT_EQ(map::flight(from, to, 1280, 0), from);
        EXPECT_EQ(map::flight(from, to, 1280, 1), to);
        EXPECT_EQ(map::flight(from, to, 1280, -1), from);
        EXPECT_EQ(map::flight(from, to, 1280, 2), to);
        const double seconds = map::flightSeconds(from, to, 1280);
        EXPECT_GE(seconds, 0.25);
        EXPECT_LE(seconds, 3.5);
    }
}

TEST(FlightLaws, IsContinuous) {
    for (const auto& [from, to] : kTrips) {
        constexpr int kSteps = 2000;
        Camera last = from;
        for (int i = 1; i <= kSteps; ++i) {
            const Camera now = map::flight(from, to, 1280, double(i) / kSteps);
            ASSERT_TRUE(std::isfinite(now.centre.x) && std::isfinite(now.metresPerPixel) && now.metresPerPixel > 0);
            // No step moves the picture by more than a tenth of its width, nor scales or turns it by a fifth.
            EXPECT_LT(std::hypot(now.centre.x - last.centre.x, now.centre.y - last.centre.y), 128 * now.metresPerPixel);
            EXPECT_LT(std::abs(std::log(now.metresPerPixel / last.metresPerPixel)), 0.2);
            EXPECT_LT(std::abs(std::remainder(now.rotationRad - last.rotationRad, 2 * M_PI)), 0.2);
            last = now;
        }
    }
}

TEST(FlightLaws, TurnsTheShortWay) {
    const Camera half = map::flight({{0, 0}, 10, 3}, {{0, 0}, 1000, -3}, 1280, 0.5);
    EXPECT_NEAR(std::abs(std::remainder(half.rotationRad, 2 * M_PI)), M_PI, 1e-9);
}

TEST(FlightLaws, LongTripsRiseFirst) {
    const Camera half = map::flight({{0, 0}, 10, 0}, {{500000, 0}, 10, 0}, 1280, 0.5);
    EXPECT_GT(half.metresPerPixel, 100);
    EXPECT_NEAR(half.centre.x, 250000, 1);
}

}  // namespace
