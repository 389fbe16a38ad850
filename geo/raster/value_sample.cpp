#include "geo/raster/value_sample.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>

namespace geo {

void ValueSample::addRun(std::span<const double> cellsOfOneRow) {
    cells += cellsOfOneRow.size();
    bool broken = true;
    for (const double value : cellsOfOneRow) {
        if (std::isnan(value)) {
            broken = true;
            continue;
        }
        if (broken) rowStarts.push_back(static_cast<uint32_t>(values.size()));
        broken = false;
        values.push_back(value);
    }
}

bool ValueSample::allWhole() const {
    return std::all_of(values.begin(), values.end(),
                       [](double value) { return value == std::floor(value) && std::abs(value) < 9e15; });
}

std::map<int64_t, size_t> ValueSample::counts(size_t most) const {
    std::unordered_map<int64_t, size_t> found;
    for (const double value : values) {
        if (value != std::floor(value) || std::abs(value) > 9e15) continue;
        ++found[static_cast<int64_t>(value)];
        if (found.size() > most) return {};
    }
    return {found.begin(), found.end()};
}

double ValueSample::mostFrequent() const {
    double best = std::numeric_limits<double>::quiet_NaN();
    size_t cellsOfBest = 0;
    for (const auto& [value, number] : counts())
        if (number > cellsOfBest) best = static_cast<double>(value), cellsOfBest = number;
    return best;
}

double ValueSample::patchiness() const {
    const double background = mostFrequent();
    size_t pairs = 0, equal = 0, nextStart = 0;
    for (size_t i = 0; i < values.size(); ++i) {
        if (nextStart < rowStarts.size() && rowStarts[nextStart] == i) {
            ++nextStart;
            continue;
        }
        if (values[i] == background && values[i - 1] == background) continue;
        ++pairs;
        if (values[i] == values[i - 1]) ++equal;
    }
    return pairs ? static_cast<double>(equal) / static_cast<double>(pairs) : 1.0;
}

double ValueSample::percentile(double share) const {
    if (values.empty()) return std::numeric_limits<double>::quiet_NaN();
    auto sorted = values;
    const auto nth = static_cast<std::ptrdiff_t>(std::clamp(share, 0.0, 1.0) * static_cast<double>(sorted.size() - 1));
    std::nth_element(sorted.begin(), sorted.begin() + nth, sorted.end());
    return sorted[static_cast<size_t>(nth)];
}

}  // namespace geo
