#include "viewer/plan/legend_words.h"

#include <algorithm>
#include <cmath>

#include "geo/base/names.h"
#include "geo/taxonomy/scheme.h"
#include "viewer/text/furniture.h"

namespace plan {
namespace {

bool heedsFilters(const geo::LayerSource& source) {
    if (const auto features = source.features()) return !features->dimensionsOf.empty();
    const auto table = source.classes();
    return table && std::ranges::any_of(table->classes, [](const geo::ClassEntry& entry) {
               return std::ranges::any_of(entry.dimensions, [](const std::string& id) { return !id.empty(); });
           });
}

/// "medium or low density": a noun that the next label ends with too is said there.
std::string alternatives(const std::vector<std::string>& labels) {
    std::string words;
    for (size_t i = 0; i < labels.size(); ++i) {
        const auto blank = std::min(labels[i].rfind(' '), labels[i].size());
        const bool saidNext =
            blank < labels[i].size() && i + 1 < labels.size() && labels[i + 1].ends_with(labels[i].substr(blank));
        words += (i == 0 ? "" : " or ") + (saidNext ? labels[i].substr(0, blank) : labels[i]);
    }
    return words;
}

}  // namespace

std::array<std::string, 3> rampLabels(const geo::LayerSource& source, const RampTable& table) {
    const auto undo = [&](double spreadValue) { return geo::undoSpread(spreadValue, table.spread); };
    const double low = undo(table.low), middle = undo((double{table.low} + table.high) / 2), high = undo(table.high);
    std::array labels{text::formatNumber(low), text::formatNumber(middle), text::formatNumber(high)};
    const auto range = source.valueRange();
    if (!range) return labels;
    constexpr double kRounding = 1e-5;  // the table's ends are floats, and may be those of a logarithm
    if (range->minimum < low - kRounding * std::abs(low)) labels.front() = "≤\u202F" + labels.front();
    if (range->maximum > high + kRounding * std::abs(high)) labels.back() = "≥\u202F" + labels.back();
    return labels;
}

std::string filterWords(const geo::LayerSource& source, const map::LayerStyle& style) {
    if (style.filter.empty() || !heedsFilters(source)) return "";
    std::string words;
    for (size_t d = 0; d < geo::kDimensions; ++d) {
        const auto& table = geo::dimensionTable(static_cast<geo::Dimension>(d));
        const auto chosen = style.filter.find(table.name);
        if (chosen == style.filter.end()) continue;
        if (chosen->second.empty()) return "only classes of an empty filter";
        std::vector<std::string> kept;
        for (const auto& entry : table.classes)
            if (chosen->second.contains(entry.code)) kept.push_back(geo::lowerFirst(entry.label));
        words += (words.empty() ? "only " : ", and ") + alternatives(kept);
    }
    return words;
}

}  // namespace plan
