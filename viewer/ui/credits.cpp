#include "viewer/ui/credits.h"

#include <fmt/format.h>

#include <algorithm>

#include "geo/base/text.h"

namespace ui {

std::string creditsOf(const std::vector<IdentifiedInLayer>& answers) {
    std::vector<std::string> credits;
    for (const auto& answer : answers)
        for (auto& credit : geo::partsOf(answer.attribution, geo::kCreditMark))
            if (std::ranges::find(credits, credit) == credits.end()) credits.push_back(std::move(credit));
    return fmt::format("{}", fmt::join(credits, geo::kCreditMark));
}

}  // namespace ui
