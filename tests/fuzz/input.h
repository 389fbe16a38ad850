#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "geo/base/error.h"

namespace fuzz {

inline std::string_view text(const uint8_t* data, size_t size) { return {reinterpret_cast<const char*>(data), size}; }

/// A law that holds for every input; unlike assert it is there in release builds too.
inline void require(bool holds, const char* law) {
    if (holds) return;
    std::fprintf(stderr, "broken: %s\n", law);
    std::abort();
}

/// Every refusal is a sentence, and one printable line when it is shown, whatever the input held.
inline void requireSentence(const geo::Error& error) {
    require(!error.message.empty(), "an error has a message");
    require(error.message.back() == '.' || error.message.back() == '?', "an error's message is a sentence");
    for (const char c : geo::describe(error))
        require(static_cast<unsigned char>(c) >= 0x20 && c != 0x7F, "an error is one printable line");
}

}  // namespace fuzz
