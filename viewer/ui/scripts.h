#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace ui {

/// Decodes one code point at `at` and moves past it; malformed bytes give U+FFFD, one byte each.
[[nodiscard]] char32_t nextCodePoint(std::string_view utf8, size_t& at);

/// Characters that the interface's Latin, Greek and Cyrillic fonts always hold.
[[nodiscard]] bool inBaseFont(char32_t c);
/// True where every character is in the base font: no shaping, no fallback font needed.
[[nodiscard]] bool isPlain(std::string_view utf8);

}  // namespace ui
