#include <imgui.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "viewer/ui/help_table.h"
#include "viewer/ui/panels.h"
#include "viewer/ui/widgets.h"

namespace ui {
namespace {

constexpr std::array kRows{
    HelpRow{"Map", "Drag", "Move the map"},
    HelpRow{"Map", "Wheel", "Zoom to the cursor"},
    HelpRow{"Map", "Double click", "Zoom in"},
    HelpRow{"Map", "Right drag, Shift + drag", "Turn the map"},
    HelpRow{"Map", "Click", "What is here"},
    HelpRow{"Keys", "← ↑ → ↓", "Move the map"},
    HelpRow{"Keys", "+   −", "Zoom in, zoom out"},
    HelpRow{"Keys", "Shift + ←   Shift + →", "Turn the map"},
    HelpRow{"Keys", "N", "North up"},
    HelpRow{"Keys", "F   Home", "Show everything"},
    HelpRow{"Keys", "0", "The world"},
    HelpRow{"Search", "/", "Go to the search field"},
    HelpRow{"Search", "↑ ↓", "Choose a hit"},
    HelpRow{"Search", "Enter", "Fly there"},
    HelpRow{"Layers", "Click a class", "Show or hide it"},
    HelpRow{"Layers", "Right click, Alt + click", "Only this class"},
    HelpRow{"Layers", "Click its colour", "Change the colour"},
    HelpRow{"Layers", "Drag a layer", "Change the order"},
    HelpRow{"Window", "Tab", "Panel on or off"},
    HelpRow{"Window", "Esc", "Close, clear"},
    HelpRow{"Window", "?   F1", "This page"},
    HelpRow{"Window", "Ctrl + S", "Save the map as a picture"},
    HelpRow{"Window", "Ctrl + D", "Dark or light"},
    HelpRow{"Window", "Ctrl with +   −   0", "Larger, smaller, usual size"},
    HelpRow{"Window", "Ctrl + Q", "Quit"},
};

/// Keys and mouse, over everything.
class HelpOverlay : public Panel {
public:
    void draw(Frame& frame) override {
        if (!frame.isOpen("help")) return;
        const Rect& room = frame.layout.middle;
        const double width = std::min<double>(frame.px(760), room.width()),
                     height = std::min<double>(frame.px(566), room.height());
        const double x = (room.left + room.right - width) / 2, y = (room.top + room.bottom - height) / 2;
        drawVeil(frame);
        beginCard(frame, "help", {x, y, x + width, y + height}, 24);
        keepInFront();
        if (cardTitle(frame, "Keys and mouse", true)) frame.command({"panel.toggle", "help"});
        beginScroll(frame, "rows", 24, static_cast<float>(y + height) - frame.px(16) - ImGui::GetCursorScreenPos().y);
        drawRows(frame);
        endScroll();
        endCard(frame, 24);
    }

private:
    /// Darkens everything below the top bar; a click on it closes the help.
    static void drawVeil(Frame& frame) {
        const ImVec2 from{0, static_cast<float>(frame.layout.topBar.bottom)}, to = ImGui::GetIO().DisplaySize;
        ImGui::SetNextWindowPos(from);
        ImGui::SetNextWindowSize({to.x - from.x, to.y - from.y});
        ImGui::Begin("veil", nullptr,
                     ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                         ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoFocusOnAppearing);
        keepInFront();
        ImGui::GetWindowDrawList()->AddRectFilled(from, to, IM_COL32(10, 14, 20, 90));
        if (ImGui::InvisibleButton("close", {to.x - from.x, to.y - from.y})) frame.command({"panel.toggle", "help"});
        ImGui::End();
    }

    static void drawRows(Frame& frame) {
        const Palette& p = frame.palette();
        const bool twoColumns = ImGui::GetContentRegionAvail().x > frame.px(560);
        const ImVec2 origin = ImGui::GetCursorScreenPos();
        const float gapPx = frame.px(32), full = ImGui::GetContentRegionAvail().x, row = frame.px(30);
        const float width = twoColumns ? (full - gapPx) / 2 : full;
        float x = origin.x, y = origin.y, lowest = y;
        std::string_view group;
        for (const HelpRow& help : helpRows()) {
            if (group != help.group) {
                if (twoColumns && std::string_view(help.group) == "Search")
                    x = origin.x + width + gapPx, y = origin.y;
                else if (!group.empty())
                    y += frame.px(10);
                group = help.group;
                paintText(frame, {x, y + (row - frame.theme.lineHeight(Type::Strong)) / 2}, Type::Strong, p.ink, group);
                y += row;
            }
            const float middle = y + (row - frame.theme.lineHeight(Type::Body)) / 2;
            const float keys = paintTextRight(frame, {x + width, middle}, Type::Body, p.ink, help.keys, width * 0.6f);
            paintText(frame, {x, middle}, Type::Body, p.inkMuted, help.meaning, keys - x - frame.px(8));
            paintHairline(frame, *ImGui::GetWindowDrawList(), {x, y + row - 1}, {x + width, y + row - 1});
            y += row;
            lowest = std::max(lowest, y);
        }
        ImGui::Dummy({full, lowest - origin.y});
    }
};

}  // namespace

std::span<const HelpRow> helpRows() { return kRows; }

std::unique_ptr<Panel> makeHelpOverlay() { return std::make_unique<HelpOverlay>(); }

}  // namespace ui
