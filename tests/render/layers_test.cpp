#include "sample_scene.h"

namespace picture {
namespace {

class Layers : public RenderTest {};

TEST_F(Layers, ClassesAreDrawnInTheirOwnColoursTexelForPixel) {
    SceneBuilder scene;
    scene.add("chess", fake::chessboard(200));
    auto input = look(scene.freeze(), 8);
    input.exact = true;
    EXPECT_TRUE(matchesBaseline(settleAndDraw(input), "classes", kExact));
}

TEST_F(Layers, ValuesFollowTheRampAndNothingIsTransparent) {
    SceneBuilder scene;
    scene.add("density", fake::gradient());
    auto input = look(scene.freeze(), 10);
    input.exact = true;
    const auto drawn = settleAndDraw(input);
    EXPECT_TRUE(matchesBaseline(drawn, "values", kSmooth));
    const auto hole = drawn.at(192 + 100, 128);  // 1000 m east of the middle
    EXPECT_EQ(hole, (std::array{244, 243, 239}));
}

TEST_F(Layers, AreasHaveSmoothEdgesAndOutlines) {
    SceneBuilder scene;
    auto& areas = scene.add("use", fake::circles());
    areas.style.outlinePx = 1;
    auto input = look(scene.freeze(), 6);
    input.exact = true;
    EXPECT_TRUE(matchesBaseline(settleAndDraw(input), "areas", kEdges));
}

TEST_F(Layers, ARotatedMapIsSmooth) {
    SceneBuilder scene;
    scene.add("chess", fake::chessboard(400));
    scene.add("use", fake::circles()).opacity = 0.5;
    auto input = look(scene.freeze(), 9);
    input.view.camera.rotationRad = 0.4;
    EXPECT_TRUE(matchesBaseline(settleAndDraw(input), "rotated", kEdges));
}

TEST_F(Layers, LinesHaveCasingsBelowAllFillsAndDashes) {
    SceneBuilder scene;
    scene.add("roads", sampleRoads());
    EXPECT_TRUE(matchesBaseline(settleAndDraw(look(scene.freeze(), 5)), "lines", kEdges));
}

TEST_F(Layers, LinesAtTwiceThePixelsAreTwiceAsWide) {
    SceneBuilder scene;
    scene.add("roads", sampleRoads());
    auto input = look(scene.freeze(), 5, 192, 128);
    input.view.pixelRatio = 2;
    EXPECT_TRUE(matchesBaseline(settleAndDraw(input), "lines-ratio-2", kEdges));
}

TEST_F(Layers, AMagnifiedMapHasTheLabelsAndSymbolsOfASmallerWindowWithLargerPixels) {
    SceneBuilder scene;
    scene.add("density", fake::gradient());
    scene.add("places", samplePlaces());
    auto magnified = look(scene.freeze(), 5), larger = magnified;
    magnified.highlights.push_back({{{{-600, -300}, {200, -500}, {500, 200}}}, {255, 255, 255, 255}});
    larger.highlights = magnified.highlights;
    magnified.view.magnification = 2;
    larger.view = {{{0, 0}, 10, 0}, magnified.view.widthPx / 2, magnified.view.heightPx / 2, 2};
    const auto usual = settleAndDraw(look(magnified.scene, 5)), drawn = settleAndDraw(magnified);
    EXPECT_TRUE(same(drawn, settleAndDraw(larger)));
    EXPECT_FALSE(same(drawn, usual));
}

TEST_F(Layers, AMagnifiedMapKeepsItsLinesAndAreas) {  // wider streets would hide the blocks between them
    SceneBuilder scene;
    scene.add("use", fake::circles()).style.outlinePx = 1;
    scene.add("roads", sampleRoads());
    auto input = look(scene.freeze(), 5);
    const auto usual = settleAndDraw(input);
    input.view.magnification = 2;
    EXPECT_TRUE(same(settleAndDraw(input), usual));
}

TEST_F(Layers, TranslucentLinesDoNotAddUpWhereTheyMeet) {
    SceneBuilder scene;
    auto& roads = scene.add("roads", sampleRoads());
    roads.opacity = 0.5;
    roads.style.casing = false;
    const auto drawn = settleAndDraw(look(scene.freeze(), 5));
    int darkest = 255;
    for (int y = 0; y < drawn.height; ++y)
        for (int x = 0; x < drawn.width; ++x) darkest = std::min(darkest, drawn.at(x, y)[2]);
    EXPECT_GE(darkest, (239 + 90) / 2 - 1);  // half of the motorway's blue, once
}

TEST_F(Layers, SymbolsAreSizedByValueAndLabelled) {
    SceneBuilder scene;
    scene.add("places", samplePlaces());
    EXPECT_TRUE(matchesBaseline(settleAndDraw(look(scene.freeze(), 8)), "places", kText));
}

TEST_F(Layers, HighlightsLieOverEverythingButLabels) {
    SceneBuilder scene;
    addSampleCity(scene);
    auto input = look(scene.freeze(), 6);
    input.highlights.push_back({{{{-600, -300}, {200, -500}, {500, 200}, {-200, 500}, {-600, -300}}}, {255, 255, 255, 255}});
    EXPECT_TRUE(matchesBaseline(settleAndDraw(input), "highlight", kText));
}

TEST_F(Layers, TheWorldHasAnOutlineAndAGraticule) {
    SceneBuilder scene;
    scene.state().crs = geo::Crs::equalEarth();
    scene.state().crsKey = "equal earth";
    scene.state().graticule = true;
    EXPECT_TRUE(matchesBaseline(settleAndDraw(look(scene.freeze(), 92000, 384, 200)), "graticule", kEdges));
}

TEST_F(Layers, ATileThatFailedIsHatchedAndNotAskedForAgain) {
    auto broken = std::make_shared<fake::Source>(geo::SourceKind::Classes, fake::kWorld, [](const auto& scheme, const auto& id) {
        if (id.x >= 0)
            return geo::Result<geo::TileContent>(geo::fail(geo::ErrorCode::Unreadable, "The file is truncated.", "a.tif"));
        return geo::Result<geo::TileContent>(
            geo::TileContent{geo::CodeContent{fake::raster<uint8_t>(scheme, id, [](auto) { return 2; }), {}}});
    });
    broken->table = fake::threeClasses();
    SceneBuilder scene;
    scene.add("broken", broken);
    auto input = look(scene.freeze(), 8);
    const auto status = settle(input);
    EXPECT_TRUE(status.complete);
    EXPECT_EQ(status.tilesFailed, 2);
    ASSERT_EQ(status.problems.size(), 1u);
    EXPECT_NE(status.problems.front().find("truncated"), std::string::npos);
    EXPECT_TRUE(matchesBaseline(draw(input), "failed", kSmooth));
    const int reads = broken->reads;
    settle(input);
    EXPECT_EQ(broken->reads, reads);
    broken->revision = 1;  // a new state of the data: asked again
    settle(input);
    EXPECT_GT(broken->reads, reads);
}

}  // namespace
}  // namespace picture
