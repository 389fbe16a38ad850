#pragma once

#include <deque>
#include <vector>

#include "viewer/app/navigation.h"

namespace app {

/// Something that a hand did. Positions in logical px.
struct InputEvent {
    enum class Kind { Move, Button, Scroll, Key, Character };
    Kind kind = Kind::Move;
    double seconds = 0;
    geo::Point at{};  ///< of the cursor
    Modifiers modifiers{};
    Button button = Button::Left;
    int key = -1;  ///< GLFW's number
    bool pressed = false, repeated = false;
    double scrollX = 0, scrollY = 0;
    char32_t character = 0;
};

/// Keeps events in order until a frame can take them. A frame sees each key and button in one state only, so what was pressed and
/// released between two frames takes two; and nothing typed overtakes what may move the keyboard elsewhere. Pure.
class InputQueue {
public:
    void push(const InputEvent& event) { m_events.push_back(event); }
    [[nodiscard]] bool empty() const { return m_events.empty(); }

    /// Who has the keyboard at the start of a frame.
    enum class Keyboard {
        Map,     ///< every character is a command
        Text,    ///< a text field takes characters
        Awaited  ///< a text field was asked for and is not there yet: what is typed waits for it
    };
    /// The events of the next frame, in order.
    [[nodiscard]] std::vector<InputEvent> take(Keyboard keyboard);

private:
    std::deque<InputEvent> m_events;
};

}  // namespace app
