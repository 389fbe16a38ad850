#include "geo/base/error.h"

#include <string_view>

#include "geo/base/names.h"

namespace geo {
namespace {

/// One printable line of UTF-8: what hostile files and libraries say may hold line breaks, terminal escapes, cut characters.
std::string printable(std::string_view text) {
    std::string line;
    line.reserve(text.size());
    for (size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const size_t length = lead < 0x80                   ? 1
                              : lead >= 0xC2 && lead < 0xE0 ? 2
                              : lead >= 0xE0 && lead < 0xF0 ? 3
                              : lead >= 0xF0 && lead < 0xF5 ? 4
                                                            : 0;
        bool whole = length > 0 && i + length <= text.size();
        for (size_t k = 1; whole && k < length; ++k) whole = (static_cast<unsigned char>(text[i + k]) & 0xC0) == 0x80;
        const bool control = length == 1 && (lead < 0x20 || lead == 0x7F);
        const bool lateControl = length == 2 && lead == 0xC2 && whole && static_cast<unsigned char>(text[i + 1]) < 0xA0;
        if (!whole)
            line += "\xEF\xBF\xBD";  // the replacement character
        else if (control || lateControl)
            line += ' ';
        else
            line.append(text.substr(i, length));
        i += whole ? length : 1;
    }
    return line;
}

}  // namespace

std::string describe(const Error& error) {
    std::string text = error.subject.empty() ? error.message : error.subject + ": " + error.message;
    if (!error.cause.empty()) text += " (" + error.cause + ")";
    return withoutPassword(printable(text));
}

}  // namespace geo
