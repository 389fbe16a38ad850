#include "viewer/plan/legend_words.h"

#include <cmath>

#include "viewer/text/furniture.h"

namespace plan {

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

}  // namespace plan
