#include "viewer/app/cli/print.h"

#include <fmt/format.h>

#include <cstdio>

#include "geo/base/text.h"

namespace app {

void printLine(const std::string& text) { std::printf("%s\n", geo::printable(text).c_str()); }

void printLines(const std::string& text) {
    for (size_t at = 0; at < text.size();) {
        const size_t end = std::min(text.find('\n', at), text.size());
        printLine(text.substr(at, end - at));
        at = end + 1;
    }
}

void printJson(const std::string& document) {
    std::string shown;
    for (size_t at = 0; at < document.size();) {
        const auto character = geo::characterAt(document, at);
        if (character.point >= 0x7F && character.point < 0xA0)
            shown += fmt::format("\\u{:04x}", static_cast<unsigned>(character.point));
        else
            shown.append(document, at, character.bytes);
        at += character.bytes;
    }
    std::printf("%s\n", shown.c_str());
}

void complain(const std::string& sentence) { std::fprintf(stderr, "metromosaic: %s\n", geo::printable(sentence).c_str()); }

}  // namespace app
