#include "viewer/app/navigation.h"

#include <GLFW/glfw3.h>

#include <algorithm>
#include <cmath>

namespace app {
namespace {

constexpr double kClickReachPx = 4;  // a hand that moves less than this clicks
constexpr double kDoubleClickSeconds = 0.35;
constexpr double kNotchFactor = 1.35;  // of zoom, a notch of the wheel
constexpr double kMostNotches = 4;     // an event; some trackpads throw whole pages
constexpr double kGlideFromPxPerSecond = 250, kGlideWithinSeconds = 0.06;
constexpr double kSpeedMemory = 0.7;

constexpr double kUiScales[]{0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3};

std::string scaleCommand(double scale) {
    auto digits = std::to_string(scale);
    while (digits.back() == '0' || digits.back() == '.') {
        const bool whole = digits.back() == '.';
        digits.pop_back();
        if (whole) break;
    }
    return "ui.scale " + digits;
}

std::string commandWithControl(int key, double uiScale) {
    constexpr double kSame = 1e-6;
    switch (key) {
        case GLFW_KEY_Q:
            return "quit";
        case GLFW_KEY_O:
            return "help open";
        case GLFW_KEY_S:
            return "snapshot";
        case GLFW_KEY_D:
            return "ui.theme";
        case GLFW_KEY_0:
        case GLFW_KEY_KP_0:
            return scaleCommand(1);
        case GLFW_KEY_EQUAL:
        case GLFW_KEY_KP_ADD:
            for (const double scale : kUiScales)
                if (scale > uiScale + kSame) return scaleCommand(scale);
            return {};
        case GLFW_KEY_MINUS:
        case GLFW_KEY_KP_SUBTRACT:
            for (auto scale = std::rbegin(kUiScales); scale != std::rend(kUiScales); ++scale)
                if (*scale < uiScale - kSame) return scaleCommand(*scale);
            return {};
        default:
            return {};
    }
}

double distance(geo::Point a, geo::Point b) { return std::hypot(a.x - b.x, a.y - b.y); }

}  // namespace

void Navigation::press(Button button, Modifiers modifiers, geo::Point at, double nowSeconds) {
    if (m_drag) return;
    const bool turning = button == Button::Right || (button == Button::Left && (modifiers.shift || modifiers.control));
    m_drag = Drag{button, turning, false, at, at, nowSeconds, 0, 0};
    m_actions.stop();
}

void Navigation::move(geo::Point at, double nowSeconds) {
    if (!m_drag) return;
    if (!m_drag->moved && distance(at, m_drag->start) < kClickReachPx) return;
    m_drag->moved = true;
    if (m_drag->turning) {
        turn(at);
    } else {
        const double dx = at.x - m_drag->last.x, dy = at.y - m_drag->last.y;
        const double passed = std::max(1e-3, nowSeconds - m_drag->lastSeconds);
        m_drag->speedX = m_drag->speedX * kSpeedMemory + dx / passed * (1 - kSpeedMemory);
        m_drag->speedY = m_drag->speedY * kSpeedMemory + dy / passed * (1 - kSpeedMemory);
        m_actions.jumpTo(map::pan(m_actions.view(), dx, dy));
    }
    m_drag->last = at;
    m_drag->lastSeconds = nowSeconds;
}

// The map turns around the middle as if held at the cursor.
void Navigation::turn(geo::Point to) {
    const auto view = m_actions.view();
    const geo::Point middle{view.widthPx / 2.0, view.heightPx / 2.0}, from = m_drag->last;
    if (distance(to, middle) < kClickReachPx || distance(from, middle) < kClickReachPx) return;
    const double before = std::atan2(middle.y - from.y, from.x - middle.x), after = std::atan2(middle.y - to.y, to.x - middle.x);
    m_actions.jumpTo(map::rotateAround(view, middle, after - before));
}

void Navigation::release(Button button, geo::Point at, double nowSeconds) {
    if (!m_drag || m_drag->button != button) return;
    const auto drag = *m_drag;
    m_drag.reset();
    if (!drag.moved) {
        if (button == Button::Left && !drag.turning) click(at, nowSeconds);
        return;
    }
    const bool thrown = !drag.turning && nowSeconds - drag.lastSeconds < kGlideWithinSeconds &&
                        std::hypot(drag.speedX, drag.speedY) > kGlideFromPxPerSecond;
    if (thrown) m_actions.glide(drag.speedX, drag.speedY);
}

void Navigation::click(geo::Point at, double nowSeconds) {
    const bool twice = nowSeconds - m_lastClickSeconds < kDoubleClickSeconds && distance(at, m_lastClick) < 2 * kClickReachPx;
    m_lastClickSeconds = twice ? -1 : nowSeconds;
    m_lastClick = at;
    if (twice) return m_actions.zoomAround(at, 2);
    m_actions.command("identify.at " + std::to_string(std::lround(at.x)) + " " + std::to_string(std::lround(at.y)));
}

void Navigation::scroll(double dy, Modifiers modifiers, geo::Point at) {
    const double notches = std::clamp(dy, -kMostNotches, kMostNotches);
    if (notches == 0) return;
    if (modifiers.shift) return m_actions.command("camera.rotate " + std::to_string(std::lround(notches * 15)));
    m_actions.zoomAround(at, std::pow(kNotchFactor, notches));
}

std::string commandOfKey(int key, Modifiers modifiers, const KeyContext& context) {
    if (modifiers.control) return commandWithControl(key, context.uiScale);
    if (key == GLFW_KEY_F1) return "panel.toggle help";
    if (context.typing) return {};
    const std::string step = modifiers.shift ? "400" : "120";
    switch (key) {
        case GLFW_KEY_LEFT:
            return modifiers.shift ? "camera.rotate 15" : "camera.pan -" + step + " 0";
        case GLFW_KEY_RIGHT:
            return modifiers.shift ? "camera.rotate -15" : "camera.pan " + step + " 0";
        case GLFW_KEY_UP:
            return "camera.pan 0 -" + step;
        case GLFW_KEY_DOWN:
            return "camera.pan 0 " + step;
        case GLFW_KEY_HOME:
            return "camera.fit";
        case GLFW_KEY_TAB:
            return context.worldView ? "panel.toggle members" : "panel.toggle layers";
        case GLFW_KEY_ESCAPE:
            if (context.helpOpen) return "panel.toggle help";
            if (context.somethingIdentified) return "identify.clear";
            if (context.cardOpen) return "member.select";
            if (context.messagesOpen) return "panel.toggle messages";
            return {};
        default:
            return {};
    }
}

std::string commandOfCharacter(char32_t character) {
    switch (character) {
        case U'+':
        case U'=':
            return "camera.zoom 1.5";
        case U'-':
            return "camera.zoom 0.66666667";
        case U'n':
        case U'N':
            return "camera.north";
        case U'f':
        case U'F':
            return "camera.fit";
        case U'0':
            return "world";
        default:
            return {};
    }
}

}  // namespace app
