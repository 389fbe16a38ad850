#include <imgui.h>
#include <imgui_stdlib.h>

#include <algorithm>

#include "viewer/ui/panels.h"
#include "viewer/ui/typed_text.h"
#include "viewer/ui/widgets.h"

namespace ui {
namespace {

/// Product mark, where we are, the search field, and the way to the panels.
class TopBar : public Panel {
public:
    void draw(Frame& frame) override {
        const Rect& bar = frame.layout.topBar;
        const ImVec2 size{static_cast<float>(bar.width()), static_cast<float>(bar.height())};
        ImGui::SetNextWindowPos({0, 0});
        ImGui::SetNextWindowSize(size);
        ImGui::Begin("top bar", nullptr,
                     ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                         ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoNav);
        auto& list = *ImGui::GetWindowDrawList();
        list.AddRectFilled({0, 0}, size, packed(frame.palette().surface));
        paintHairline(frame, list, {0, size.y - 1}, {size.x, size.y - 1});
        m_middle = size.y / 2;

        const float buttons = drawButtons(frame, size.x);
        const float place = drawPlace(frame, buttons);
        const float most = frame.px(360), space = buttons - place - frame.px(32);
        const float width = std::clamp(space, frame.px(120), most);
        const float centred = std::clamp((size.x - width) / 2, place + frame.px(16),
                                         std::max(place + frame.px(16), buttons - width - frame.px(16)));
        if (space > frame.px(100))
            drawSearch(frame, centred, width);
        else
            frame.shared.focusSearch = 0;
        ImGui::End();
    }

private:
    /// From the right: Help, Members, Layers, World. Returns where they begin.
    float drawButtons(Frame& frame, float right) const {
        struct Button {
            const char *id, *word;
            Icon icon;
            bool active;
        };
        const LeftPanel left = leftPanel(frame.model.openPanels, frame.model.worldView);
        const Button all[] = {{"world", "World", Icon::Globe, false},
                              {"layers", "Layers", Icon::Layers, left == LeftPanel::Layers},
                              {"members", "Members", Icon::People, left == LeftPanel::Members},
                              {"help", "Help", Icon::Help, frame.isOpen("help")}};
        float width = frame.px(12);
        for (const Button& b : all) {
            width += frame.layout.compact ? frame.px(40) : textWidth(frame, Type::Body, b.word) + frame.px(48);
        }
        const float begin = right - width;
        ImGui::SetCursorScreenPos({begin, m_middle - frame.px(18)});
        for (const Button& b : all) {
            if (navButton(frame, b.id, b.icon, b.word, b.active, frame.layout.compact)) press(frame, b.id);
            ImGui::SameLine(0, frame.px(4));
        }
        return begin;
    }

    /// The left column holds one panel: asking for the one behind closes the one in front.
    static void press(Frame& frame, const std::string& which) {
        if (which == "world") return frame.command({"world"});
        if (which == "help") return frame.command({"panel.toggle", "help"});
        const std::string other = which == "layers" ? "members" : "layers";
        const bool bothOpen = frame.isOpen("layers") && frame.isOpen("members");
        const bool inFront =
            (leftPanel(frame.model.openPanels, frame.model.worldView) == LeftPanel::Layers) == (which == "layers");
        if (bothOpen && !inFront) return frame.command({"panel.toggle", other});
        if (!bothOpen && frame.isOpen(other.c_str())) frame.command({"panel.toggle", other});
        frame.command({"panel.toggle", which});
    }

    /// Mark, name and breadcrumb. Returns where they end.
    float drawPlace(Frame& frame, float limit) const {
        auto& list = *ImGui::GetWindowDrawList();
        const Palette& p = frame.palette();
        const float mark = frame.px(24);
        drawMark(list, {frame.px(16), m_middle - mark / 2}, mark);
        float x = frame.px(50);
        const float room = std::max(0.0f, (limit - x) * 0.5f), y = m_middle - frame.theme.lineHeight(Type::Strong) / 2;
        if (!frame.layout.compact || frame.model.worldView) {
            x += paintText(frame, {x, y}, Type::Strong, p.ink, "Metromosaic", room) + frame.px(16);
            paintHairline(frame, list, {x, m_middle - frame.px(10)}, {x, m_middle + frame.px(10)});
            x += frame.px(10);
        }
        if (frame.model.worldView) {
            x += frame.px(6);
            return x + paintText(frame, {x, y}, Type::Body, p.inkMuted, "World", frame.px(80));
        }
        ImGui::SetCursorScreenPos({x, m_middle - frame.px(14)});
        if (linkButton(frame, "World")) frame.command({"world"});
        x = ImGui::GetItemRectMax().x + frame.px(8);
        drawIcon(list, Icon::ChevronRight, {x, m_middle}, frame.px(12), packed(p.inkMuted));
        x += frame.px(12);
        const std::string title = frame.model.scene ? frame.model.scene->title : std::string();
        const float most = std::max(frame.px(40), room - frame.px(60));
        if (frame.model.placeMember.empty()) return x + paintText(frame, {x, y}, Type::Strong, p.ink, title, most);
        return drawCity(frame, x, title, most);
    }

    /// The city's name, which opens and closes the card of its government. Returns where it ends.
    float drawCity(Frame& frame, float x, const std::string& title, float most) const {
        const float width = std::min(most, textWidth(frame, Type::Strong, title)), inset = frame.px(6), height = frame.px(28);
        ImGui::SetCursorScreenPos({x - inset, m_middle - height / 2});
        const bool open = frame.model.cardOpen;
        if (rowButton(frame, "city", {width + 2 * inset, height}, {.selected = open})) {
            if (open)
                frame.command({"member.select"});
            else
                frame.command({"member.select", frame.model.placeMember});
        }
        if (ImGui::IsItemHovered()) tooltip(frame, "About its government");
        return x + paintText(frame, {x, m_middle - frame.theme.lineHeight(Type::Strong) / 2}, Type::Strong, frame.palette().ink,
                             title, most);
    }

    void drawSearch(Frame& frame, float left, float width) {
        const Palette& p = frame.palette();
        auto& list = *ImGui::GetWindowDrawList();
        SharedState& shared = frame.shared;
        const float height = frame.px(36), top = m_middle - height / 2;
        const ImVec2 from{left, top}, to{left + width, top + height};
        shared.searchField = {left, top, left + width, top + height};
        list.AddRectFilled(from, to, packed(m_focused ? p.surface : p.sunken), frame.px(8));
        if (m_focused) list.AddRect(from, to, packed(p.accent), frame.px(8), 0, frame.px(2));
        drawIcon(list, Icon::Search, {left + frame.px(18), m_middle}, frame.px(16), packed(p.inkMuted));

        ImGui::SetCursorScreenPos({left + frame.px(34), m_middle - frame.theme.lineHeight(Type::Body) / 2});
        ImGui::SetNextItemWidth(width - frame.px(68));
        ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {0, 0});
        for (const auto which : {ImGuiCol_FrameBg, ImGuiCol_FrameBgHovered, ImGuiCol_FrameBgActive}) {
            ImGui::PushStyleColor(which, ImVec4{0, 0, 0, 0});
        }
        if (shared.focusSearch > 0) ImGui::SetKeyboardFocusHere();
        const auto arrows = [](ImGuiInputTextCallbackData* data) {
            auto& state = *static_cast<SharedState*>(data->UserData);
            state.moveHit = data->EventKey == ImGuiKey_DownArrow ? 1 : -1;
            return 0;
        };
        TypedText::hideOwn();
        const bool entered =
            ImGui::InputText("##search", &shared.query,
                             ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_CallbackHistory, arrows, &shared);
        TypedText::showOwn();
        ImGui::PopStyleColor(3);
        ImGui::PopStyleVar();
        m_text.draw(frame, ImGui::GetItemRectMin(), ImGui::GetItemRectMax(), shared.query);
        shared.acceptHit = entered && !shared.query.empty();
        m_focused = shared.searchFocused = ImGui::IsItemActive();
        shared.focusSearch = m_focused ? 0 : std::max(0, shared.focusSearch - 1);
        if (shared.query.empty()) {
            paintText(frame, {left + frame.px(34), m_middle - frame.theme.lineHeight(Type::Body) / 2}, Type::Body, p.inkMuted,
                      m_focused ? "Any name, in any script" : "Find a city or government", width - frame.px(72));
            if (!m_focused) keyHint(frame, {to.x - frame.px(28), m_middle - frame.px(10)}, "/");
        } else {
            ImGui::SetCursorScreenPos({to.x - frame.px(32), m_middle - frame.px(14)});
            if (iconButton(frame, "clear search", Icon::Close, "Clear", false, 28)) shared.query.clear();
        }
    }

    static void keyHint(Frame& frame, ImVec2 at, const char* key) {
        auto& list = *ImGui::GetWindowDrawList();
        const ImVec2 to{at.x + frame.px(20), at.y + frame.px(20)};
        list.AddRectFilled(at, to, packed(frame.palette().surface), frame.px(4));
        list.AddRect(at, to, packed(frame.palette().control), frame.px(4));
        const float width = textWidth(frame, Type::Small, key);
        paintText(frame, {at.x + (frame.px(20) - width) / 2, at.y + (frame.px(20) - frame.theme.lineHeight(Type::Small)) / 2},
                  Type::Small, frame.palette().inkMuted, key);
    }

    TypedText m_text;
    float m_middle = 0;
    bool m_focused = false;
};

}  // namespace

std::unique_ptr<Panel> makeTopBar() { return std::make_unique<TopBar>(); }

}  // namespace ui
