#include <glib.h>

#include <cctype>
#include <memory>
#include <string>

#include "geo/registry/members.h"

namespace geo {
namespace {

struct Free {
    void operator()(gchar* text) const { g_free(text); }
};
using Text = std::unique_ptr<gchar, Free>;

/// Marks that come apart from Latin, Greek, Cyrillic and Arabic letters. The vowel signs of Indic scripts are letters' parts:
/// kept.
bool isAccent(gunichar c) {
    return (c >= 0x0300 && c <= 0x036F) || (c >= 0x064B && c <= 0x065F) || c == 0x0670 || c == 0x0640 || c == 0x200C ||
           c == 0x200D;
}

/// Letters that no decomposition reaches, as people type them without the right keyboard.
const char* plain(gunichar c) {
    switch (c) {
        case 0x0131:
            return "i";  // ı
        case 0x00F8:
            return "o";  // ø
        case 0x0142:
            return "l";  // ł
        case 0x0111:     // đ
        case 0x00F0:     // ð
            return "d";
        case 0x00FE:
            return "th";  // þ
        case 0x00E6:
            return "ae";  // æ
        case 0x0153:
            return "oe";  // œ
        case 0x0127:
            return "h";  // ħ
        case 0x014B:
            return "ng";  // ŋ
        case 0x0259:
            return "e";  // ə
        case 0x02BB:
        case 0x2018:
        case 0x2019:
            return "'";
        // Persian, Urdu and Arabic keyboards write the same letter with different code points.
        case 0x0649:
        case 0x06CC:
            return "ي";
        case 0x06A9:
            return "ك";
        case 0x06C1:
        case 0x0629:
            return "ه";
        case 0x0671:
            return "ا";
        default:
            return nullptr;
    }
}

}  // namespace

std::string fold(std::string_view utf8) {
    const Text valid(g_utf8_make_valid(utf8.data(), static_cast<gssize>(utf8.size())));
    const Text lower(g_utf8_casefold(valid.get(), -1));
    const Text apart(g_utf8_normalize(lower.get(), -1, G_NORMALIZE_NFKD));
    std::string folded;
    for (const gchar* at = apart.get(); *at; at = g_utf8_next_char(at)) {
        const gunichar c = g_utf8_get_char(at);
        if (isAccent(c)) continue;
        if (const char* replacement = plain(c)) {
            folded += replacement;
        } else if (const gint digit = g_unichar_digit_value(c); digit >= 0) {
            folded += static_cast<char>('0' + digit);
        } else {
            folded.append(at, static_cast<const gchar*>(g_utf8_next_char(at)));
        }
    }
    const Text together(g_utf8_normalize(folded.c_str(), -1, G_NORMALIZE_NFC));
    return together.get();
}

std::string hyphenated(std::string_view name, Letters letters) {
    std::string id;
    for (const char c : fold(name)) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x80 ? letters == Letters::Any : std::isalnum(byte) != 0)
            id += c;
        else if (byte < 0x80 && !id.empty() && id.back() != '-')
            id += '-';
    }
    while (id.ends_with('-')) id.pop_back();
    return id;
}

}  // namespace geo
