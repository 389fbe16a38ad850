#include "viewer/app/imgui_host.h"

#include <GLFW/glfw3.h>
#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cfloat>
#include <iterator>

namespace app {
namespace {

void feed(ImGuiIO& io, const InputEvent& event) {
    switch (event.kind) {
        case InputEvent::Kind::Key:
            if (event.key >= 0 && event.key < static_cast<int>(std::size(io.KeysDown))) io.KeysDown[event.key] = event.pressed;
            break;
        case InputEvent::Kind::Character:
            io.AddInputCharacter(event.character);
            break;
        case InputEvent::Kind::Scroll:
            io.MouseWheel += static_cast<float>(event.scrollY);
            io.MouseWheelH += static_cast<float>(event.scrollX);
            break;
        case InputEvent::Kind::Button:
        case InputEvent::Kind::Move:
            break;
    }
}

CursorShape shapeOf(ImGuiMouseCursor cursor) {
    switch (cursor) {
        case ImGuiMouseCursor_TextInput:
            return CursorShape::Text;
        case ImGuiMouseCursor_Hand:
            return CursorShape::Hand;
        case ImGuiMouseCursor_ResizeNS:
            return CursorShape::UpDown;
        case ImGuiMouseCursor_ResizeEW:
            return CursorShape::LeftRight;
        default:
            return CursorShape::Arrow;
    }
}

}  // namespace

ImGuiHost::ImGuiHost(const Window& window) : m_cursors(window.handle()) {
    IMGUI_CHECKVERSION();
    ImGui::CreateContext();
    ImGui::GetIO().IniFilename = nullptr;
    ImGui::GetIO().ConfigFlags |= ImGuiConfigFlags_NoMouseCursorChange;
    ImGui_ImplGlfw_InitForOpenGL(window.handle(), false);
    ImGui_ImplOpenGL3_Init("#version 410 core");
}

ImGuiHost::~ImGuiHost() {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplGlfw_Shutdown();
    ImGui::DestroyContext();
}

void ImGuiHost::beginFrame(const WindowSize& size, std::span<const InputEvent> events, std::optional<geo::Point> cursor) {
    m_released.clear();
    auto& io = ImGui::GetIO();
    std::array<bool, 3> buttons{io.MouseDown[0], io.MouseDown[1], io.MouseDown[2]};
    ImGui_ImplOpenGL3_NewFrame();
    ImGui_ImplGlfw_NewFrame();
    // The backend asks the window for the state of the moment, in the window's unit; the interface is told what happened, in
    // order and in logical pixels.
    for (const auto& event : events) {
        feed(io, event);
        if (event.kind == InputEvent::Kind::Button) buttons[static_cast<size_t>(event.button)] = event.pressed;
    }
    const auto isDown = [&](int left, int right) { return io.KeysDown[left] || io.KeysDown[right]; };
    io.KeyCtrl = isDown(GLFW_KEY_LEFT_CONTROL, GLFW_KEY_RIGHT_CONTROL);
    io.KeyShift = isDown(GLFW_KEY_LEFT_SHIFT, GLFW_KEY_RIGHT_SHIFT);
    io.KeyAlt = isDown(GLFW_KEY_LEFT_ALT, GLFW_KEY_RIGHT_ALT);
    io.KeySuper = isDown(GLFW_KEY_LEFT_SUPER, GLFW_KEY_RIGHT_SUPER);
    static_assert(static_cast<int>(Button::Right) == ImGuiMouseButton_Right &&
                  static_cast<int>(Button::Middle) == ImGuiMouseButton_Middle);
    std::copy(buttons.begin(), buttons.end(), io.MouseDown);
    io.MousePos = cursor ? ImVec2{static_cast<float>(cursor->x), static_cast<float>(cursor->y)} : ImVec2{-FLT_MAX, -FLT_MAX};
    const auto ratio = static_cast<float>(size.pixelRatio);
    io.DisplaySize = {static_cast<float>(size.framebufferWidth) / ratio, static_cast<float>(size.framebufferHeight) / ratio};
    io.DisplayFramebufferScale = {ratio, ratio};
    ImGui::NewFrame();
}

void ImGuiHost::endFrame(CursorShape overMap) {
    const bool mapsOwn = !takesMouse() && ImGui::GetMouseCursor() == ImGuiMouseCursor_Arrow;
    m_cursors.show(mapsOwn ? overMap : shapeOf(ImGui::GetMouseCursor()));
    ImGui::Render();
}

void ImGuiHost::render() { ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData()); }

bool ImGuiHost::takesMouse() const { return ImGui::GetIO().WantCaptureMouse; }
bool ImGuiHost::takesKeyboard() const {
    const bool popup = ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel);
    return ImGui::GetIO().WantTextInput || ImGui::IsAnyItemActive() || popup;
}

uint64_t ImGuiHost::uploadTexture(const text::Image& image) {
    gfx::Texture texture(gfx::TextureFormat::Rgba8, image.widthPx, image.heightPx, "interface", true);
    texture.upload(0, 0, image.widthPx, image.heightPx, std::as_bytes(std::span(image.rgba)));
    const uint64_t name = texture.name();
    m_textures.insert_or_assign(name, std::move(texture));
    return name;
}

void ImGuiHost::releaseTexture(uint64_t texture) {
    if (auto found = m_textures.extract(texture)) m_released.push_back(std::move(found.mapped()));
}

}  // namespace app
