#pragma once

#include <map>

#include "viewer/app/window.h"
#include "viewer/gfx/objects.h"
#include "viewer/text/image.h"

namespace app {

/// ImGui with its GLFW and OpenGL 3 backends in one window, in logical pixels. GL thread only; one at a time.
class ImGuiHost {
public:
    /// Chains itself behind the window's own callbacks.
    explicit ImGuiHost(const Window& window);
    ~ImGuiHost();
    ImGuiHost(const ImGuiHost&) = delete;
    ImGuiHost& operator=(const ImGuiHost&) = delete;

    void beginFrame(const WindowSize& size);
    /// Ends what beginFrame() began; drawn by render().
    void endFrame();
    void render();

    /// Whether the interface, not the map, is meant by mouse or keyboard.
    [[nodiscard]] bool takesMouse() const;
    [[nodiscard]] bool takesKeyboard() const;

    /// For ui::UiModel. A released texture lives to the end of the frame.
    [[nodiscard]] uint64_t uploadTexture(const text::Image& image);
    void releaseTexture(uint64_t texture);

private:
    std::map<uint64_t, gfx::Texture> m_textures;
    std::vector<gfx::Texture> m_released;  // until the next frame: this one may still draw with them
};

}  // namespace app
