#include "viewer/ui/scripts.h"

#include <algorithm>
#include <array>

#include "geo/base/text.h"

namespace ui {

char32_t nextCodePoint(std::string_view utf8, size_t& at) {
    const auto character = geo::characterAt(utf8, at);
    at += character.bytes;
    return character.point;
}

bool inBaseFont(char32_t c) {
    struct Range {
        char32_t first, last;
    };
    // Latin with its extensions, Greek, Cyrillic, Vietnamese, punctuation, super- and subscripts, currency, arrows, mathematics.
    static constexpr std::array<Range, 9> kRanges{{{0x20, 0x7e},
                                                   {0xa0, 0x24f},
                                                   {0x370, 0x52f},
                                                   {0x1e00, 0x1eff},
                                                   {0x2010, 0x205f},
                                                   {0x2070, 0x209c},
                                                   {0x20a0, 0x20bf},
                                                   {0x2190, 0x21ff},
                                                   {0x2200, 0x22ff}}};
    return c == '\n' || c == '\t' ||
           std::any_of(kRanges.begin(), kRanges.end(), [c](Range r) { return c >= r.first && c <= r.last; });
}

bool isPlain(std::string_view utf8) {
    for (size_t at = 0; at < utf8.size();) {
        if (static_cast<unsigned char>(utf8[at]) < 0x80) {
            ++at;
            continue;
        }
        if (!inBaseFont(nextCodePoint(utf8, at))) return false;
    }
    return true;
}

}  // namespace ui
