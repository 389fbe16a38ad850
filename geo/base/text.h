#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

inline constexpr char32_t kReplacementCharacter = 0xFFFD;

/// One character of UTF-8.
struct Character {
    char32_t point = kReplacementCharacter;
    size_t bytes = 1;
    bool valid = false;  ///< else one byte that begins no character: cut, overlong, a surrogate or beyond Unicode
};
/// The character that begins at `at`, which lies within the text.
[[nodiscard]] Character characterAt(std::string_view text, size_t at);

/// Text for a person on one line: control characters (C0, C1, DEL), with which hostile files would steer a terminal, become
/// blanks, and what is not UTF-8 the replacement character.
[[nodiscard]] std::string printable(std::string_view text);

/// The finite number that all of a text is, blanks around it and a plus aside: neither "12,000" nor "3;4" is one.
[[nodiscard]] std::optional<double> wholeNumber(std::string_view text);

/// The parts of a text between marks, without those that are empty.
[[nodiscard]] std::vector<std::string> partsOf(std::string_view text, std::string_view mark);

/// "240,070": a count as English text writes it, or with another separator of thousands.
[[nodiscard]] std::string grouped(int64_t count, std::string_view separator = ",");

}  // namespace geo
