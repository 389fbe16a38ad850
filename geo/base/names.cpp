#include "geo/base/names.h"

#include <cctype>

namespace geo {

std::string lowered(std::string_view text) {
    std::string result(text);
    for (char& c : result)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return result;
}

std::string shortName(std::string_view source) {
    if (namesDatabase(source)) return "PostGIS";
    if (const size_t address = source.find("://"); address != std::string_view::npos)
        source = source.substr(0, source.find('?', address));
    while (source.size() > 1 && source.back() == '/') source.remove_suffix(1);
    if (source.size() > 1) source = source.substr(source.find_last_of('/') + 1);
    return std::string(source);
}

std::string listed(const std::vector<std::string>& names, size_t most) {
    const size_t shown = names.size() > most ? most - 1 : names.size();
    std::string text;
    for (size_t i = 0; i < shown; ++i) text += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
    if (shown < names.size()) text += " and " + std::to_string(names.size() - shown) + " more";
    return text;
}

std::string lowerFirst(std::string text) {
    if (text.size() > 1 && text[1] >= 'a' && text[1] <= 'z')
        text[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(text[0])));
    return text;
}

}  // namespace geo
