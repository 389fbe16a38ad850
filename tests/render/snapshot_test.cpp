#include <filesystem>
#include <fstream>
#include <sstream>

#include "sample_scene.h"
#include "viewer/export/snapshot.h"

namespace picture {
namespace {

class Snapshot : public testing::Test {
protected:
    void SetUp() override {
        folder = std::filesystem::temp_directory_path() / ("metromosaic-snapshot-" + std::to_string(::getpid()));
        std::filesystem::create_directories(folder);
    }
    void TearDown() override { std::filesystem::remove_all(folder); }

    [[nodiscard]] static exporting::SnapshotSpec sample() {
        SceneBuilder scene;
        scene.state().title = "Sample city";
        scene.state().crs = geo::Crs::cityEqualArea({-56.2, -34.9});  // a scale bar is only drawn where a scale holds
        scene.state().crsKey = "sample";
        addSampleCity(scene);
        exporting::SnapshotSpec spec;
        spec.scene = scene.freeze();
        spec.camera = {{13, 7}, 5, 0};
        spec.widthPx = 640, spec.heightPx = 420;
        return spec;
    }
    [[nodiscard]] std::string file(const std::string& name) const { return (folder / name).string(); }
    [[nodiscard]] static std::string bytesOf(const std::string& path) {
        std::ifstream stream(path, std::ios::binary);
        return (std::stringstream() << stream.rdbuf()).str();
    }
    std::filesystem::path folder;
};

TEST_F(Snapshot, InPiecesIsTheSameFile) {
    auto spec = sample();
    ASSERT_TRUE(exporting::writeSnapshot(spec, file("whole.png")));
    for (const int piecePx : {200, 512}) {  // across tiles, and along their edges
        spec.tilePx = piecePx;
        ASSERT_TRUE(exporting::writeSnapshot(spec, file("pieces.png")));
        EXPECT_TRUE(bytesOf(file("whole.png")) == bytesOf(file("pieces.png"))) << piecePx;
    }
    const auto drawn = readPng(file("whole.png"));
    ASSERT_TRUE(drawn);
    EXPECT_TRUE(matchesBaseline(*drawn, "snapshot", kText));
}

class TurnedSnapshot : public Snapshot, public testing::WithParamInterface<double> {
protected:
    void expectAlikeInPieces(exporting::SnapshotSpec spec) const {
        spec.camera.rotationRad = GetParam() * M_PI / 180;
        for (const double ratio : {1.0, 1.5, 3.125}) {
            spec.widthPx = ratio > 2 ? 257 : 520, spec.heightPx = ratio > 2 ? 190 : 331;
            spec.pixelRatio = ratio;
            spec.tilePx = 2048;
            ASSERT_TRUE(exporting::writeSnapshot(spec, file("whole.png")));
            for (const int piecePx : {128, 333}) {
                spec.tilePx = piecePx;
                ASSERT_TRUE(exporting::writeSnapshot(spec, file("pieces.png")));
                EXPECT_TRUE(bytesOf(file("whole.png")) == bytesOf(file("pieces.png")))
                    << "ratio " << ratio << ", pieces of " << piecePx;
            }
        }
    }
};

TEST_P(TurnedSnapshot, InPiecesIsTheSameFile) {
    auto spec = sample();
    auto scene = std::make_shared<map::SceneState>(*spec.scene);
    scene->layers[2].opacity = 0.6;  // translucent lines are drawn by themselves first
    spec.scene = scene;
    expectAlikeInPieces(spec);
}

TEST_P(TurnedSnapshot, OfTheGlobeInPiecesIsTheSameFile) {
    auto spec = sample();
    auto scene = std::make_shared<map::SceneState>();
    scene->crs = geo::Crs::equalEarth();
    scene->crsKey = "globe";
    scene->graticule = true;
    spec.scene = scene;
    spec.camera = {{0, 0}, 50000, 0};
    expectAlikeInPieces(spec);
}

INSTANTIATE_TEST_SUITE_P(Degrees, TurnedSnapshot, testing::Values(17, 45, 90, -133.3, -153.1, -1.4, 172.2));

/// Land of class 1 within 6 km by 6 km, but for its north-east quarter.
std::shared_ptr<fake::Source> threeQuarters() {
    const geo::Extent box{-3000, -3000, 3000, 3000};
    auto source = std::make_shared<fake::Source>(geo::SourceKind::Classes, box, [box](const auto& scheme, const auto& id) {
        geo::CodeContent content;
        content.codes8 = fake::raster<uint8_t>(
            scheme, id, [&](geo::Point p) { return static_cast<uint8_t>(box.contains(p) && !(p.x > 0 && p.y > 0)); });
        return geo::Result<geo::TileContent>(geo::TileContent{std::move(content)});
    });
    source->table = fake::threeClasses();
    return source;
}

TEST_F(Snapshot, ASubjectIsShownWholeAndClearOfTheFurniture) {
    auto spec = sample();
    SceneBuilder scene;
    scene.state().title = "A name of some length";
    scene.state().crs = geo::Crs::cityEqualArea({-56.2, -34.9});
    scene.state().crsKey = "sample";
    scene.add("land", threeQuarters());
    spec.scene = scene.freeze();
    spec.widthPx = 420, spec.heightPx = 420;  // the legend has room in the empty quarter only
    spec.camera = {};
    spec.subject = {{-3000, -3000, 3000, 3000}, {"land"}};
    for (const bool furniture : {true, false}) {
        spec.furniture = furniture;
        ASSERT_TRUE(exporting::writeSnapshot(spec, file("land.png")));
        const auto drawn = readPng(file("land.png"));
        ASSERT_TRUE(drawn);
        int land = 0, left = drawn->width, top = drawn->height, right = 0, bottom = 0;
        for (int y = 0; y < drawn->height; ++y)
            for (int x = 0, run = 0; x < drawn->width; ++x) {
                run = drawn->at(x, y) == std::array{200, 80, 70} ? run + 1 : 0;
                if (run < 30) continue;  // the legend's key is shorter
                land += run == 30 ? 30 : 1;
                left = std::min(left, x - 29), right = std::max(right, x + 1), top = std::min(top, y),
                bottom = std::max(bottom, y + 1);
            }
        const int width = right - left, height = bottom - top;
        EXPECT_NEAR(land, width * height * 3 / 4, width + height) << "something lies on the land";
        EXPECT_GT(width, furniture ? 270 : 340) << "the legend costs no more than it must";
        EXPECT_NEAR(width, height, 2);
        EXPECT_GT(left, 0);
        EXPECT_GT(top, 0);
    }
}

TEST_F(Snapshot, ASmallOneIsAMapWithItsSources) {
    auto spec = sample();
    spec.widthPx = 110, spec.heightPx = 90;
    const auto report = exporting::writeSnapshot(spec, file("small.png"));
    ASSERT_TRUE(report);
    EXPECT_TRUE(report->legendLeftOut) << "it would cover everything";
    EXPECT_FALSE(report->sourcesCut);
    EXPECT_FALSE(report->blank);
    spec.furniture = false;
    ASSERT_TRUE(exporting::writeSnapshot(spec, file("bare.png")));
    const auto small = readPng(file("small.png")), bare = readPng(file("bare.png"));
    ASSERT_TRUE(small && bare);
    int covered = 0;
    for (int y = 0; y < small->height; ++y)
        for (int x = 0; x < small->width; ++x) covered += small->at(x, y) != bare->at(x, y);
    EXPECT_LT(covered, small->width * small->height / 2);
}

TEST_F(Snapshot, IsNotCalledBlankWhereFurnitureCoversTheData) {
    auto spec = sample();
    SceneBuilder scene;
    const geo::Extent dot{70, -48, 90, -40};  // in the corner of the attribution
    auto source = std::make_shared<fake::Source>(geo::SourceKind::Classes, dot, [dot](const auto& scheme, const auto& id) {
        geo::CodeContent content;
        content.codes8 = fake::raster<uint8_t>(scheme, id, [&](geo::Point p) { return static_cast<uint8_t>(dot.contains(p)); });
        return geo::Result<geo::TileContent>(geo::TileContent{std::move(content)});
    });
    source->table = fake::threeClasses();
    source->credit = "A source with a credit that is as long as a line of the picture";
    scene.add("dot", source);
    spec.scene = scene.freeze();
    spec.widthPx = 200, spec.heightPx = 100, spec.camera = {{0, 0}, 1, 0};
    const auto report = exporting::writeSnapshot(spec, file("dot.png"));
    ASSERT_TRUE(report);
    EXPECT_FALSE(report->blank);
    spec.camera.centre = {500, 500};
    const auto beside = exporting::writeSnapshot(spec, file("beside.png"));
    ASSERT_TRUE(beside);
    EXPECT_TRUE(beside->blank);
}

TEST_F(Snapshot, WritesAWorldFileAndTheCrs) {
    auto spec = sample();
    spec.furniture = false;
    spec.worldFile = file("map.pgw");
    spec.scene = [&] {
        auto scene = std::make_shared<map::SceneState>(*spec.scene);
        scene->crs = geo::Crs::cityEqualArea({-56.2, -34.9});
        return scene;
    }();
    ASSERT_TRUE(exporting::writeSnapshot(spec, file("map.png")));
    std::ifstream world(file("map.pgw"));
    double a = 0, d = 0, b = 0, e = 0, c = 0, f = 0;
    world >> a >> d >> b >> e >> c >> f;
    EXPECT_DOUBLE_EQ(a, 5);
    EXPECT_DOUBLE_EQ(e, -5);
    EXPECT_EQ(d, 0);
    EXPECT_EQ(b, 0);
    EXPECT_NEAR(c, 13 - 320 * 5 + 2.5, 2.5);  // moved by less than half a pixel, so that texels are pixels
    EXPECT_NEAR(f, 7 + 210 * 5 - 2.5, 2.5);
    EXPECT_NE(bytesOf(file("map.prj")).find("PROJCS"), std::string::npos);
}

TEST_F(Snapshot, IsNotWrittenWhereATileCannotBeRead) {
    auto broken = std::make_shared<fake::Source>(geo::SourceKind::Classes, fake::kWorld, [](const auto& scheme, const auto& id) {
        if (id.x >= 0)
            return geo::Result<geo::TileContent>(geo::fail(geo::ErrorCode::Network, "A part did not arrive.", "a.tif"));
        return geo::Result<geo::TileContent>(
            geo::TileContent{geo::CodeContent{fake::raster<uint8_t>(scheme, id, [](auto) { return 2; }), {}}});
    });
    broken->table = fake::threeClasses();
    SceneBuilder scene;
    scene.add("broken", broken);
    auto spec = sample();
    spec.scene = scene.freeze();
    const auto written = exporting::writeSnapshot(spec, file("gap.png"));
    ASSERT_FALSE(written);
    EXPECT_NE(written.error().message.find("did not arrive"), std::string::npos);
    EXPECT_TRUE(std::filesystem::is_empty(folder));
}

// Asked to stop while a tile is being read, and again between the rows of a page.
TEST_F(Snapshot, CancelledItComesBackAndLeavesNothing) {
    std::stop_source stop;
    SceneBuilder scene;
    scene.state().crs = geo::Crs::cityEqualArea({-56.2, -34.9});
    scene.state().crsKey = "sample";
    scene.add("cells", std::make_shared<fake::Source>(geo::SourceKind::Classes, fake::kWorld, [&](const auto&, const auto&) {
                  stop.request_stop();
                  return geo::Result<geo::TileContent>(geo::fail(geo::ErrorCode::Cancelled, "Cancelled."));
              }));
    auto spec = sample();
    spec.scene = scene.freeze();
    const auto written = exporting::writeSnapshot(spec, file("map.png"), {}, stop.get_token());
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, geo::ErrorCode::Cancelled);

    std::stop_source later;
    double last = 0;
    const auto progress = [&](double fraction, const std::string&) {
        EXPECT_GE(fraction, last);
        last = fraction;
        later.request_stop();
    };
    const auto half = exporting::writeSnapshot(sample(), file("map.png"), progress, later.get_token());
    ASSERT_FALSE(half);
    EXPECT_EQ(half.error().code, geo::ErrorCode::Cancelled);
    EXPECT_GT(last, 0);
    EXPECT_TRUE(std::filesystem::is_empty(folder));
}

TEST_F(Snapshot, LeavesNothingBehindWhenItFails) {
    auto spec = sample();
    spec.timeoutSeconds = 0;
    EXPECT_FALSE(exporting::writeSnapshot(spec, file("late.png")));
    EXPECT_FALSE(exporting::writeSnapshot(sample(), file("no/such/folder.png")));
    spec.widthPx = 10'000'000;
    EXPECT_FALSE(exporting::writeSnapshot(spec, file("huge.png")));
    EXPECT_TRUE(std::filesystem::is_empty(folder));
}

}  // namespace
}  // namespace picture
