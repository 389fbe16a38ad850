#include <gtest/gtest.h>

#include <cmath>

#include "viewer/app/camera_motion.h"
#include "viewer/app/frame_clock.h"
#include "viewer/app/navigation.h"
#include "viewer/app/place_flight.h"

namespace app {
namespace {

map::ViewState viewOf(const map::Camera& camera) { return {camera, 800, 600, 1}; }

TEST(CameraMotion, arrivesAtItsTarget) {
    CameraMotion motion;
    motion.jump({{0, 0}, 10, 0});
    motion.moveTo({{1000, 500}, 5, 0.3}, 1.0, true);
    EXPECT_TRUE(motion.moving());
    EXPECT_EQ(motion.target(), (map::Camera{{1000, 500}, 5, 0.3}));
    motion.update(1.1);
    EXPECT_GT(motion.camera().centre.x, 0);
    EXPECT_LT(motion.camera().centre.x, 1000);
    motion.update(10);
    EXPECT_FALSE(motion.moving());
    EXPECT_EQ(motion.camera(), (map::Camera{{1000, 500}, 5, 0.3}));
}

TEST(CameraMotion, zoomKeepsThePointUnderTheCursor) {
    CameraMotion motion;
    motion.jump({{0, 0}, 10, 0});
    const geo::Point cursor{700, 100};
    const auto held = viewOf(motion.camera()).toMap(cursor);
    motion.zoom(viewOf(motion.camera()), cursor, 2, 0, true);
    motion.zoom(viewOf(motion.camera()), cursor, 2, 0, true);
    for (double now = 0; motion.moving() && now < 5; now += 1.0 / 60) {
        motion.update(now);
        const auto under = viewOf(motion.camera()).toMap(cursor);
        EXPECT_NEAR(under.x, held.x, 1e-6);
        EXPECT_NEAR(under.y, held.y, 1e-6);
    }
    EXPECT_FALSE(motion.moving());
    EXPECT_NEAR(motion.camera().metresPerPixel, 2.5, 1e-9);
}

TEST(CameraMotion, aGlideComesToRest) {
    CameraMotion motion;
    motion.jump({{0, 0}, 1, 0});
    motion.glide(viewOf(motion.camera()), 1000, 0, 0);
    for (double now = 0; motion.moving() && now < 5; now += 1.0 / 60) motion.update(now);
    EXPECT_FALSE(motion.moving());
    EXPECT_LT(motion.camera().centre.x, -80);
    EXPECT_GT(motion.camera().centre.x, -200);
}

TEST(Place, carriesACameraOverWithoutMovingTheGround) {
    const auto world = Place::world();
    const auto sydney = Place::city({151.2, -33.9}, "Sydney");
    const map::Camera before{sydney->toMap(geo::LonLat{151.0, -33.7}), 300, 0.2};
    const auto over = carryOver(before, *sydney, *world);
    const auto back = carryOver(over, *world, *sydney);
    EXPECT_NEAR(back.centre.x, before.centre.x, 0.5);
    EXPECT_NEAR(back.centre.y, before.centre.y, 0.5);
    EXPECT_NEAR(back.rotationRad, before.rotationRad, 1e-6);
    EXPECT_NE(over.rotationRad, before.rotationRad) << "north leans in Equal Earth, far from Greenwich";
}

TEST(Place, knowsWhereTheWorldEnds) {
    const auto world = Place::world();
    EXPECT_TRUE(world->toLonLat({0, 0}));
    EXPECT_FALSE(world->toLonLat({17e6, 8e6})) << "a corner beside the outline";
    EXPECT_FALSE(world->toLonLat({40e6, 0}));
}

TEST(PlaceFlight, goesByWayOfTheWorldAndEndsExactly) {
    const auto world = Place::world();
    const auto from = Place::city({-56.2, -34.9}, "Montevideo"), to = Place::city({71.4, 51.1}, "Astana");
    const map::Camera start{{0, 0}, 20, 0}, goal{{500, -300}, 30, 0};
    const PlaceFlight flight({from, start}, world, {to, goal}, 1200, 100);
    EXPECT_EQ(flight.at(100).place, from);
    EXPECT_NEAR(flight.at(100).camera.centre.x, 0, 1);
    bool overWorld = false;
    for (double now = 100; !flight.finished(now); now += 0.05) {
        const auto end = flight.at(now);
        overWorld |= end.place == world;
        EXPECT_TRUE(std::isfinite(end.camera.centre.x) && end.camera.metresPerPixel > 0);
    }
    EXPECT_TRUE(overWorld);
    EXPECT_EQ(flight.at(1000).place, to);
    EXPECT_EQ(flight.at(1000).camera, goal);
}

TEST(FrameClock, drawsNothingWithoutAReason) {
    FrameClock clock;
    FrameWishes first;
    first.windowChanged = true;
    EXPECT_EQ(clock.untilFrame(first, 10), 0);
    clock.drawn(first, 10);
    EXPECT_TRUE(std::isinf(clock.untilFrame({}, 11)));
    EXPECT_EQ(clock.frames(), 1u);
}

TEST(FrameClock, keepsAPaceAndShowsProgressNowAndThen) {
    FrameClock clock;
    FrameWishes moving;
    moving.cameraMoving = true;
    clock.drawn(moving, 10);
    EXPECT_GT(clock.untilFrame(moving, 10.001), 0.005);
    EXPECT_EQ(clock.untilFrame(moving, 10.02), 0);
    FrameWishes tasks;
    tasks.tasksRunning = true;
    EXPECT_NEAR(clock.untilFrame(tasks, 10), 0.1, 1e-9);
    EXPECT_EQ(clock.framesByReason()[static_cast<size_t>(FrameReason::Camera)], 1u);
}

struct Hands {
    map::Camera camera{{0, 0}, 1, 0};
    std::vector<std::string> commands;
    double zoomed = 1;
    int stopped = 0, glides = 0;

    Navigation::Actions actions() {
        return {[this] { return viewOf(camera); },
                [this] { ++stopped; },
                [this](const map::Camera& to) { camera = to; },
                [this](geo::Point, double factor) { zoomed *= factor; },
                [this](double, double) { ++glides; },
                [this](const std::string& line) { commands.push_back(line); }};
    }
};

TEST(Navigation, aClickIdentifiesAndADragPans) {
    Hands hands;
    Navigation navigation(hands.actions());
    navigation.press(Button::Left, {}, {100, 100}, 0);
    navigation.move({102, 101}, 0.05);
    navigation.release(Button::Left, {102, 101}, 0.1);
    EXPECT_EQ(hands.commands, std::vector<std::string>{"identify.at 102 101"});
    EXPECT_EQ(hands.stopped, 1);

    navigation.press(Button::Left, {}, {100, 100}, 5);
    navigation.move({150, 100}, 5.5);
    navigation.release(Button::Left, {150, 100}, 6);
    EXPECT_EQ(hands.commands.size(), 1u);
    EXPECT_NEAR(hands.camera.centre.x, -50, 1e-9);
    EXPECT_EQ(hands.glides, 0) << "the hand rested before it let go";
}

TEST(Navigation, aDoubleClickZoomsIn) {
    Hands hands;
    Navigation navigation(hands.actions());
    for (const double at : {0.0, 0.2}) {
        navigation.press(Button::Left, {}, {100, 100}, at);
        navigation.release(Button::Left, {100, 100}, at + 0.05);
    }
    EXPECT_EQ(hands.zoomed, 2);
    EXPECT_EQ(hands.commands.size(), 1u);
}

TEST(Navigation, theRightButtonTurns) {
    Hands hands;
    Navigation navigation(hands.actions());
    navigation.press(Button::Right, {}, {700, 300}, 0);  // east of the middle
    navigation.move({400, 50}, 0.2);                     // to north of it: a quarter turn counter-clockwise
    navigation.release(Button::Right, {400, 50}, 0.3);
    EXPECT_NEAR(hands.camera.rotationRad, M_PI / 2, 1e-9);
    EXPECT_TRUE(hands.commands.empty());
}

TEST(Navigation, takesFractionsOfANotch) {
    Hands hands;
    Navigation navigation(hands.actions());
    for (int i = 0; i < 10; ++i) navigation.scroll(0.1, {}, {10, 10});
    EXPECT_NEAR(hands.zoomed, 1.35, 1e-9);
}

}  // namespace
}  // namespace app
