#include "viewer/app/input_queue.h"

#include <GLFW/glfw3.h>

#include <algorithm>

namespace app {
namespace {

using Kind = InputEvent::Kind;

bool isTyped(const InputEvent& event) { return event.kind == Kind::Key || event.kind == Kind::Character; }

// Keys after which another part of the interface may have the keyboard.
bool mayMoveKeyboard(const InputEvent& event) {
    return event.kind == Kind::Key && event.pressed &&
           (event.key == GLFW_KEY_ENTER || event.key == GLFW_KEY_KP_ENTER || event.key == GLFW_KEY_ESCAPE ||
            event.key == GLFW_KEY_TAB);
}

bool isModifier(const InputEvent& event) {
    return event.kind == Kind::Key && event.key >= GLFW_KEY_LEFT_SHIFT && event.key <= GLFW_KEY_RIGHT_SUPER;
}

// Keys that edit or move in a text field. Of one frame ImGui takes the characters first, whatever came first.
bool isEditing(const InputEvent& event) {
    return event.kind == Kind::Key && event.pressed && !isModifier(event) &&
           (event.key >= GLFW_KEY_ESCAPE || event.modifiers.control);
}

// Whether `next` has to wait for the frame after the one that sees `before`.
bool clash(const InputEvent& before, const InputEvent& next, InputQueue::Keyboard keyboard) {
    // A click is meant where the cursor is, and may choose a text field.
    if (before.kind == Kind::Button && (next.kind == Kind::Move || isTyped(next))) return true;
    if (isTyped(before) && next.kind == Kind::Button) return true;
    if (before.kind == Kind::Button && next.kind == Kind::Button) return before.button == next.button;
    if (!isTyped(before) || !isTyped(next)) return false;
    if (mayMoveKeyboard(before) || (isEditing(before) && next.kind == Kind::Character)) return true;
    if (isModifier(next) && !isModifier(before)) return true;  // Ctrl let go before A was seen is no Ctrl + A
    if (before.kind == Kind::Key && next.kind == Kind::Key && before.key == next.key) return before.pressed != next.pressed;
    // Where every character is a command, one may give the keyboard to a text field. A held key repeats the same command.
    if (keyboard != InputQueue::Keyboard::Map || before.kind != Kind::Character) return false;
    return next.kind == Kind::Character ? before.character != next.character : next.pressed && !next.repeated;
}

}  // namespace

std::vector<InputEvent> InputQueue::take(Keyboard keyboard) {
    std::vector<InputEvent> batch;
    while (!m_events.empty()) {
        const auto& next = m_events.front();
        if (keyboard == Keyboard::Awaited && isTyped(next)) break;
        if (std::any_of(batch.begin(), batch.end(), [&](const auto& before) { return clash(before, next, keyboard); })) break;
        batch.push_back(next);
        m_events.pop_front();
    }
    return batch;
}

}  // namespace app
