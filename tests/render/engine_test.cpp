#include <thread>

#include "geo/taxonomy/scheme.h"
#include "sample_scene.h"

namespace picture {
namespace {

class Engine : public RenderTest {};

TEST_F(Engine, RestylingRecomposesInTheNextFrameAndReadsNoTile) {
    SceneBuilder scene;
    const auto chess = fake::chessboard(200);
    const auto circles = fake::circles();
    scene.add("chess", chess);
    scene.add("use", circles);
    settle(look(scene.freeze(), 8, 1024, 700));
    const int reads = chess->reads + circles->reads;
    const auto uploaded = engine->statistics().tilesUploaded;

    scene.state().layers[1].style.hidden = {"1", "2", "3"};
    scene.state().layers[0].style.colourOf["2"] = {10, 20, 30, 255};
    auto restyled = look(scene.freeze(), 8, 1024, 700);
    const auto settled = settleAndDraw(restyled);
    EXPECT_EQ(chess->reads + circles->reads, reads);
    EXPECT_EQ(engine->statistics().tilesUploaded, uploaded);

    scene.state().layers[1].style.hidden.clear();
    restyled.scene = scene.freeze();
    EXPECT_TRUE(engine->update(restyled).complete);
    EXPECT_FALSE(same(settled, draw(restyled)));
    scene.state().layers[1].style.hidden = {"1", "2", "3"};
    restyled.scene = scene.freeze();
    EXPECT_TRUE(engine->update(restyled).complete);
    EXPECT_TRUE(same(settled, draw(restyled)));
}

TEST_F(Engine, AnotherDimensionColoursTheNextFrameAndReadsNoTile) {
    const auto circles = fake::circles();
    auto table = std::make_shared<geo::FeatureTable>(*circles->featureTable);
    for (const auto index : table->classOf) {
        geo::DimensionClasses classes{};
        for (auto& one : classes) one = static_cast<uint8_t>(index);  // residential, natural ...: the first classes of each
        table->dimensionsOf.push_back(classes);
    }
    circles->featureTable = table;
    SceneBuilder scene;
    scene.add("mosaic", circles);
    scene.state().layers[0].style.dimension = "use";
    auto view = look(scene.freeze(), 8, 1024, 700);
    const auto use = settleAndDraw(view);
    const int reads = circles->reads;
    const auto uploaded = engine->statistics().tilesUploaded;
    scene.state().layers[0].style.dimension = "density";
    view.scene = scene.freeze();
    EXPECT_FALSE(same(use, settleAndDraw(view)));
    EXPECT_EQ(circles->reads, reads);
    EXPECT_EQ(engine->statistics().tilesUploaded, uploaded);

    for (const char* dimension : {"surface", "tenure"}) {
        scene.state().layers[0].style.dimension = dimension;
        view.scene = scene.freeze();
        EXPECT_TRUE(engine->update(view).complete) << "in the next frame";
        EXPECT_FALSE(same(use, draw(view))) << dimension;
    }
    scene.state().layers[0].style.dimension = "use";
    view.scene = scene.freeze();
    EXPECT_TRUE(engine->update(view).complete);
    EXPECT_TRUE(same(use, draw(view)));
}

TEST_F(Engine, WhatIsLessSureIsPalerInTheNextFrameAndReadsNoTile) {
    const auto circles = fake::circles();
    auto table = std::make_shared<geo::FeatureTable>(*circles->featureTable);
    geo::DimensionClasses residential{};
    residential.fill(1);
    table->dimensionsOf.assign(table->classOf.size(), residential);
    geo::DimensionConfidence little{};
    little.fill(30);
    table->confidenceOf.assign(table->classOf.size(), little);
    circles->featureTable = table;
    SceneBuilder scene;
    scene.add("mosaic", circles).style.dimension = "density";
    auto view = look(scene.freeze(), 8);
    const auto usual = settleAndDraw(view);
    const int reads = circles->reads;
    scene.state().layers[0].style.confidence = true;
    view.scene = scene.freeze();
    EXPECT_TRUE(engine->update(view).complete) << "in the next frame";
    const auto paler = draw(view);
    EXPECT_EQ(circles->reads, reads);
    int darker = 0, lighter = 0;
    for (int y = 0; y < usual.height; ++y)
        for (int x = 0; x < usual.width; ++x) {
            const int off = paler.at(x, y)[1] - usual.at(x, y)[1];
            darker += off<0, lighter += off> 60;
        }
    EXPECT_EQ(darker, 0);
    EXPECT_GT(lighter, 1000);
}

TEST_F(Engine, WhatIsUnknownIsHatchedAndGoesOnAcrossTiles) {
    const auto circles = fake::circles();
    auto table = std::make_shared<geo::FeatureTable>(*circles->featureTable);
    geo::ClassEntry silent;
    table->dimensionsOf.assign(table->classOf.size(), geo::dimensionClasses(silent));
    circles->featureTable = table;
    SceneBuilder scene;
    auto& layer = scene.add("mosaic", circles);
    layer.style.dimension = "use";
    layer.style.colourOf["unknown"] = {255, 255, 255, 255};
    const auto drawn = settleAndDraw(look(scene.freeze(), 0.25, 1024, 700));
    int white = 0, grey = 0;
    for (int y = 100; y < 600; ++y)
        for (int x = 100; x < 900; ++x) {
            const auto pixel = drawn.at(x, y);
            white += pixel[0] == 255, grey += pixel[0] < 235;
            ASSERT_EQ(pixel, drawn.at(x + 8, y)) << x << "," << y;
            ASSERT_EQ(pixel, drawn.at(x + 1, y - 1)) << x << "," << y << ": strokes rise to the right";
        }
    EXPECT_GT(white, 100000);
    EXPECT_GT(grey, 40000);
}

TEST_F(Engine, AStillMapAsksForNoFrame) {
    SceneBuilder scene;
    addSampleCity(scene);
    const auto input = look(scene.freeze(), 6);
    settle(input);
    const auto composed = engine->statistics().tilesComposed;
    for (int i = 0; i < 3; ++i) {
        const auto status = engine->update(input);
        EXPECT_TRUE(status.complete);
        EXPECT_FALSE(status.needsRedraw);
    }
    EXPECT_EQ(engine->statistics().tilesComposed, composed);
}

TEST_F(Engine, SaysWhetherAnythingLiesInView) {
    SceneBuilder scene;
    auto& layer = scene.add("chess", fake::chessboard(200));
    auto here = look(scene.freeze(), 8);
    settle(here);
    EXPECT_TRUE(engine->update(here).anythingInView);
    here.view.camera.centre = {100000, 0};  // beside the data
    settle(here);
    EXPECT_FALSE(engine->update(here).anythingInView);

    layer.source = std::make_shared<fake::Source>(geo::SourceKind::Values, fake::kWorld, [](const auto&, const auto&) {
        return geo::Result<geo::TileContent>(geo::TileContent{geo::EmptyContent{}});
    });
    auto empty = look(scene.freeze(), 8);
    settle(empty);
    EXPECT_FALSE(engine->update(empty).anythingInView) << "no cell has data";

    layer.source = fake::chessboard(200);
    layer.legend = false;
    auto ground = look(scene.freeze(), 8);
    settle(ground);
    EXPECT_FALSE(engine->update(ground).anythingInView) << "a ground is not what one looks for";
}

TEST_F(Engine, IsNeverBlankWhereSomethingCoarserIsLoaded) {
    SceneBuilder scene;
    const auto full =
        std::make_shared<fake::Source>(geo::SourceKind::Classes, fake::kWorld, [](const auto& scheme, const auto& id) {
            if (id.level > 13) return geo::Result<geo::TileContent>(geo::fail(geo::ErrorCode::Cancelled, ""));  // never comes
            return geo::Result<geo::TileContent>(
                geo::TileContent{geo::CodeContent{fake::raster<uint8_t>(scheme, id, [](auto) { return 3; }), {}}});
        });
    full->table = fake::threeClasses();
    scene.add("water", full);
    settle(look(scene.freeze(), 16));
    auto nearer = look(scene.freeze(), 4);
    nearer.moving = true;
    engine->update(nearer);
    const auto drawn = draw(nearer);
    for (int y = 0; y < drawn.height; y += 5)
        for (int x = 0; x < drawn.width; x += 5) ASSERT_EQ(drawn.at(x, y), (std::array{90, 150, 200})) << x << ", " << y;
}

TEST_F(Engine, APageInPiecesIsThePageAsAWhole) {
    SceneBuilder scene;
    addSampleCity(scene);
    auto input = look(scene.freeze(), 4.7, 500, 340);
    input.view.camera.centre = {13.3, 7.7};
    input.view.pixelRatio = 1.5;
    input.exact = true;
    const auto whole = settleAndDraw(input);
    EXPECT_TRUE(matchesBaseline(whole, "page", kText));
    Picture joined{whole.width, whole.height, std::vector<std::byte>(whole.rgba.size())};
    constexpr int kPiecePx = 217;
    for (int y = 0; y < whole.height; y += kPiecePx)
        for (int x = 0; x < whole.width; x += kPiecePx) {
            input.piece = {x, y, std::min(kPiecePx, whole.width - x), std::min(kPiecePx, whole.height - y)};
            const auto piece = settleAndDraw(input);
            for (int row = 0; row < piece.height; ++row)
                std::copy_n(piece.rgba.begin() + static_cast<std::ptrdiff_t>(row) * piece.width * 4, piece.width * 4,
                            joined.rgba.begin() + (static_cast<std::ptrdiff_t>(y + row) * whole.width + x) * 4);
        }
    EXPECT_TRUE(same(whole, joined));
}

TEST_F(Engine, AnAreaThatCoversTheTileNeedsNoTexture) {
    static constexpr uint32_t kSecondFeature = 2u << 8 | 255u;
    const auto areas = [](uint32_t corner) {
        auto source =
            std::make_shared<fake::Source>(geo::SourceKind::Areas, fake::kWorld, [corner](const auto& scheme, const auto&) {
                const auto texels = static_cast<size_t>(scheme.tilePx) * static_cast<size_t>(scheme.tilePx);
                geo::AreaContent content{std::vector<uint32_t>(texels, kSecondFeature), {}};
                content.first.back() = corner;
                return geo::Result<geo::TileContent>(geo::TileContent{std::move(content)});
            });
        source->table = fake::threeClasses();
        source->featureTable = std::make_shared<geo::FeatureTable>(geo::FeatureTable{2, {1, 3}, {}, {}, {}, {}});
        return source;
    };
    const auto pictureOf = [&](uint32_t corner) {
        SceneBuilder scene;
        auto& layer = scene.add("districts", areas(corner));
        layer.opacity = 0.6, layer.style.outline = {0, 0, 0, 255}, layer.style.outlinePx = 2;
        return settleAndDraw(look(scene.freeze(), 8));
    };
    const auto covered = pictureOf(kSecondFeature);
    EXPECT_EQ(engine->statistics().bytesUploaded, 0u);
    EXPECT_EQ(engine->statistics().tilesUploaded, 4u);
    const auto drawnByTexels = pictureOf(kSecondFeature - 1);  // but for one texel a tile the same
    EXPECT_EQ(engine->statistics().bytesUploaded, 4u * (512 * 512 * 4 + 3 * 20)) << "texels, and three runs of them";
    size_t different = 0;
    for (size_t i = 0; i < covered.rgba.size(); ++i) different += covered.rgba[i] != drawnByTexels.rgba[i];
    EXPECT_LE(different, 4u * 4 * 4);
}

TEST_F(Engine, DoesNoMoreWorkThanTheViewNeeds) {
    SceneBuilder scene;
    const auto chess = fake::chessboard(200);
    scene.add("chess", chess);
    auto input = look(scene.freeze(), 8);
    input.exact = true;
    settle(input);
    const auto before = engine->statistics().drawCalls;
    (void)draw(input);
    EXPECT_EQ(engine->statistics().drawCalls - before, 4u);  // a quad for each of the four tiles around the middle
    EXPECT_EQ(engine->statistics().tilesUploaded, 4u);
    EXPECT_EQ(engine->statistics().bytesUploaded, 4u * 512 * 512);
    EXPECT_EQ(engine->statistics().tilesComposed, 4u);
    EXPECT_EQ(engine->statistics().textures, 8u);
    EXPECT_EQ(chess->reads, 4);
}

TEST_F(Engine, AMovingMapIsOneQuadATileAndLooksTheSame) {
    SceneBuilder scene;
    scene.add("use", fake::circles());
    scene.add("roads", sampleRoads()).opacity = 0.7;
    auto input = look(scene.freeze(), 4);  // texels are pixels, so that bilinear sampling softens nothing
    const auto resting = settleAndDraw(input);
    input.moving = true;
    engine->update(input);
    const auto before = engine->statistics().drawCalls;
    const auto moving = draw(input);
    EXPECT_EQ(engine->statistics().drawCalls - before, 4u);
    int worst = 0;
    for (size_t i = 0; i < resting.rgba.size(); ++i)
        worst = std::max(worst, std::abs(static_cast<int>(resting.rgba[i]) - static_cast<int>(moving.rgba[i])));
    EXPECT_LE(worst, 3);  // rounded once more where layers are translucent

    input.moving = false;
    EXPECT_FALSE(engine->update(input).needsRedraw);
    EXPECT_TRUE(same(resting, draw(input)));
}

TEST_F(Engine, AMovingMapMakesOnePictureAFrame) {
    SceneBuilder scene;
    scene.add("use", fake::circles());
    scene.add("roads", sampleRoads());
    auto input = look(scene.freeze(), 8, 1024, 700);
    settle(input);
    input.moving = true;
    engine->update(input);  // what was at rest gets its lines at once

    input.view.camera.metresPerPixel = 4;
    uint64_t most = 0;
    engine::FrameStatus status;
    while (!status.complete || status.needsRedraw) {
        const auto before = engine->statistics().tilesComposed;
        status = engine->update(input);
        most = std::max<uint64_t>(most, engine->statistics().tilesComposed - before);
        std::this_thread::yield();  // to who reads tiles
    }
    EXPECT_EQ(most, 1u) << "areas in one frame, the lines over them in the next";
    const auto moving = draw(input);
    input.moving = false;
    const auto resting = settleAndDraw(input);
    int worst = 0;
    for (size_t i = 0; i < resting.rgba.size(); ++i)
        worst = std::max(worst, std::abs(static_cast<int>(resting.rgba[i]) - static_cast<int>(moving.rgba[i])));
    EXPECT_LE(worst, 3) << "complete, it looks the same";
}

TEST_F(Engine, RestylingLinesComposesNothing) {
    SceneBuilder scene;
    scene.add("use", fake::circles());
    scene.add("roads", sampleRoads());
    settle(look(scene.freeze(), 8));
    const auto composed = engine->statistics().tilesComposed;
    scene.state().layers[1].style.widthScale = 2;
    EXPECT_TRUE(engine->update(look(scene.freeze(), 8)).complete);
    EXPECT_EQ(engine->statistics().tilesComposed, composed);
}

TEST_F(Engine, ReadsNothingOutsideALayersExtent) {
    SceneBuilder scene;
    const auto small = std::make_shared<fake::Source>(
        geo::SourceKind::Classes, geo::Extent{10, -2000, 2000, -10},
        [](const auto&, const auto&) { return geo::Result<geo::TileContent>(geo::TileContent{geo::EmptyContent{}}); });
    scene.add("small", small);
    EXPECT_TRUE(settle(look(scene.freeze(), 8)).complete);
    EXPECT_EQ(small->reads, 1);
}

TEST_F(Engine, KeepsWithinItsMemory) {
    engine.emplace(engine::EngineOptions{.workers = 2, .gpuBytes = 12u << 20});
    SceneBuilder scene;
    scene.add("chess", fake::chessboard(200));
    const auto frozen = scene.freeze();
    for (int i = 0; i < 8; ++i) {
        auto input = look(frozen, 4);
        input.view.camera.centre = {i * 3000.0 - 12000, 0};
        EXPECT_TRUE(settle(input).complete);
        EXPECT_LE(engine->statistics().gpuBytes, 12u << 20);
    }
}

TEST_F(Engine, KnowsTheClassesInView) {
    SceneBuilder scene;
    scene.add("chess", fake::chessboard(200));
    settle(look(scene.freeze(), 8));
    EXPECT_EQ(engine->classesShown("chess"), (std::vector<uint16_t>{1, 2, 3}));
    EXPECT_TRUE(engine->classesShown("no such layer").empty());
}

}  // namespace
}  // namespace picture
