#include "viewer/ui/layout.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

using ui::arrange;
using ui::Layout;
using ui::LayoutRequest;
using ui::LeftPanel;
using ui::Rect;
using ui::RightCard;

struct Size {
    double width, height;
};

std::vector<LayoutRequest> everyRequest() {
    std::vector<LayoutRequest> requests;
    for (const Size size :
         {Size{320, 240}, Size{800, 600}, Size{1024, 768}, Size{1280, 720}, Size{1920, 1080}, Size{3840, 2160}}) {
        for (const double scale : {1.0, 1.5, 2.0}) {
            for (const auto left : {LeftPanel::None, LeftPanel::Members, LeftPanel::Layers}) {
                for (unsigned cards = 0; cards < (1u << ui::kRightCards); ++cards) {
                    LayoutRequest request{size.width, size.height, scale, left, {}};
                    for (size_t i = 0; i < ui::kRightCards; ++i) {
                        request.wantedHeightPx[i] = cards & (1u << i) ? 120.0 + 150.0 * static_cast<double>(i) : 0;
                    }
                    requests.push_back(request);
                }
            }
        }
    }
    return requests;
}

std::string describe(const LayoutRequest& r) {
    std::string text =
        std::to_string(r.widthPx) + " x " + std::to_string(r.heightPx) + " scale " + std::to_string(r.uiScale) + " cards";
    for (const double h : r.wantedHeightPx) text += " " + std::to_string(h);
    return text;
}

std::vector<Rect> solidParts(const Layout& layout) {
    std::vector<Rect> parts{layout.topBar, layout.statusBar, layout.left};
    parts.insert(parts.end(), layout.right.begin(), layout.right.end());
    return parts;
}

}  // namespace

TEST(Layout, NothingOverlapsAtAnySize) {
    for (const auto& request : everyRequest()) {
        const auto parts = solidParts(arrange(request));
        for (size_t a = 0; a < parts.size(); ++a) {
            for (size_t b = a + 1; b < parts.size(); ++b) {
                ASSERT_FALSE(parts[a].overlaps(parts[b])) << describe(request) << ": parts " << a << " and " << b;
            }
        }
    }
}

TEST(Layout, EverythingStaysInTheWindow) {
    for (const auto& request : everyRequest()) {
        for (const Rect& part : solidParts(arrange(request))) {
            if (part.empty()) continue;
            ASSERT_GE(part.left, 0) << describe(request);
            ASSERT_GE(part.top, 0) << describe(request);
            ASSERT_LE(part.right, request.widthPx + 1e-6) << describe(request);
            ASSERT_LE(part.bottom, request.heightPx + 1e-6) << describe(request);
        }
    }
}

TEST(Layout, TheMapIsFreeOfPanels) {
    for (const auto& request : everyRequest()) {
        const Layout layout = arrange(request);
        auto parts = solidParts(layout);
        parts[3] = {};  // toasts come and go: they may lie over the map
        for (const Rect& part : parts) ASSERT_FALSE(part.overlaps(layout.map)) << describe(request);
    }
}

TEST(Layout, TheMapKeepsMostOfAUsualScreen) {
    LayoutRequest request{1920, 1080, 1, LeftPanel::Layers, {}};
    request.wantedHeightPx[static_cast<size_t>(RightCard::Identify)] = 400;
    EXPECT_GT(arrange(request).map.width(), 1920 * 0.6);
    EXPECT_GT(arrange(request).map.height(), 1080 * 0.9);
}

TEST(Layout, CardsTakeTheHeightTheyWantWhereThereIsRoom) {
    LayoutRequest request{1920, 1080, 1, LeftPanel::Layers, {}};
    request.wantedHeightPx = {0, 300, 200, 0, 0};
    const Layout layout = arrange(request);
    EXPECT_DOUBLE_EQ(layout.card(RightCard::Member).height(), 300);
    EXPECT_DOUBLE_EQ(layout.card(RightCard::Identify).height(), 200);
}

TEST(Layout, TheTallestCardGivesWayFirst) {
    LayoutRequest request{1920, 720, 1, LeftPanel::Layers, {}};
    request.wantedHeightPx = {0, 2000, 150, 0, 0};
    const Layout layout = arrange(request);
    EXPECT_DOUBLE_EQ(layout.card(RightCard::Identify).height(), 150);
    EXPECT_GT(layout.card(RightCard::Member).height(), 300);
}

TEST(Layout, ASmallWindowPutsTheCardUnderTheMap) {
    LayoutRequest request{800, 600, 1, LeftPanel::Layers, {}};
    request.wantedHeightPx[static_cast<size_t>(RightCard::Identify)] = 400;
    const Layout layout = arrange(request);
    EXPECT_LE(layout.map.bottom, layout.card(RightCard::Identify).top);
    EXPECT_GT(layout.map.width(), 400);
}

TEST(Layout, NewsIsReadableBesideACardInASmallWindow) {
    LayoutRequest request{800, 600, 1, LeftPanel::Layers, {}};
    request.wantedHeightPx[static_cast<size_t>(RightCard::Identify)] = 400;
    request.wantedHeightPx[static_cast<size_t>(RightCard::Toasts)] = 80;
    const Layout layout = arrange(request);
    EXPECT_DOUBLE_EQ(layout.card(RightCard::Toasts).height(), 80);
    EXPECT_FALSE(layout.card(RightCard::Identify).empty());
}

TEST(Layout, WhereOneCardHasRoomItIsTheOneAskedForLast) {
    LayoutRequest request{640, 480, 1, LeftPanel::Layers, {}};
    request.wantedHeightPx[static_cast<size_t>(RightCard::Identify)] = 300;
    EXPECT_FALSE(arrange(request).card(RightCard::Identify).empty());
    request.wantedHeightPx[static_cast<size_t>(RightCard::Messages)] = 300;
    EXPECT_FALSE(arrange(request).card(RightCard::Messages).empty());
}

TEST(Layout, AVerySmallWindowStacksThePanelUnderTheMap) {
    const Layout layout = arrange({480, 640, 1, LeftPanel::Members, {}});
    EXPECT_LE(layout.map.bottom, layout.left.top);
    EXPECT_DOUBLE_EQ(layout.map.width(), 480);
}

TEST(Layout, OneLeftPanelAtATimeByView) {
    const std::set<std::string> both{"members", "layers"};
    EXPECT_EQ(ui::leftPanel(both, true), LeftPanel::Members);
    EXPECT_EQ(ui::leftPanel(both, false), LeftPanel::Layers);
    EXPECT_EQ(ui::leftPanel({"members"}, false), LeftPanel::Members);
    EXPECT_EQ(ui::leftPanel({}, true), LeftPanel::None);
}
