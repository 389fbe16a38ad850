#include "viewer/app/navigation.h"

#include <GLFW/glfw3.h>
#include <gtest/gtest.h>

namespace app {
namespace {

TEST(Navigation, EscapeClosesOneThingAtATimeTheHelpFirstAndTheMessagesLast) {
    KeyContext context{.somethingIdentified = true, .cardOpen = true, .helpOpen = true, .messagesOpen = true};
    const auto escape = [&] { return commandOfKey(GLFW_KEY_ESCAPE, {}, context); };
    EXPECT_EQ(escape(), "panel.toggle help");
    context.helpOpen = false;
    EXPECT_EQ(escape(), "identify.clear");
    context.somethingIdentified = false;
    EXPECT_EQ(escape(), "member.select");
    context.cardOpen = false;
    EXPECT_EQ(escape(), "panel.toggle messages");
    context.messagesOpen = false;
    EXPECT_EQ(escape(), "");
}

}  // namespace
}  // namespace app
