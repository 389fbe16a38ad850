#include "geo/base/names.h"

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

}  // namespace geo
