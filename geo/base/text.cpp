#include "geo/base/text.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace geo {

Character characterAt(std::string_view text, size_t at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead < 0x80) return {lead, 1, true};
    const size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || at + bytes > text.size()) return {};
    char32_t point = lead & (0x7Fu >> bytes);
    for (size_t k = 1; k < bytes; ++k) {
        const auto next = static_cast<unsigned char>(text[at + k]);
        if ((next & 0xC0) != 0x80) return {};
        point = point << 6 | (next & 0x3F);
    }
    const bool overlong = point < (bytes == 4 ? 0x10000u : bytes == 3 ? 0x800u : 0x80u);
    const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
    if (overlong || surrogate || point > 0x10FFFF) return {};
    return {point, bytes, true};
}

std::string printable(std::string_view text) {
    std::string line;
    line.reserve(text.size());
    for (size_t at = 0; at < text.size();) {
        const auto character = characterAt(text, at);
        const bool control = character.point < 0x20 || (character.point >= 0x7F && character.point < 0xA0);
        if (!character.valid)
            line += "\xEF\xBF\xBD";
        else if (control)
            line += ' ';
        else
            line.append(text.substr(at, character.bytes));
        at += character.bytes;
    }
    return line;
}

std::optional<double> wholeNumber(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\r\n";
    const size_t first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos) return std::nullopt;
    text = text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
    if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = error == std::errc() && end == text.data() + text.size() && std::isfinite(value);
    return whole ? std::optional(value) : std::nullopt;
}

std::vector<std::string> partsOf(std::string_view text, std::string_view mark) {
    std::vector<std::string> parts;
    for (size_t at = 0; at <= text.size();) {
        const size_t end = std::min(text.find(mark, at), text.size());
        if (end > at) parts.emplace_back(text.substr(at, end - at));
        at = end + mark.size();
    }
    return parts;
}

std::string grouped(int64_t count, std::string_view separator) {
    auto text = std::to_string(count);
    const size_t first = count < 0 ? 1 : 0;
    for (size_t at = text.size(); at > first + 3; at -= 3) text.insert(at - 3, separator);
    return text;
}

}  // namespace geo
