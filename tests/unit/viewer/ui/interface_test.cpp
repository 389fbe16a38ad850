#include <gtest/gtest.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <limits>
#include <memory>
#include <string>

#include "viewer/ui/ui_model.h"

namespace {

/// The interface without a window: what it draws is thrown away.
class StillInterface : public testing::Test {
protected:
    StillInterface() {
        ImGui::CreateContext();
        ImGui::GetIO().DisplaySize = {1280, 800};
        m_interface.loadTheme(1, 1);
        model.openPanels = {};
        model.worldView = false;
        model.messages = &messages;
    }
    ~StillInterface() override { ImGui::DestroyContext(); }

    void drawFrame() {
        ImGui::GetIO().DeltaTime = 1.0F / 60;
        ImGui::NewFrame();
        m_interface.draw(model);
        ImGui::Render();
    }
    /// Draws as often as the interface asks for it without anything happening.
    void drawUntilStill() {
        constexpr int kMany = 60;
        for (int i = 0; i < kMany; ++i) {
            drawFrame();
            if (m_interface.nextFrameInSeconds() > 0) return;
        }
        FAIL() << "it is never still";
    }
    /// Draws until the interface asks for nothing any more, letting pass the time that it waits.
    void drawUntilDone() {
        constexpr double kNever = std::numeric_limits<double>::infinity();
        for (int i = 0; i < 10 && m_interface.nextFrameInSeconds() != kNever; ++i) {
            model.nowSeconds += m_interface.nextFrameInSeconds();
            drawUntilStill();
        }
    }
    static bool showsTooltip() {
        const auto& windows = ImGui::GetCurrentContext()->Windows;
        return std::any_of(windows.begin(), windows.end(), [](const ImGuiWindow* window) {
            return (window->Flags & ImGuiWindowFlags_Tooltip) != 0 && window->Active && !window->Hidden;
        });
    }
    static float heightOf(const char* card) { return ImGui::FindWindowByName(card)->Size.y; }
    static bool scrolls(const std::string& card) {
        const auto& windows = ImGui::GetCurrentContext()->Windows;
        for (const ImGuiWindow* window : windows)
            if (window->ParentWindow && window->ParentWindow->Name == card && window->ScrollbarY) return true;
        return false;
    }

    ui::UiModel model;
    std::vector<ui::Message> messages;

private:
    ui::Interface m_interface;
};

TEST_F(StillInterface, MessagesAreNoTallerThanWhatTheySay) {
    messages.push_back({ui::Severity::Note, "The script is written: /tmp/tour.txt", -1000, 1});
    model.openPanels = {"messages"};
    drawUntilStill();
    const float still = heightOf("messages");
    drawFrame();
    drawFrame();
    EXPECT_EQ(heightOf("messages"), still);
    EXPECT_LT(still, 140);
    EXPECT_FALSE(scrolls("messages"));
}

TEST_F(StillInterface, MessagesGrowWithWhatIsSaid) {
    model.openPanels = {"messages"};
    drawUntilStill();
    const float empty = heightOf("messages");
    for (size_t i = 1; i <= 6; ++i) messages.push_back({ui::Severity::Note, "Another sentence.", -1000, i});
    drawUntilStill();
    EXPECT_GT(heightOf("messages"), empty);
    EXPECT_FALSE(scrolls("messages"));
}

TEST_F(StillInterface, WhatIsHereHasNoScrollBarWhereAllFits) {
    geo::Identified block;
    block.title = "Residential";
    block.sentences = {"A sentence that is long enough to need a second line of the card, and then some more words for a third."};
    for (const char* name : {"density", "storeys", "source"}) block.attributes.push_back({name, "some value"});
    model.identified.push_back({"blocks", "Blocks", "© somebody", {block}});
    model.identifiedAt = geo::Point{1, 1};
    drawUntilStill();
    EXPECT_FALSE(scrolls("identify"));
    model.identified[0].found.push_back(block);
    drawUntilStill();
    EXPECT_FALSE(scrolls("identify"));
}

TEST_F(StillInterface, ATitleThatIsCutIsSaidInFullWhereTheMouseRests) {
    auto scene = std::make_shared<map::SceneState>();
    map::Layer layer;
    layer.id = "reduction";
    layer.title = "Macroarea Reducao da Vulnerabilidade Urbana e Recuperacao Ambiental";
    layer.status = map::LayerStatus::Failed;
    scene->layers.push_back(layer);
    model.scene = scene;
    model.openPanels = {"layers"};
    drawUntilStill();
    EXPECT_FALSE(showsTooltip());
    ImGui::GetIO().MousePos = {150, 144};
    drawUntilStill();
    EXPECT_FALSE(showsTooltip()) << "the mouse only passes by";
    drawUntilDone();
    EXPECT_TRUE(showsTooltip());
}

}  // namespace
