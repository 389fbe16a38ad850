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

/// Every refusal says something that ends as a sentence does. It may quote the text it is about, line breaks and all.
inline void requireMessage(const geo::Error& error) {
    require(!error.message.empty(), "an error has a message");
    require(error.message.back() == '.' || error.message.back() == '?', "an error's message is a sentence");
}

/// The same for what people drop on the window: one line, whatever the file contains.
inline void requireSentence(const geo::Error& error) {
    requireMessage(error);
    require(error.message.find('\n') == std::string::npos, "an error's message is one line");
}

}  // namespace fuzz
