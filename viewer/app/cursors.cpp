#include "viewer/app/cursors.h"

#include <GLFW/glfw3.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace app {
namespace {

// The closed hand, which GLFW has no name for: '#' black, '.' white.
constexpr const char* kClosedHand[]{
    "                ",  //
    "                ",  //
    "    ## ## ##    ",  //
    "   #..#..#..##  ",  //
    "   #..#..#..#.# ",  //
    "   #........#.# ",  //
    "    #.........# ",  //
    "   ##.........# ",  //
    "  #...........# ",  //
    "  #...........# ",  //
    "  #..........#  ",  //
    "   #.........#  ",  //
    "    #.......#   ",  //
    "     #......#   ",  //
    "     #......#   ",  //
    "     ########   ",
};
constexpr int kHandSize = 16;

GLFWcursor* closedHand(int scale) {
    const int size = kHandSize * scale;
    std::vector<unsigned char> pixels(static_cast<size_t>(size) * size * 4, 0);
    for (int y = 0; y < size; ++y) {
        for (int x = 0; x < size; ++x) {
            const char c = kClosedHand[y / scale][x / scale];
            auto* pixel = &pixels[(static_cast<size_t>(y) * size + x) * 4];
            std::fill(pixel, pixel + 3, c == '.' ? 255 : 0);
            pixel[3] = c == ' ' ? 0 : 255;
        }
    }
    const GLFWimage image{size, size, pixels.data()};
    return glfwCreateCursor(&image, size / 2, size / 2);
}

}  // namespace

Cursors::Cursors(GLFWwindow* window) : m_window(window) {
    float scale = 1;
    glfwGetWindowContentScale(window, &scale, nullptr);
    const auto set = [&](CursorShape shape, GLFWcursor* cursor) { m_cursors[static_cast<size_t>(shape)] = cursor; };
    set(CursorShape::Text, glfwCreateStandardCursor(GLFW_IBEAM_CURSOR));
    set(CursorShape::Hand, glfwCreateStandardCursor(GLFW_HAND_CURSOR));
    set(CursorShape::UpDown, glfwCreateStandardCursor(GLFW_VRESIZE_CURSOR));
    set(CursorShape::LeftRight, glfwCreateStandardCursor(GLFW_HRESIZE_CURSOR));
    set(CursorShape::Grabbing, closedHand(std::clamp(static_cast<int>(std::lround(scale)), 1, 4)));
}

Cursors::~Cursors() {
    glfwSetCursor(m_window, nullptr);
    for (auto* cursor : m_cursors)
        if (cursor) glfwDestroyCursor(cursor);
}

void Cursors::show(CursorShape shape) {
    if (shape == m_shown) return;
    m_shown = shape;
    glfwSetCursor(m_window, m_cursors[static_cast<size_t>(shape)]);
}

}  // namespace app
