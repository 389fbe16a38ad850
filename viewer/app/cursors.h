#pragma once

#include <array>

struct GLFWcursor;
struct GLFWwindow;

namespace app {

enum class CursorShape { Arrow, Text, Hand, Grabbing, UpDown, LeftRight };
inline constexpr int kCursorShapes = 6;

/// The shapes of the mouse cursor in one window. Main thread only; ends before the window.
class Cursors {
public:
    explicit Cursors(GLFWwindow* window);
    ~Cursors();
    Cursors(const Cursors&) = delete;
    Cursors& operator=(const Cursors&) = delete;

    void show(CursorShape shape);

private:
    GLFWwindow* m_window;
    std::array<GLFWcursor*, kCursorShapes> m_cursors{};  // null: the system's arrow
    CursorShape m_shown = CursorShape::Arrow;
};

}  // namespace app
