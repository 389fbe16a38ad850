#include "viewer/app/imgui_host.h"

#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

#include <span>

namespace app {

ImGuiHost::ImGuiHost(const Window& window) {
    IMGUI_CHECKVERSION();
    ImGui::CreateContext();
    ImGui::GetIO().IniFilename = nullptr;
    ImGui_ImplGlfw_InitForOpenGL(window.handle(), true);
    ImGui_ImplOpenGL3_Init("#version 410 core");
}

ImGuiHost::~ImGuiHost() {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplGlfw_Shutdown();
    ImGui::DestroyContext();
}

void ImGuiHost::beginFrame(const WindowSize& size) {
    m_released.clear();
    ImGui_ImplOpenGL3_NewFrame();
    ImGui_ImplGlfw_NewFrame();
    // The backend speaks the window's unit, which on X11 is the device pixel; the interface speaks logical pixels.
    auto& io = ImGui::GetIO();
    const auto ratio = static_cast<float>(size.pixelRatio), unit = static_cast<float>(size.cursorPerLogicalPx);
    io.DisplaySize = {static_cast<float>(size.framebufferWidth) / ratio, static_cast<float>(size.framebufferHeight) / ratio};
    io.DisplayFramebufferScale = {ratio, ratio};
    if (ImGui::IsMousePosValid(&io.MousePos)) io.MousePos = {io.MousePos.x / unit, io.MousePos.y / unit};
    ImGui::NewFrame();
}

void ImGuiHost::endFrame() { ImGui::Render(); }
void ImGuiHost::render() { ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData()); }

bool ImGuiHost::takesMouse() const { return ImGui::GetIO().WantCaptureMouse; }
bool ImGuiHost::takesKeyboard() const { return ImGui::GetIO().WantTextInput || ImGui::IsAnyItemActive(); }

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
