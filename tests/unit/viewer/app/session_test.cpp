#include "viewer/app/session.h"

#include <gtest/gtest.h>

#include "tests/render/fake_source.h"

namespace app {
namespace {

/// Time enough for any flight.
void arrive(Session& session) { session.update(session.now() + 60); }

TEST(Session, GovernmentsOfOneTerritoryShareTheMap) {
    Session session;
    ASSERT_TRUE(session.flyToMember("barcelona"));
    arrive(session);
    const auto map = session.place();
    const size_t layers = map->scene.state().layers.size();
    ASSERT_FALSE(session.isWorldView());
    EXPECT_FALSE(session.memberCardOpen()) << "the map is what was asked for";

    ASSERT_TRUE(session.flyToMember("barcelona-metropolitan-area"));
    arrive(session);
    EXPECT_EQ(session.place(), map);
    EXPECT_EQ(session.place()->scene.state().layers.size(), layers);
    EXPECT_EQ(session.selectedMember(), "barcelona-metropolitan-area");
    EXPECT_TRUE(session.memberCardOpen()) << "what changes is the card";

    session.selectMember("barcelona");
    EXPECT_EQ(session.place(), map);
    EXPECT_EQ(map->memberId, "barcelona");
    EXPECT_FALSE(session.moving());
}

TEST(Session, AnotherGovernmentMayBeChosenOnTheWay) {
    Session session;
    session.showWorld();
    ASSERT_TRUE(session.flyToMember("barcelona"));
    session.update(session.now() + 0.01);
    ASSERT_TRUE(session.flyToMember("barcelona-metropolitan-area"));
    arrive(session);
    EXPECT_EQ(session.place()->memberId, "barcelona-metropolitan-area");
    EXPECT_EQ(session.selectedMember(), "barcelona-metropolitan-area");
}

TEST(Session, TheScaleOfTheInterfaceMagnifiesTheMapsLetteringOverTheSameGround) {
    Session session;
    session.setViewSize(1280, 800, 1.5);
    const auto before = session.view();
    session.editDesk().uiScale = 2;
    auto after = session.view();
    EXPECT_EQ(after.magnification, 2);
    EXPECT_EQ(after.symbolRatio(), 3);
    after.magnification = before.magnification;
    EXPECT_EQ(after, before);
}

TEST(Session, AVeryWideWindowShowsAllOfACity) {
    Session session;
    const auto city = Place::city({2, 41}, "City");
    city->homeWidthKm = 32;
    const auto shown = [&](int widthPx, int heightPx) {
        session.setViewSize(widthPx, heightPx, 1);
        const double scale = session.homeCamera(*city).metresPerPixel;
        return std::pair(widthPx * scale / 1000, heightPx * scale / 1000);
    };
    EXPECT_DOUBLE_EQ(shown(1920, 1080).first, 32);
    EXPECT_DOUBLE_EQ(shown(1000, 1000).first, 32);
    EXPECT_DOUBLE_EQ(shown(3840, 1080).second, 18) << "as high as in a window of 16 : 9";
}

TEST(Session, ZoomingOutOfACityEndsWhereItIsAFewPercentOfTheWindow) {
    Session session;
    ASSERT_TRUE(session.flyToMember("barcelona"));
    arrive(session);
    const auto place = session.place();
    while (!place->scene.state().layers.empty()) place->removeLayer(std::string(place->scene.state().layers[0].id));
    map::Layer layer;
    layer.id = "blocks";
    layer.source = fake::circles();  // 40 km wide
    layer.status = map::LayerStatus::Ready;
    place->scene.add(layer);
    session.setViewSize(1000, 800, 1);
    session.jumpTo({{0, 0}, 100, 0});
    for (int i = 0; i < 30; ++i) session.zoomAround({500, 400}, 0.5);
    EXPECT_DOUBLE_EQ(session.view().camera.metresPerPixel, 40000 / (0.04 * 800));
    session.zoomAround({500, 400}, 2);
    EXPECT_DOUBLE_EQ(session.view().camera.metresPerPixel, 20000 / (0.04 * 800)) << "and in again";
    session.jumpTo({{0, 0}, 9000, 0});  // by a command that names its scale
    session.zoomAround({500, 400}, 0.5);
    EXPECT_DOUBLE_EQ(session.view().camera.metresPerPixel, 9000) << "no farther, and no jump";
}

}  // namespace
}  // namespace app
