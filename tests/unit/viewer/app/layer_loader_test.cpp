#include "viewer/app/layer_loader.h"

#include <gmock/gmock.h>

#include <future>

#include "tests/render/fake_source.h"

namespace app {
namespace {

/// A source whose overviews take until it is told how they end.
class Unprepared : public fake::Source {
public:
    Unprepared()
        : fake::Source(geo::SourceKind::Classes, fake::kWorld, [](const auto&, const auto&) { return geo::TileContent{}; }) {}
    [[nodiscard]] geo::BackgroundWork backgroundWork() const override {
        return [this](const geo::Progress& progress, std::stop_token) {
            progress(0.5, "building overviews");
            return m_end.get_future().get();
        };
    }
    void end(geo::Result<void> result) const { m_end.set_value(std::move(result)); }

private:
    mutable std::promise<geo::Result<void>> m_end;
};

class Provisional : public testing::Test {
protected:
    /// Opens a layer and hands over until its preparing is a task.
    void open() {
        map::Layer layer;
        layer.id = "cover", layer.title = "Land cover";
        m_place->scene.add(layer);
        m_loader.setImproving(true);
        m_loader.open(m_place, "cover");
        while (m_loader.underWay() > 0) m_queue.runOnMain();
    }
    void end(geo::Result<void> result) {
        m_source->end(std::move(result));
        while (!m_tasks.running().empty()) m_queue.runOnMain();
    }

    base::TaskList m_tasks;
    base::MainQueue m_queue;
    std::shared_ptr<Place> m_place = Place::world();
    std::shared_ptr<const Unprepared> m_source = std::make_shared<const Unprepared>();
    std::vector<std::string> m_failures, m_remarks;
    LayerLoader m_loader{
        m_tasks,
        m_queue,
        [this](const auto&, const auto&, const auto&, std::stop_token) { return m_source; },
        [this](const std::string& title, const geo::Error& e) { m_failures.push_back(title + ": " + e.message); },
        [this](const std::string& title, const std::string& text) { m_remarks.push_back(title + ": " + text); },
        1};
};

TEST_F(Provisional, theStatusBarSaysSoUntilTheOverviewsAreBuilt) {
    open();
    ASSERT_EQ(m_tasks.running().size(), 1u);
    EXPECT_EQ(m_tasks.running()[0]->title(), "Land cover is provisional");
    end({});
    EXPECT_TRUE(m_tasks.running().empty());
    EXPECT_THAT(m_remarks, testing::IsEmpty());
}

TEST_F(Provisional, whatWasCancelledStaysSoWithAWord) {
    open();
    end(geo::fail(geo::ErrorCode::Cancelled, "Cancelled."));
    EXPECT_THAT(m_failures, testing::IsEmpty());
    EXPECT_THAT(m_remarks, testing::ElementsAre(testing::HasSubstr("stays provisional")));
}

TEST_F(Provisional, whatFailedSaysWhyAndStaysSo) {
    open();
    end(geo::fail(geo::ErrorCode::Output, "The disk is full."));
    EXPECT_THAT(m_failures, testing::ElementsAre("Land cover: The disk is full."));
    EXPECT_THAT(m_remarks, testing::ElementsAre(testing::HasSubstr("stays provisional")));
}

TEST(LayerLoader, AFileThatMakesSeveralLayersIsDamagedOnce) {
    class Damaged : public fake::Source {
    public:
        Damaged()
            : fake::Source(geo::SourceKind::Areas, fake::kWorld, [](const auto&, const auto&) { return geo::TileContent{}; }) {}
        [[nodiscard]] geo::Diagnostics diagnostics() const override {
            return {{}, {{geo::ErrorCode::Unreadable, "Part of this file is damaged.", "a.shp", "fread"}}};
        }
    };
    base::TaskList tasks;
    base::MainQueue queue;
    std::vector<std::string> failures;
    LayerLoader loader(
        tasks, queue, [](const auto&, const auto&, const auto&, std::stop_token) { return std::make_shared<const Damaged>(); },
        [&](const std::string&, const geo::Error& e) { failures.push_back(geo::describe(e)); },
        [](const std::string&, const std::string&) {}, 1);
    const auto place = Place::world();
    const auto openBoth = [&] {
        for (const char* id : {"areas", "names"}) loader.open(place, id);
        while (loader.underWay() > 0) queue.runOnMain();
    };
    for (const char* id : {"areas", "names"}) {
        map::Layer layer;
        layer.id = layer.title = id;
        place->scene.add(layer);
    }
    openBoth();
    EXPECT_THAT(failures, testing::ElementsAre("a.shp: Part of this file is damaged. (fread)"));
    EXPECT_EQ(place->scene.find("names")->status, map::LayerStatus::Ready) << "what could be read is shown";
    openBoth();
    EXPECT_EQ(failures.size(), 2u) << "opened again, it is said again";
}

}  // namespace
}  // namespace app
