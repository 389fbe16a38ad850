#include "geo/base/error.h"

#include <utility>

#include "geo/base/names.h"
#include "geo/base/text.h"

namespace geo {
namespace {

/// What a library says of a connection, without what it repeats of it in quotes beside host and name.
std::string withoutQuotedParts(std::string text, const std::string& connection, const std::string& shown) {
    for (size_t open = text.find('"'); open != std::string::npos;) {
        const size_t close = text.find('"', open + 1);
        if (close == std::string::npos) break;
        const auto part = text.substr(open + 1, close - open - 1);
        const bool repeats = !part.empty() && connection.find(part) != std::string::npos && shown.find(part) == std::string::npos;
        if (repeats) text.replace(open + 1, part.size(), "***");
        open = text.find('"', open + 1 + (repeats ? 3 : part.size()) + 1);
    }
    return text;
}

}  // namespace

std::string describe(const Error& error) {
    const auto subject = shownSource(error.subject);
    auto cause = withoutSecrets(error.cause);
    if (namesDatabase(error.subject)) cause = withoutQuotedParts(std::move(cause), error.subject, subject);
    auto text = (subject.empty() ? "" : subject + ": ") + withoutSecrets(error.message);
    if (!cause.empty()) text += " (" + cause + ")";
    return printable(text);
}

}  // namespace geo
