#include "geo/base/names.h"

#include <cctype>

namespace geo {

std::string lowered(std::string_view text) {
    std::string result(text);
    for (char& c : result)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return result;
}

std::string shortName(std::string_view path) {
    while (path.size() > 1 && path.back() == '/') path.remove_suffix(1);
    return std::string(path.size() > 1 ? path.substr(path.find_last_of('/') + 1) : path);
}

std::string lowerFirst(std::string text) {
    if (text.size() > 1 && text[1] >= 'a' && text[1] <= 'z')
        text[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(text[0])));
    return text;
}

std::string withoutPassword(std::string text) {
    constexpr std::string_view kKey = "password=";
    for (size_t at = lowered(text).find(kKey); at != std::string::npos; at = lowered(text).find(kKey, at)) {
        at += kKey.size();
        const bool quoted = at < text.size() && text[at] == '\'';
        const size_t end = quoted ? text.find('\'', at + 1) : text.find_first_of(" ,;)\"'", at);
        text.replace(at, end == std::string::npos ? end : end - at + quoted, "***");
    }
    return text;
}

}  // namespace geo
