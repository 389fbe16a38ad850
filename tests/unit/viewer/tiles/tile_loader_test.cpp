#include "viewer/tiles/tile_loader.h"

#include <gmock/gmock.h>

#include <stdexcept>

#include "viewer/tiles/present_classes.h"

namespace tiles {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// Writes down what is read and answers as told.
class Source : public geo::LayerSource {
public:
    [[nodiscard]] geo::SourceKind kind() const override { return geo::SourceKind::Classes; }
    [[nodiscard]] geo::Extent extent() const override { return {0, 0, 1, 1}; }
    [[nodiscard]] geo::Result<geo::TileContent> read(const geo::TileScheme&, const geo::TileId& id,
                                                     std::stop_token stop) const override {
        order.push_back(id.x);
        if (during) during(id);
        if (stop.stop_requested()) return geo::fail(geo::ErrorCode::Cancelled, "");
        return content;
    }
    [[nodiscard]] std::vector<geo::Identified> identify(geo::Point, double, const geo::IsDrawn&) const override { return {}; }
    [[nodiscard]] const std::string& attribution() const override { return credit; }
    [[nodiscard]] geo::Diagnostics diagnostics() const override { return {}; }

    mutable std::vector<int> order;
    std::function<void(const geo::TileId&)> during;
    geo::TileContent content{geo::CodeContent{{0, 3, 3, 1}, {}}};
    std::string credit;
};

class Loader : public testing::Test {
protected:
    [[nodiscard]] TileWish wish(int x, double priority, uint64_t revision = 0) const {
        return {{1, 1, {3, x, 0}}, {}, source, revision, priority};
    }
    void runAll() {
        while (loader.runOne()) {
        }
    }
    std::shared_ptr<Source> source = std::make_shared<Source>();
    int wakes = 0;
    TileLoader loader{0, [this] { ++wakes; }};
};

TEST_F(Loader, ReadsTheMostWantedFirst) {
    loader.wish({wish(1, 5), wish(2, -1), wish(3, 2)});
    runAll();
    EXPECT_THAT(source->order, ElementsAre(2, 3, 1));
    EXPECT_EQ(loader.take().size(), 3u);
    EXPECT_EQ(wakes, 3);
    EXPECT_THAT(loader.take(), IsEmpty());
}

TEST_F(Loader, ReadsNoMoreThanThereIsRoomFor) {
    loader.wish({wish(1, 1), wish(2, 2), wish(3, 3)}, 2);
    runAll();
    EXPECT_THAT(source->order, ElementsAre(1, 2));
    loader.wish({wish(3, 3)}, 2);  // the two have not been taken
    runAll();
    EXPECT_THAT(source->order, ElementsAre(1, 2));
    EXPECT_EQ(loader.take().size(), 2u);
    loader.wish({wish(3, 3)}, 2);
    runAll();
    EXPECT_THAT(source->order, ElementsAre(1, 2, 3));
}

TEST_F(Loader, WhatWasStoppedTakesNoRoom) {
    source->during = [this](const geo::TileId& id) {
        if (id.x == 1) loader.wish({wish(2, 0)}, 1);
    };
    loader.wish({wish(1, 0)}, 1);
    runAll();
    EXPECT_THAT(source->order, ElementsAre(1, 2)) << "no wake follows the end of a stopped read, so none may be needed";
}

TEST_F(Loader, ANewWishListReplacesTheOld) {
    loader.wish({wish(1, 0), wish(2, 1)});
    loader.wish({wish(2, 0), wish(3, 1)});
    runAll();
    EXPECT_THAT(source->order, ElementsAre(2, 3));
}

TEST_F(Loader, StopsWhatNobodyWantsAnyMoreAndDoesNotReportIt) {
    source->during = [this](const geo::TileId&) { loader.wish({}); };
    loader.wish({wish(1, 0)});
    runAll();
    EXPECT_THAT(loader.take(), IsEmpty());
    EXPECT_EQ(loader.pending(), 0);
}

TEST_F(Loader, DoesNotReadTwiceWhatIsUnderWayOrWaitsToBeTaken) {
    source->during = [this](const geo::TileId&) { loader.wish({wish(1, 0)}); };
    loader.wish({wish(1, 0)});
    runAll();
    loader.wish({wish(1, 0)});
    runAll();
    EXPECT_THAT(source->order, ElementsAre(1));
    EXPECT_EQ(loader.take().size(), 1u);
}

TEST_F(Loader, ReadsAgainForANewRevision) {
    loader.wish({wish(1, 0, 0)});
    runAll();
    loader.wish({wish(1, 0, 1)});
    runAll();
    const auto loaded = loader.take();
    ASSERT_EQ(loaded.size(), 2u);
    EXPECT_EQ(loaded[0].revision, 0u);
    EXPECT_EQ(loaded[1].revision, 1u);
}

TEST_F(Loader, ASourceThatThrowsIsAFailedTile) {
    source->during = [](const geo::TileId&) { throw std::runtime_error("boom"); };
    loader.wish({wish(1, 0)});
    runAll();
    const auto loaded = loader.take();
    ASSERT_EQ(loaded.size(), 1u);
    ASSERT_FALSE(loaded[0].content);
    EXPECT_EQ(loaded[0].content.error().cause, "boom");
}

TEST_F(Loader, SaysWhichClassesOccur) {
    loader.wish({wish(1, 0)});
    runAll();
    EXPECT_THAT(loader.take().at(0).present.classes, ElementsAre(1, 3));
}

TEST_F(Loader, AreasComeWithTheirRuns) {
    static_assert(!std::is_default_constructible_v<AreasWithRuns> &&
                  !std::is_constructible_v<LoadedContent, geo::AreaContent>);  // AreasWithRuns alone is how areas come
    constexpr uint32_t kEntry = 7u << 8 | 255;
    source->content = {geo::AreaContent{std::vector<uint32_t>(32 * 32, kEntry), {}}};
    loader.wish({wish(1, 0)});
    runAll();
    const auto loaded = loader.take();
    ASSERT_TRUE(loaded.at(0).content);
    const auto& areas = std::get<AreasWithRuns>(*loaded[0].content);
    EXPECT_THAT(areas.runs().plain, ElementsAre(AreaRun{0, 0, 32, 32, kEntry}));
    EXPECT_EQ(areas.content().first.size(), 32u * 32u);
    EXPECT_THAT(loaded[0].present.classes, ElementsAre(1));
}

TEST(PresentClasses, OfFeaturesAreTheirClasses) {
    geo::FeatureTable features;
    features.features = 3;
    features.classOf = {4, 2, 9};
    const geo::AreaContent areas{{0, 1 << 8 | 255, 3 << 8 | 10}, {}};
    EXPECT_THAT(presentClasses({areas}, &features).classes, ElementsAre(4, 9));
    EXPECT_THAT(presentClasses({geo::PointContent{{{0, 0, 1}}}}, &features).classes, ElementsAre(2));
    EXPECT_THAT(presentClasses({geo::PointContent{{{0, 0, 1}}}}, nullptr).classes, ElementsAre(1));
}

TEST(PresentClasses, OfFeaturesAreWhatTheySayOfEachDimensionTogether) {
    geo::FeatureTable features;
    features.features = 4;
    features.classOf = {1, 1, 1, 1};
    features.dimensionsOf = {{2, 1}, {9, 9}, {1, 3}, {2, 1}};
    const geo::AreaContent areas{{0, 1 << 8 | 255, 3 << 8 | 10, 4 << 8 | 200}, {}};
    EXPECT_THAT(presentClasses({areas}, &features).dimensions,
                ElementsAre(geo::DimensionClasses{1, 3}, geo::DimensionClasses{2, 1}));
}

/// Answers from many threads.
class Shared : public geo::LayerSource {
public:
    [[nodiscard]] geo::SourceKind kind() const override { return geo::SourceKind::Classes; }
    [[nodiscard]] geo::Extent extent() const override { return {0, 0, 1, 1}; }
    [[nodiscard]] geo::Result<geo::TileContent> read(const geo::TileScheme&, const geo::TileId& id,
                                                     std::stop_token stop) const override {
        if (stop.stop_requested()) return geo::fail(geo::ErrorCode::Cancelled, "");
        return geo::TileContent{geo::CodeContent{std::vector<uint8_t>(64, static_cast<uint8_t>(id.x + 1)), {}}};
    }
    [[nodiscard]] std::vector<geo::Identified> identify(geo::Point, double, const geo::IsDrawn&) const override { return {}; }
    [[nodiscard]] const std::string& attribution() const override { return m_credit; }
    [[nodiscard]] geo::Diagnostics diagnostics() const override { return {}; }

private:
    std::string m_credit;
};

TEST(LoaderThreads, BringEachWantedTileWhileWishesChange) {
    constexpr int kTiles = 200;
    TileLoader loader(4, [] {});
    const auto source = std::make_shared<const Shared>();
    std::vector<int> arrived(kTiles);
    int missing = kTiles;
    while (missing > 0) {  // as frames do: take, wish for what is missing, wait
        for (const auto& loaded : loader.take()) {
            ASSERT_TRUE(loaded.content);
            EXPECT_THAT(loaded.present.classes, ElementsAre(static_cast<uint16_t>(loaded.key.id.x + 1)));
            missing -= arrived[static_cast<size_t>(loaded.key.id.x)]++ == 0;
        }
        std::vector<TileWish> wishes;
        for (int x = 0; x < kTiles; ++x)
            if (arrived[static_cast<size_t>(x)] == 0)
                wishes.push_back({{1, 1, {9, x, 0}}, {}, source, 0, static_cast<double>((x * 37 + missing) % kTiles)});
        loader.wish(std::move(wishes), 8);
        loader.waitForNews(std::chrono::milliseconds(1000));
    }
    loader.wish({});
    EXPECT_THAT(arrived, testing::Each(testing::Ge(1)));
}

}  // namespace
}  // namespace tiles
