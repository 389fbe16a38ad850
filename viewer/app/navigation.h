#pragma once

#include <functional>
#include <optional>
#include <string>

#include "viewer/map/camera.h"

namespace app {

enum class Button { Left, Right, Middle };

struct Modifiers {
    bool shift = false, control = false;
};

/// Mouse and trackpad on the map, as people know them from web maps. Turns events into what is to be done; knows neither window
/// nor document. Positions in logical px, time passed in. Main thread only.
class Navigation {
public:
    /// What hands on the map do.
    struct Actions {
        std::function<map::ViewState()> view;
        std::function<void()> stop;  ///< the map is held: flights end
        std::function<void(const map::Camera&)> jumpTo;
        std::function<void(geo::Point, double factor)> zoomAround;
        std::function<void(double speedX, double speedY)> glide;  ///< px a second
        std::function<void(const std::string& line)> command;
    };
    explicit Navigation(Actions actions) : m_actions(std::move(actions)) {}

    void press(Button button, Modifiers modifiers, geo::Point at, double nowSeconds);
    void release(Button button, geo::Point at, double nowSeconds);
    void move(geo::Point at, double nowSeconds);
    /// `dy` in notches of a wheel, or fractions of one from a trackpad; up is nearer.
    void scroll(double dy, Modifiers modifiers, geo::Point at);

    [[nodiscard]] bool dragging() const { return m_drag && m_drag->moved; }

private:
    struct Drag {
        Button button;
        bool turning = false, moved = false;
        geo::Point start, last;
        double lastSeconds = 0;
        double speedX = 0, speedY = 0;  // px a second, of the last moments
    };
    void click(geo::Point at, double nowSeconds);
    void turn(geo::Point to);

    Actions m_actions;
    std::optional<Drag> m_drag;
    geo::Point m_lastClick;
    double m_lastClickSeconds = -1;
};

/// What decides the meaning of a key.
struct KeyContext {
    bool worldView = true, somethingIdentified = false, cardOpen = false, helpOpen = false;
    bool messagesOpen = false;
    bool typing = false;  ///< a text field has the keyboard: only what no text field knows is a command
    double uiScale = 1;
};
/// The command of a key that is no character (an arrow, Escape, Ctrl with a letter), by GLFW's number; empty: none.
[[nodiscard]] std::string commandOfKey(int key, Modifiers modifiers, const KeyContext& context);
/// The command of a character, which works on every keyboard layout; empty: none.
[[nodiscard]] std::string commandOfCharacter(char32_t character);

}  // namespace app
