#include "viewer/ui/scripts.h"

#include <algorithm>
#include <array>

namespace ui {

char32_t nextCodePoint(std::string_view utf8, size_t& at) {
    const auto lead = static_cast<unsigned char>(utf8[at++]);
    if (lead < 0x80) return lead;
    const int more = lead >= 0xf0 && lead < 0xf5 ? 3 : lead >= 0xe0 ? 2 : lead >= 0xc2 ? 1 : 0;
    if (more == 0 || lead >= 0xf5 || at + static_cast<size_t>(more) > utf8.size()) return 0xfffd;
    char32_t c = lead & (0x3f >> more);
    for (int i = 0; i < more; ++i) {
        const auto byte = static_cast<unsigned char>(utf8[at + static_cast<size_t>(i)]);
        if ((byte & 0xc0) != 0x80) return 0xfffd;
        c = (c << 6) | (byte & 0x3f);
    }
    at += static_cast<size_t>(more);
    return c;
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
