#include "geo/base/counted.h"

namespace geo {

std::string nounFor(int64_t count, std::string_view one, std::string_view many) {
    if (count == 1) return std::string(one);
    return many.empty() ? std::string(one) + "s" : std::string(many);
}

std::string counted(int64_t count, std::string_view one, std::string_view many) {
    return std::to_string(count) + " " + nounFor(count, one, many);
}

}  // namespace geo
