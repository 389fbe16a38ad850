#include "viewer/app/input_queue.h"

#include <GLFW/glfw3.h>
#include <gtest/gtest.h>

namespace app {
namespace {

using Kind = InputEvent::Kind;
using Keyboard = InputQueue::Keyboard;

InputEvent key(int which, bool pressed) { return {.kind = Kind::Key, .key = which, .pressed = pressed}; }
InputEvent character(char32_t c) { return {.kind = Kind::Character, .character = c}; }
InputEvent button(bool pressed) { return {.kind = Kind::Button, .pressed = pressed}; }
InputEvent move(double x) { return {.kind = Kind::Move, .at = {x, 0}}; }

std::vector<size_t> batches(std::initializer_list<InputEvent> events, Keyboard keyboard) {
    InputQueue queue;
    for (const auto& event : events) queue.push(event);
    std::vector<size_t> sizes;
    while (!queue.empty()) sizes.push_back(queue.take(keyboard).size());
    return sizes;
}
using Sizes = std::vector<size_t>;

TEST(InputQueue, movementsAreTakenTogether) { EXPECT_EQ(batches({move(1), move(2), move(3)}, Keyboard::Map), Sizes{3}); }

TEST(InputQueue, aClickShorterThanAFrameTakesTwo) {
    EXPECT_EQ(batches({move(1), button(true), button(false)}, Keyboard::Map), (Sizes{2, 1}));
}

TEST(InputQueue, aPressIsSeenWhereItHappened) {
    EXPECT_EQ(batches({button(true), move(1), move(2)}, Keyboard::Map), (Sizes{1, 2}));
}

TEST(InputQueue, aShortcutShorterThanAFrameKeepsItsModifier) {
    const auto control = GLFW_KEY_LEFT_CONTROL, a = GLFW_KEY_A;
    EXPECT_EQ(batches({key(control, true), key(a, true), key(control, false), key(a, false)}, Keyboard::Text), (Sizes{2, 2}));
}

TEST(InputQueue, onTheMapWhatFollowsACharacterMayBeForATextField) {
    EXPECT_EQ(batches({character('/'), character('n')}, Keyboard::Map), (Sizes{1, 1}));
    EXPECT_EQ(batches({character('/'), key(GLFW_KEY_LEFT, true)}, Keyboard::Map), (Sizes{1, 1}));
    EXPECT_EQ(batches({character('+'), character('+')}, Keyboard::Map), Sizes{2});  // a held key
    EXPECT_EQ(batches({character('a'), character('b')}, Keyboard::Text), Sizes{2});
}

// ImGui takes the characters of a frame before its keys: Backspace would eat what was typed after it.
TEST(InputQueue, inATextFieldWhatIsTypedWaitsForTheEditBeforeIt) {
    EXPECT_EQ(batches({key(GLFW_KEY_BACKSPACE, true), character('n')}, Keyboard::Text), (Sizes{1, 1}));
    EXPECT_EQ(batches({key(GLFW_KEY_LEFT, true), key(GLFW_KEY_LEFT, false), character('n')}, Keyboard::Text), (Sizes{1, 2}));
    EXPECT_EQ(batches({character('n'), key(GLFW_KEY_BACKSPACE, true)}, Keyboard::Text), Sizes{2});
    auto all = key(GLFW_KEY_A, true);
    all.modifiers.control = true;
    EXPECT_EQ(batches({all, character('n')}, Keyboard::Text), (Sizes{1, 1}));
    EXPECT_EQ(batches({key(GLFW_KEY_LEFT_SHIFT, true), key(GLFW_KEY_N, true), character('N')}, Keyboard::Text), Sizes{3});
}

TEST(InputQueue, afterEnterTheKeyboardMayBeTheMaps) {
    EXPECT_EQ(batches({key(GLFW_KEY_ENTER, true), character('n')}, Keyboard::Text), (Sizes{1, 1}));
}

TEST(InputQueue, whatIsTypedWaitsForTheFieldThatWasAskedFor) {
    InputQueue queue;
    queue.push(move(1));
    queue.push(character('n'));
    EXPECT_EQ(queue.take(Keyboard::Awaited).size(), 1u);
    EXPECT_TRUE(queue.take(Keyboard::Awaited).empty());
    EXPECT_EQ(queue.take(Keyboard::Text).size(), 1u);
}

}  // namespace
}  // namespace app
