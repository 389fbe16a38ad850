#include <thread>

#include "sample_scene.h"

namespace picture {
namespace {

constexpr int kLevelOf8Metres = 14;

/// The same ground twice: as a raster of classes, of which every texel is composed, and as areas, of which only some are.
std::shared_ptr<fake::Source> ground(bool asAreas, int onlyLevel) {
    const auto classAt = [](geo::Point p) -> uint32_t {
        if (std::abs(p.x - 50) < 200 && std::abs(p.y + 30) < 140) return 2;
        return std::hypot(p.x, p.y) < 1500 ? 1 + (p.x * 0.3 > p.y ? 2 : 0) : 0;
    };
    auto source = std::make_shared<fake::Source>(
        asAreas ? geo::SourceKind::Areas : geo::SourceKind::Classes, fake::kWorld, [=](const auto& scheme, const auto& id) {
            if (id.level != onlyLevel)
                return geo::Result<geo::TileContent>(geo::fail(geo::ErrorCode::Cancelled, ""));  // never comes
            if (!asAreas)
                return geo::Result<geo::TileContent>(geo::TileContent{geo::CodeContent{
                    fake::raster<uint8_t>(scheme, id, [&](auto p) { return static_cast<uint8_t>(classAt(p)); }), {}}});
            return geo::Result<geo::TileContent>(geo::TileContent{geo::AreaContent{
                fake::raster<uint32_t>(scheme, id, [&](auto p) { return classAt(p) ? classAt(p) << 8 | 255u : 0u; }), {}}});
        });
    source->table = fake::threeClasses();
    if (asAreas) {
        geo::FeatureTable table;
        table.features = 3, table.classOf = {1, 2, 3};
        source->featureTable = std::make_shared<geo::FeatureTable>(std::move(table));
    }
    return source;
}

class Composing : public RenderTest {
protected:
    /// Frames until the picture is complete; the most pictures that one of them made.
    uint64_t framesUntilComplete(const engine::FrameInput& input) {
        uint64_t most = 0;
        for (engine::FrameStatus status; !status.complete || status.needsRedraw;) {
            const auto before = engine->statistics().tilesComposed;
            status = engine->update(input);
            most = std::max<uint64_t>(most, engine->statistics().tilesComposed - before);
            std::this_thread::yield();  // to who reads tiles
        }
        return most;
    }
};

/// A layer of areas that leaves the map from 9 m a pixel on, under roads; seen at 8 m a pixel.
class ComposingByScale : public Composing {
protected:
    void SetUp() override {
        RenderTest::SetUp();
        m_scene.add("use", fake::circles());
        m_scene.add("detail", fake::chessboard(200)).maxMetresPerPixel = 9;
        m_scene.add("roads", sampleRoads());
    }
    SceneBuilder m_scene;
};

TEST_F(ComposingByScale, PassingAScaleMakesOnePictureAFrameAndShowsTheFormerLookUntilThen) {
    auto input = look(m_scene.freeze(), 8, 1024, 700);
    settle(input);
    input.moving = true;
    framesUntilComplete(input);
    input.view.camera.metresPerPixel = 8.999;
    framesUntilComplete(input);
    const auto with = draw(input);

    input.view.camera.metresPerPixel = 9.001;
    std::vector<Picture> passing;
    for (engine::FrameStatus status; !status.complete || status.needsRedraw;) {
        const auto before = engine->statistics().tilesComposed;
        status = engine->update(input);
        EXPECT_LE(engine->statistics().tilesComposed, before + 1);
        passing.push_back(draw(input));
    }
    EXPECT_GT(passing.size(), 8u);
    const auto& without = passing.back();
    const auto differs = [](std::array<int, 3> a, std::array<int, 3> b) {
        return std::abs(a[0] - b[0]) + std::abs(a[1] - b[1]) + std::abs(a[2] - b[2]) > 30;  // the scales are not quite the same
    };
    const auto share = [&](const Picture& of, const Picture& like) {  // of the pixels in which the layer makes a difference
        int alike = 0, all = 0;
        for (int y = 0; y < of.height; y += 4)
            for (int x = 0; x < of.width; x += 4)
                if (differs(with.at(x, y), without.at(x, y))) ++all, alike += !differs(of.at(x, y), like.at(x, y));
        return static_cast<double>(alike) / std::max(all, 1);
    };
    EXPECT_GT(share(passing.front(), with), 0.98) << "as it was until there is something newer";
    for (const auto& picture : passing)
        EXPECT_GT(std::max(share(picture, with), share(picture, without)), 0.98) << "and no patchwork of both";

    input.moving = false;
    const auto resting = settleAndDraw(input);
    engine.emplace(engine::EngineOptions{.workers = 2});
    EXPECT_TRUE(same(resting, settleAndDraw(input)));
}

TEST_F(ComposingByScale, PassingAScaleAtRestKeepsToTheBudget) {
    engine.emplace(engine::EngineOptions{.workers = 2, .uploadBudgetMs = 0});
    auto input = look(m_scene.freeze(), 8, 1024, 700);
    settle(input);
    input.view.camera.metresPerPixel = 9.5;
    EXPECT_EQ(framesUntilComplete(input), 1u);
    const auto drawn = draw(input);
    engine.emplace(engine::EngineOptions{.workers = 2});
    EXPECT_TRUE(same(drawn, settleAndDraw(input)));
}

TEST_F(ComposingByScale, ARestyleIsWholeInTheNextFrameAlsoWhilePassingAScale) {
    auto input = look(m_scene.freeze(), 8, 1024, 700);
    settle(input);
    input.moving = true;
    input.view.camera.metresPerPixel = 8.999;
    framesUntilComplete(input);
    input.view.camera.metresPerPixel = 9.001;
    EXPECT_FALSE(engine->update(input).complete);
    m_scene.state().layers[0].style.hidden = {"1"};
    input.scene = m_scene.freeze();
    EXPECT_TRUE(engine->update(input).complete);
    const auto restyled = draw(input);
    framesUntilComplete(input);
    EXPECT_TRUE(same(restyled, draw(input)));
}

/// A raster under roads, seen at 8 m a pixel, whose third class is learnt while the map is looked at.
class ComposingWhatIsLearnt : public Composing {
protected:
    void SetUp() override {
        RenderTest::SetUp();
        engine.emplace(engine::EngineOptions{.workers = 2, .uploadBudgetMs = 0});
        m_source->table->classes.pop_back();
        m_scene.add("cover", m_source);
        m_scene.add("detail", fake::circles()).maxMetresPerPixel = 9;
        m_scene.add("roads", sampleRoads());
    }
    void learn() {
        m_source->table = fake::threeClasses();
        ++m_source->tableRevision;
    }
    void expectWholeInTheNextFrame(const engine::FrameInput& input) {
        EXPECT_TRUE(engine->update(input).complete);
        const auto next = draw(input);
        engine.emplace(engine::EngineOptions{.workers = 2});
        EXPECT_TRUE(same(next, settleAndDraw(input)));
    }
    std::shared_ptr<fake::Source> m_source = fake::chessboard(200);
    SceneBuilder m_scene;
};

TEST_F(ComposingWhatIsLearnt, IsSeenWholeInTheNextFrame) {
    const auto input = look(m_scene.freeze(), 8, 1024, 700);
    const auto before = settleAndDraw(input);
    learn();
    expectWholeInTheNextFrame(input);
    EXPECT_FALSE(same(before, draw(input))) << "there is something to learn";
}

TEST_F(ComposingWhatIsLearnt, IsSeenWholeAlsoOnTheWayBackOverAScale) {
    auto input = look(m_scene.freeze(), 8.999, 1024, 700);
    settle(input);
    input.view.camera.metresPerPixel = 9.001;
    EXPECT_FALSE(engine->update(input).complete);
    learn();
    input.view.camera.metresPerPixel = 8.999;
    expectWholeInTheNextFrame(input);
}

TEST_F(Composing, WhereNothingStandsInAreasComeFirstAndTheirLinesInAnotherFrame) {
    engine.emplace(engine::EngineOptions{.workers = 2, .uploadBudgetMs = 0});
    SceneBuilder scene;
    scene.add("use", fake::circles());
    scene.add("roads", sampleRoads());
    auto input = look(scene.freeze(), 4, 1024, 700);
    input.moving = true;
    EXPECT_EQ(framesUntilComplete(input), 1u);
    const auto moving = draw(input);
    engine.emplace(engine::EngineOptions{.workers = 2});
    EXPECT_TRUE(same(moving, settleAndDraw(input))) << "complete, it looks the same";
}

TEST_F(Composing, LinesOnceSeenStayWhileFinerTilesStandIn) {
    SceneBuilder scene;
    scene.add("roads", sampleRoads());
    auto input = look(scene.freeze(), 8, 512, 512);
    settle(input);  // at rest: lines are in no picture yet
    const auto inkOf = [](const Picture& picture) {
        int ink = 0;
        for (int y = 0; y < picture.height; ++y)
            for (int x = 0; x < picture.width; ++x) ink += picture.at(x, y) != std::array{244, 243, 239};
        return ink;
    };
    const int before = inkOf(draw(input));
    input.moving = true;
    input.view.camera.metresPerPixel = 11.5;  // tiles of the next level are wanted, which are not there
    engine->update(input);
    EXPECT_GT(inkOf(draw(input)), before / 4);
}

TEST_F(Composing, PassingAScaleAndALevelAtOnceLeavesNoHole) {
    SceneBuilder scene;
    scene.add("ground", ground(true, kLevelOf8Metres));
    scene.add("detail", ground(false, kLevelOf8Metres)).maxMetresPerPixel = 9;
    auto input = look(scene.freeze(), 8);
    settle(input);
    input.moving = true;
    framesUntilComplete(input);
    input.view.camera.metresPerPixel = 12;  // each tile wanted now has one of its four parts
    engine->update(input);
    const auto passing = draw(input);
    for (int y = 88; y < 168; y += 8)
        for (int x = 152; x < 232; x += 8) ASSERT_NE(passing.at(x, y), (std::array{244, 243, 239})) << x << "," << y;
}

TEST_F(Composing, SymbolsThatArriveMakeNoPicture) {
    SceneBuilder scene;
    scene.add("use", fake::circles());
    scene.add("roads", sampleRoads());
    auto input = look(scene.freeze(), 8);
    input.moving = true;
    settle(input);
    scene.add("places", samplePlaces());
    input.scene = scene.freeze();
    const auto composed = engine->statistics().tilesComposed;
    settle(input);
    EXPECT_EQ(engine->statistics().tilesComposed, composed);
}

TEST_F(Composing, ACrowdOfSymbolsIsInTheMovingPictureOfWhatLiesBelow) {
    SceneBuilder scene;
    scene.add("use", fake::circles());
    scene.add("roads", sampleRoads());
    const auto areas = fake::circles();
    const auto crowd =
        std::make_shared<fake::Source>(geo::SourceKind::Points, fake::kWorld,
                                       [areas](const auto& scheme, const auto& id) { return areas->read(scheme, id, {}); });
    crowd->table = areas->table, crowd->featureTable = areas->featureTable;
    scene.add("crowd", crowd).opacity = 0.5;
    auto input = look(scene.freeze(), 4);  // texels are pixels
    const auto resting = settleAndDraw(input);
    input.moving = true;
    engine->update(input);
    const auto before = engine->statistics().drawCalls;
    const auto moving = draw(input);
    EXPECT_EQ(engine->statistics().drawCalls - before, 4u) << "one quad a tile";
    int worst = 0;
    for (size_t i = 0; i < resting.rgba.size(); ++i)
        worst = std::max(worst, std::abs(static_cast<int>(resting.rgba[i]) - static_cast<int>(moving.rgba[i])));
    EXPECT_LE(worst, 3);
}

TEST_F(Composing, AreasLookTheSameThoughNotEveryTexelIsComposed) {
    const auto picturesOf = [this](bool asAreas) {
        engine.emplace(engine::EngineOptions{.workers = 2});
        SceneBuilder scene;
        scene.add("ground", ground(asAreas, kLevelOf8Metres)).opacity = 0.6;
        std::vector<Picture> pictures;
        auto input = look(scene.freeze(), 8);
        pictures.push_back(settleAndDraw(input));
        for (const double metresPerPixel : {2.0, 16.0}) {  // stand-ins: parts of coarser contents, and finer ones
            input.view.camera.metresPerPixel = metresPerPixel;
            while (engine->update(input).needsRedraw) std::this_thread::yield();
            pictures.push_back(draw(input));
        }
        return pictures;
    };
    const auto areas = picturesOf(true), classes = picturesOf(false);
    for (size_t i = 0; i < areas.size(); ++i) {
        EXPECT_TRUE(same(areas[i], classes[i])) << i;
        EXPECT_NE(areas[i].at(192, 128), areas[i].at(10, 10)) << "there is something to see in " << i;
    }
}

}  // namespace
}  // namespace picture
