#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <utility>

#include "viewer/ui/fonts.h"
#include "viewer/ui/formats.h"
#include "viewer/ui/panels.h"
#include "viewer/ui/widgets.h"

namespace ui {
namespace {

constexpr int kSettlingFrames = 2;  // ImGui lays out what appears in one frame and shows it in the next

constexpr int kFocusingFrames = 4;  // ImGui gives a field the keyboard a frame after it is asked to

bool somethingPressed(const ImGuiIO& io) {
    return std::any_of(std::begin(io.MouseDown), std::end(io.MouseDown), [](bool down) { return down; }) || io.MouseWheel != 0 ||
           io.MouseDelta.x != 0 || io.MouseDelta.y != 0 || !io.InputQueueCharacters.empty() ||
           std::any_of(std::begin(io.KeysDown), std::end(io.KeysDown), [](bool down) { return down; });
}

/// Whether a window began in this frame that ImGui shows in the next, when it knows its size: hints, and lists that open.
bool somethingAppears() {
    const auto& windows = ImGui::GetCurrentContext()->Windows;
    return std::any_of(windows.begin(), windows.end(), [](const ImGuiWindow* window) {
        return window->Active && (window->Hidden || window->HiddenFramesCannotSkipItems > 0);
    });
}

}  // namespace

struct Interface::Panels {
    std::vector<std::unique_ptr<Panel>> panels = makePanels();
    Theme theme;
    Fonts fonts;
    ShapedText shaped;
    SharedState shared;
    std::string hovered;  // as of the last frame
    double nextFrameInSeconds = 0;
    uint64_t searchRevision = 0;
    int settling = kSettlingFrames;
    bool dark = false;

    void build() {
        theme.palette = dark ? &darkPalette() : &lightPalette();
        fonts.build(theme);
        applyStyle(theme);
        if (ImGui::GetIO().BackendRendererUserData) {
            ImGui_ImplOpenGL3_DestroyFontsTexture();
            ImGui_ImplOpenGL3_CreateFontsTexture();
        }
    }

    /// Names the symbol under the mouse: not every one has room for its label.
    static void explainMember(Frame& frame) {
        const auto* members = frame.model.members;
        const auto* member = members ? members->find(frame.model.memberUnderCursor) : nullptr;
        if (!member) return;
        auto sentence = member->nameEn + ", " + member->country;
        if (member->population) sentence += " · " + formatPopulation(*member->population);
        tooltip(frame, sentence);
    }

    /// Keys that belong to the interface: by character, so that they work on every keyboard layout.
    void readKeys(const UiModel& model) {
        const ImGuiIO& io = ImGui::GetIO();
        if (ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Escape), false)) ImGui::ClosePopupsOverWindow(nullptr, false);
        if (io.WantTextInput) return;
        for (const ImWchar c : io.InputQueueCharacters) {
            if (c == '/') shared.focusSearch = kFocusingFrames;
            if (c == '?' && model.command) model.command("panel.toggle help");
        }
        if (shared.focusSearch > 0) ImGui::GetIO().InputQueueCharacters.resize(0);
    }
};

Interface::Interface() : m_panels(std::make_unique<Panels>()) {}
Interface::~Interface() = default;

void Interface::loadTheme(double pixelRatio, double uiScale) {
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.ConfigInputTextCursorBlink = false;  // a still window draws no frame
    io.ConfigWindowsMoveFromTitleBarOnly = true;
    m_panels->theme.pixelRatio = std::clamp(pixelRatio, 0.5, 8.0);
    m_panels->theme.scale = std::clamp(uiScale, 0.5, 4.0);
    m_panels->shaped.clear();
    m_panels->build();
}

FreeArea Interface::draw(const UiModel& model) {
    Panels& my = *m_panels;
    if (model.dark != my.dark) {
        my.dark = model.dark;
        my.theme.palette = my.dark ? &darkPalette() : &lightPalette();
        applyStyle(my.theme);
    }
    my.shaped.beginFrame(model.uploadTexture, model.releaseTexture);
    my.shared.moveHit = 0;
    my.shared.acceptHit = false;
    my.shared.hoveredMember.clear();
    my.readKeys(model);
    if (std::exchange(my.searchRevision, model.searchRevision) != model.searchRevision) my.shared.query = model.memberSearch;

    const ImVec2 size = ImGui::GetIO().DisplaySize;
    const LayoutRequest request{.widthPx = size.x,
                                .heightPx = size.y,
                                .uiScale = my.theme.scale,
                                .left = leftPanel(model.openPanels, model.worldView),
                                .wantedHeightPx = my.shared.wantedHeightPx};
    const Layout layout = arrange(request);
    Frame frame{model, my.theme, layout, my.shaped, my.shared};
    for (const auto& panel : my.panels) panel->draw(frame);
    my.explainMember(frame);

    my.hovered = my.shared.hoveredMember;
    // What opened, closed or was measured in this frame has its place in the next one, and its scroll bar in the one after.
    const bool outdated = frame.outgrown || somethingAppears() || my.shared.wantedHeightPx != request.wantedHeightPx;
    my.settling = outdated || somethingPressed(ImGui::GetIO()) || my.shared.focusSearch > 0 ? kSettlingFrames
                                                                                            : std::max(0, my.settling - 1);
    my.nextFrameInSeconds = my.settling > 0 ? 0 : frame.nextFrameInSeconds;
    return layout.free();
}

double Interface::nextFrameInSeconds() const { return m_panels->nextFrameInSeconds; }
bool Interface::awaitsKeyboard() const { return m_panels->shared.focusSearch > 0; }
const std::string& Interface::hoveredMember() const { return m_panels->hovered; }

}  // namespace ui
