#include "viewer/ui/credits.h"

#include <fmt/format.h>

#include <algorithm>

namespace ui {

std::string creditsOf(const std::vector<IdentifiedInLayer>& answers) {
    std::vector<std::string> credits;
    for (const auto& answer : answers) {
        const std::string& text = answer.attribution;
        for (size_t at = 0; at <= text.size();) {
            const size_t end = std::min(text.find(geo::kCreditMark, at), text.size());
            auto credit = text.substr(at, end - at);
            if (!credit.empty() && std::ranges::find(credits, credit) == credits.end()) credits.push_back(std::move(credit));
            at = end + geo::kCreditMark.size();
        }
    }
    return fmt::format("{}", fmt::join(credits, geo::kCreditMark));
}

}  // namespace ui
