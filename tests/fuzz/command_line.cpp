#include "tests/fuzz/input.h"
#include "viewer/control/command.h"

namespace {

/// A registry with one command of each shape; what they do is not the point.
control::CommandRegistry& registry() {
    static control::CommandRegistry all = [] {
        control::CommandRegistry made;
        const auto nothing = [](const control::Arguments&) { return geo::Result<void>(); };
        made.add({"layer.toggle", "LAYER [CLASS]", "Shows or hides.", 1, 2, nothing});
        made.add({"map.reset", "", "Shows all.", 0, 0, nothing});
        return made;
    }();
    return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const std::string line(fuzz::text(data, size));
    if (const auto words = control::splitLine(line)) {
        const auto again = control::splitLine(control::joinLine(*words));
        fuzz::require(again.has_value() && *again == *words, "words survive being joined and split");
    } else {
        fuzz::requireSentence(words.error());
    }
    if (const auto done = registry().run(line); !done) fuzz::requireSentence(done.error());
    return 0;
}
