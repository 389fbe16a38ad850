#include "viewer/app/window.h"

#include <GLFW/glfw3.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "viewer/app/window_app.h"
#include "viewer/gfx/gl.h"

namespace app {
namespace {

constexpr int kSmallestWidthPx = 480, kSmallestHeightPx = 320;

Modifiers modifiersOf(int bits) { return {(bits & GLFW_MOD_SHIFT) != 0, (bits & (GLFW_MOD_CONTROL | GLFW_MOD_SUPER)) != 0}; }

Modifiers modifiersNow(GLFWwindow* window) {
    const auto down = [&](int key) { return glfwGetKey(window, key) == GLFW_PRESS; };
    return {down(GLFW_KEY_LEFT_SHIFT) || down(GLFW_KEY_RIGHT_SHIFT), down(GLFW_KEY_LEFT_CONTROL) || down(GLFW_KEY_RIGHT_CONTROL)};
}

std::string lastGlfwError() {
    const char* text = nullptr;
    glfwGetError(&text);
    return text ? text : "";
}

// The window that was asked for, in logical pixels, no larger than what the screen has room for.
GLFWwindow* makeWindow(int widthPx, int heightPx) {
    glfwWindowHint(GLFW_CLIENT_API, GLFW_OPENGL_API);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 4);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 1);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
    glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
    glfwWindowHint(GLFW_DEPTH_BITS, 0);
    glfwWindowHint(GLFW_STENCIL_BITS, 0);
    glfwWindowHintString(GLFW_X11_CLASS_NAME, "metromosaic");
    glfwWindowHintString(GLFW_X11_INSTANCE_NAME, "metromosaic");
    if (auto* monitor = glfwGetPrimaryMonitor()) {
        int x = 0, y = 0, width = 0, height = 0;
        glfwGetMonitorWorkarea(monitor, &x, &y, &width, &height);
        float scaleX = 1, scaleY = 1;
#ifndef __APPLE__  // there a screen's size is told in logical pixels
        glfwGetMonitorContentScale(monitor, &scaleX, &scaleY);
#endif
        const auto room = [](int px, float scale) { return static_cast<int>(static_cast<float>(px) / std::max(scale, 0.5f)); };
        if (width > 0 && height > 0)
            widthPx = std::min(widthPx, room(width, scaleX)), heightPx = std::min(heightPx, room(height, scaleY));
    }
    return glfwCreateWindow(widthPx, heightPx, "Metromosaic", nullptr, nullptr);
}

// The mark of assets/metromosaic.svg in pixels.
std::vector<unsigned char> paintMark(int size) {
    struct Tile {
        double left, top, right, bottom;
        unsigned char r, g, b;
    };
    constexpr Tile kTiles[]{{0, 0, 119, 119, 0x1d, 0x5f, 0xbf},
                            {137, 0, 256, 67, 0xe8, 0xa3, 0x3d},
                            {137, 85, 256, 256, 0xc4, 0x4e, 0x52},
                            {0, 137, 119, 256, 0x3b, 0x8f, 0x6a}};
    constexpr double kRounding = 23;
    const double unit = 256.0 / size;  // of the drawing, a pixel
    std::vector<unsigned char> pixels(static_cast<size_t>(size) * static_cast<size_t>(size) * 4, 0);
    for (int i = 0; i < size * size; ++i) {
        const double x = (i % size + 0.5) * unit, y = (i / size + 0.5) * unit;
        auto* pixel = &pixels[static_cast<size_t>(i) * 4];
        for (const auto& tile : kTiles) {
            // Distance to the rounded rectangle: half a pixel of it blends the edge.
            const double dx = std::max({tile.left + kRounding - x, x - tile.right + kRounding, 0.0}),
                         dy = std::max({tile.top + kRounding - y, y - tile.bottom + kRounding, 0.0});
            const double cover = std::clamp((kRounding - std::hypot(dx, dy)) / unit + 0.5, 0.0, 1.0);
            if (cover * 255 <= pixel[3]) continue;
            pixel[0] = tile.r, pixel[1] = tile.g, pixel[2] = tile.b;
            pixel[3] = static_cast<unsigned char>(std::lround(cover * 255));
        }
    }
    return pixels;
}

void setIcon(GLFWwindow* window) {
    constexpr int kSizes[]{16, 32, 48, 128};
    std::vector<std::vector<unsigned char>> pixels;
    std::vector<GLFWimage> images;
    for (const int size : kSizes) pixels.push_back(paintMark(size));
    for (size_t i = 0; i < pixels.size(); ++i) images.push_back({kSizes[i], kSizes[i], pixels[i].data()});
    glfwSetWindowIcon(window, static_cast<int>(images.size()), images.data());
}

}  // namespace

bool displayIsThere() { return glfwInit() == GLFW_TRUE; }

int WindowSize::widthPx() const { return std::max(1, static_cast<int>(std::lround(framebufferWidth / pixelRatio))); }
int WindowSize::heightPx() const { return std::max(1, static_cast<int>(std::lround(framebufferHeight / pixelRatio))); }

geo::Result<std::unique_ptr<Window>> Window::open(int widthPx, int heightPx) {
    if (!displayIsThere())
        return geo::fail(geo::ErrorCode::Unsupported,
                         "There is no display to open a window on; metromosaic snapshot draws without one.", {}, lastGlfwError());
    auto* handle = makeWindow(widthPx, heightPx);
    if (!handle)
        return geo::fail(geo::ErrorCode::Unsupported, "No window with OpenGL 4.1 can be opened here; update the graphics driver.",
                         {}, lastGlfwError());
    glfwMakeContextCurrent(handle);
    std::unique_ptr<Window> window(new Window(handle));
    if (const auto loaded = gfx::loadGl(glfwGetProcAddress); !loaded) return geo::Failure(loaded.error());
    glfwSwapInterval(1);
    return window;
}

Window::Window(GLFWwindow* window) : m_window(window) {
    glfwSetWindowUserPointer(m_window, this);
    glfwSetWindowSizeLimits(m_window, kSmallestWidthPx, kSmallestHeightPx, GLFW_DONT_CARE, GLFW_DONT_CARE);
    setIcon(m_window);
    installCallbacks();
}

Window::~Window() {
    glfwDestroyWindow(m_window);
    glfwTerminate();
}

Window& Window::of(GLFWwindow* window) { return *static_cast<Window*>(glfwGetWindowUserPointer(window)); }

void Window::tell(InputEvent event) {
    event.seconds = seconds();
    if (event.kind != InputEvent::Kind::Move) event.at = cursor();
    m_events.any();
    m_events.input(event);
}

void Window::installCallbacks() {
    glfwSetMouseButtonCallback(m_window, [](GLFWwindow* w, int button, int action, int mods) {
        if (button > GLFW_MOUSE_BUTTON_MIDDLE) return;
        const auto which = button == GLFW_MOUSE_BUTTON_LEFT    ? Button::Left
                           : button == GLFW_MOUSE_BUTTON_RIGHT ? Button::Right
                                                               : Button::Middle;
        of(w).tell(
            {.kind = InputEvent::Kind::Button, .modifiers = modifiersOf(mods), .button = which, .pressed = action == GLFW_PRESS});
    });
    glfwSetCursorPosCallback(m_window, [](GLFWwindow* w, double x, double y) {
        of(w).tell({.kind = InputEvent::Kind::Move, .at = of(w).logical(x, y)});
    });
    glfwSetScrollCallback(m_window, [](GLFWwindow* w, double dx, double dy) {
        of(w).tell({.kind = InputEvent::Kind::Scroll, .modifiers = modifiersNow(w), .scrollX = dx, .scrollY = dy});
    });
    glfwSetKeyCallback(m_window, [](GLFWwindow* w, int key, int, int action, int mods) {
        of(w).tell({.kind = InputEvent::Kind::Key,
                    .modifiers = modifiersOf(mods),
                    .key = key,
                    .pressed = action != GLFW_RELEASE,
                    .repeated = action == GLFW_REPEAT});
    });
    glfwSetCharCallback(m_window, [](GLFWwindow* w, unsigned int point) {
        of(w).tell(
            {.kind = InputEvent::Kind::Character, .modifiers = modifiersNow(w), .character = static_cast<char32_t>(point)});
    });
    glfwSetDropCallback(m_window, [](GLFWwindow* w, int count, const char** paths) {
        auto& self = of(w);
        self.m_events.any();
        self.m_events.drop(std::vector<std::string>(paths, paths + count));
    });
    const auto mustDraw = [](GLFWwindow* w) { of(w).m_events.any(); };
    glfwSetWindowRefreshCallback(m_window, mustDraw);
    glfwSetFramebufferSizeCallback(m_window, [](GLFWwindow* w, int, int) { of(w).m_events.any(); });
    glfwSetWindowContentScaleCallback(m_window, [](GLFWwindow* w, float, float) { of(w).m_events.any(); });
    glfwSetCursorEnterCallback(m_window, [](GLFWwindow* w, int entered) {
        of(w).m_events.any();
        if (!entered) of(w).m_events.left();
    });
    glfwSetWindowFocusCallback(m_window, [](GLFWwindow* w, int) { of(w).m_events.any(); });
    glfwSetWindowCloseCallback(m_window, mustDraw);
}

WindowSize Window::size() const {
    WindowSize size;
    glfwGetFramebufferSize(m_window, &size.framebufferWidth, &size.framebufferHeight);
    float scaleX = 1, scaleY = 1;
    glfwGetWindowContentScale(m_window, &scaleX, &scaleY);
    size.pixelRatio = std::clamp(static_cast<double>(scaleX), 0.5, 8.0);
    int width = 0, height = 0;
    glfwGetWindowSize(m_window, &width, &height);
    if (size.framebufferWidth > 0) size.cursorPerLogicalPx = width * size.pixelRatio / size.framebufferWidth;
    return size;
}

geo::Point Window::logical(double x, double y) const {
    const double unit = size().cursorPerLogicalPx;
    return {x / unit, y / unit};
}

geo::Point Window::cursor() const {
    double x = 0, y = 0;
    glfwGetCursorPos(m_window, &x, &y);
    return logical(x, y);
}

bool Window::wantsToClose() const { return glfwWindowShouldClose(m_window) == GLFW_TRUE; }

void Window::setTitle(const std::string& title) {
    if (title == m_title) return;
    m_title = title;
    glfwSetWindowTitle(m_window, title.c_str());
}

void Window::swap() { glfwSwapBuffers(m_window); }

void Window::hide() { glfwHideWindow(m_window); }

void Window::waitForEvents(double atMostSeconds) {
    if (atMostSeconds <= 0)
        glfwPollEvents();
    else if (std::isfinite(atMostSeconds))
        glfwWaitEventsTimeout(atMostSeconds);
    else
        glfwWaitEvents();
}

void Window::wake() { glfwPostEmptyEvent(); }
double Window::seconds() { return glfwGetTime(); }

}  // namespace app
