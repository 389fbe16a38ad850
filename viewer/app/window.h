#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "geo/base/result.h"
#include "viewer/app/input_queue.h"

struct GLFWwindow;

namespace app {

/// Sizes of a window: its framebuffer in device pixels, and how many of them make a logical pixel.
struct WindowSize {
    int framebufferWidth = 0, framebufferHeight = 0;
    double pixelRatio = 1;
    double cursorPerLogicalPx = 1;  ///< GLFW's cursor unit is the device pixel on X11, the logical pixel on macOS

    [[nodiscard]] int widthPx() const;
    [[nodiscard]] int heightPx() const;
    friend bool operator==(const WindowSize&, const WindowSize&) = default;
};

/// What happens to a window. Called from waitForEvents().
struct WindowEvents {
    std::function<void()> any;  ///< before each of the others, and when the window must be drawn again
    std::function<void(const InputEvent&)> input;
    std::function<void()> left;  ///< the cursor left the window
    std::function<void(const std::vector<std::string>&)> drop;
};

/// One GLFW window with an OpenGL 4.1 core context, current on this thread. At most one at a time; main thread only, save wake().
class Window {
public:
    [[nodiscard]] static geo::Result<std::unique_ptr<Window>> open(int widthPx, int heightPx);
    ~Window();
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    void listen(WindowEvents events) { m_events = std::move(events); }
    [[nodiscard]] WindowSize size() const;
    [[nodiscard]] geo::Point cursor() const;
    [[nodiscard]] bool wantsToClose() const;
    void setTitle(const std::string& title);
    void swap();
    void hide();
    /// Sleeps until something happens or for so many seconds (infinity: however long it takes), then calls the listeners.
    void waitForEvents(double atMostSeconds);
    /// Ends a waitForEvents() early. Any thread.
    static void wake();
    [[nodiscard]] static double seconds();
    [[nodiscard]] GLFWwindow* handle() const { return m_window; }

private:
    explicit Window(GLFWwindow* window);
    void installCallbacks();
    void tell(InputEvent event);
    [[nodiscard]] geo::Point logical(double x, double y) const;
    [[nodiscard]] static Window& of(GLFWwindow* window);

    GLFWwindow* m_window;
    WindowEvents m_events;
    std::string m_title;
};

}  // namespace app
