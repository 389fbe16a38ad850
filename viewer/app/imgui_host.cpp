#include "viewer/app/imgui_host.h"

#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>
#include <glad/gl.h>
#include <imgui.h>

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
    if (!m_released.empty()) glDeleteTextures(static_cast<GLsizei>(m_released.size()), m_released.data());
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
    GLuint name = 0;
    glGenTextures(1, &name);
    glBindTexture(GL_TEXTURE_2D, name);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, image.widthPx, image.heightPx, 0, GL_RGBA, GL_UNSIGNED_BYTE, image.rgba.data());
    glBindTexture(GL_TEXTURE_2D, 0);
    return name;
}

void ImGuiHost::releaseTexture(uint64_t texture) { m_released.push_back(static_cast<uint32_t>(texture)); }

}  // namespace app
