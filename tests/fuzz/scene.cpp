#include "viewer/map/scene.h"
#include "tests/fuzz/input.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const auto scene = map::parseScene(std::string(fuzz::text(data, size)), "input");
    if (!scene) {
        fuzz::requireSentence(scene.error());
        return 0;
    }
    const std::string written = map::writeScene(*scene);
    const auto again = map::parseScene(written, "input");
    fuzz::require(again.has_value(), "a scene that was read can be written and read again");
    fuzz::require(map::writeScene(*again) == written, "a scene survives being written and read");
    return 0;
}
