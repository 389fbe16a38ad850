#include "geo/base/error.h"

namespace geo {

std::string describe(const Error& error) {
    std::string text = error.subject.empty() ? error.message : error.subject + ": " + error.message;
    if (!error.cause.empty()) text += " (" + error.cause + ")";
    return text;
}

}  // namespace geo
