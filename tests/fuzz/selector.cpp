#include "geo/taxonomy/selector.h"

#include "tests/fuzz/input.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const auto text = fuzz::text(data, size);
    const geo::Selector selector(text);
    fuzz::require(text.starts_with(selector.key()), "the key begins the text");
    const geo::AttributeLookup nothing = [](std::string_view) -> std::optional<std::string_view> { return std::nullopt; };
    fuzz::require(!selector.matches(nothing), "an object without attributes matches nothing");
    const geo::AttributeLookup whole = [&](std::string_view key) -> std::optional<std::string_view> {
        return key == selector.key() ? std::optional(text) : std::nullopt;
    };
    fuzz::require(selector.matches(whole) == selector.matchesValue(text), "matches() asks for the value of its key");
    return 0;
}
