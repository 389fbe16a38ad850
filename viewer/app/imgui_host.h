#pragma once

#include <map>
#include <optional>
#include <span>

#include "viewer/app/cursors.h"
#include "viewer/app/window.h"
#include "viewer/gfx/objects.h"
#include "viewer/text/image.h"

namespace app {

/// ImGui with its GLFW and OpenGL 3 backends in one window, in logical pixels. GL thread only; one at a time.
class ImGuiHost {
public:
    explicit ImGuiHost(const Window& window);
    ~ImGuiHost();
    ImGuiHost(const ImGuiHost&) = delete;
    ImGuiHost& operator=(const ImGuiHost&) = delete;

    /// ImGui sees these events and no others: a frame that is late takes in what happened step by step. `cursor` is where they
    /// left it; empty: outside the window.
    void beginFrame(const WindowSize& size, std::span<const InputEvent> events, std::optional<geo::Point> cursor);
    /// Ends what beginFrame() began; drawn by render(). `overMap` is the cursor's shape where the interface does not want one.
    void endFrame(CursorShape overMap);
    void render();

    /// Whether the interface, not the map, is meant by mouse or keyboard.
    [[nodiscard]] bool takesMouse() const;
    [[nodiscard]] bool takesKeyboard() const;

    /// For ui::UiModel. A released texture lives to the end of the frame.
    [[nodiscard]] uint64_t uploadTexture(const text::Image& image);
    void releaseTexture(uint64_t texture);

private:
    Cursors m_cursors;
    std::map<uint64_t, gfx::Texture> m_textures;
    std::vector<gfx::Texture> m_released;  // until the next frame: this one may still draw with them
};

}  // namespace app
