#include "geo/pyramid/vector_values.h"

#include <algorithm>
#include <cmath>

#include "geo/pyramid/vector_names.h"
#include "geo/taxonomy/ramp.h"

namespace geo {

double squareKilometres(const FeatureStore& store, uint32_t feature) {
    double doubled = 0;
    for (uint32_t p = store.firstPart(feature); p < store.lastPart(feature); ++p) {
        const auto part = store.part(p);
        doubled += (part.hole ? -1 : 1) * std::abs(doubleArea(part.points));
    }
    return std::max(0.0, doubled) / 2 * store.unit() * store.unit() * 1e-6;
}

ValueRange rangeOf(std::vector<float> values, std::string unit) {
    std::erase_if(values, [](float v) { return !std::isfinite(v); });
    ValueRange range;
    range.unit = std::move(unit);
    if (values.empty()) return range;
    std::sort(values.begin(), values.end());
    const auto quantile = [&](double q) {
        return static_cast<double>(values[static_cast<size_t>(q * static_cast<double>(values.size() - 1) + 0.5)]);
    };
    range.minimum = values.front(), range.maximum = values.back();
    range.low = quantile(0.02), range.high = quantile(0.98);
    if (range.high <= range.low) range.low = range.minimum, range.high = range.maximum;
    if (range.high <= range.low) range.high = range.low + 1;
    if (range.low > 0 && range.low < 0.2 * range.high) range.low = 0;
    if (range.low >= 0 && quantile(0.5) < 0.25 * range.high) range.spread = Spread::SquareRoot;
    if (const double low = roundedLimit(range.low), high = roundedLimit(range.high); low < high)
        range.low = low, range.high = high;
    return range;
}

ValueRange completeValues(const SourceSpec& spec, const FeatureStore& store, FeatureTable& table) {
    const bool population =
        populationLikeField({{spec.valueField, FieldType::Real}}) == spec.valueField || spec.valueField == "T";
    const bool perArea = spec.perArea == "km2" && store.kind() == GeometryKind::Polygon;
    if (perArea) {
        for (uint32_t f = 0; f < table.valueOf.size(); ++f) {
            const double area = squareKilometres(store, f);
            table.valueOf[f] = area > 0 ? static_cast<float>(table.valueOf[f] / area) : std::numeric_limits<float>::quiet_NaN();
        }
    }
    const std::string thing = population ? "inhabitants" : spec.valueField;
    return rangeOf(table.valueOf, perArea ? thing + " per km²" : population ? thing : "");
}

ValueRange densityRange(const PointGrid& grid, const SourceSpec& spec) {
    std::vector<float> values;
    const double hectares = grid.cellMetres() * grid.cellMetres() / 10000;
    for (const auto& cell : grid.cells()) values.push_back(static_cast<float>(cell.count / hectares));
    const bool addresses =
        std::any_of(spec.select.begin(), spec.select.end(), [](const auto& s) { return s.rfind("addr:", 0) == 0; });
    auto range = rangeOf(std::move(values), addresses ? "addresses per ha" : "points per ha");
    range.low = 0;
    return range;
}

}  // namespace geo
