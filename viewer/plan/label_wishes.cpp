#include "viewer/plan/label_wishes.h"

#include <algorithm>
#include <cmath>

#include "viewer/map/layer_classes.h"
#include "viewer/map/visibility.h"
#include "viewer/plan/style_tables.h"

namespace plan {
namespace {

/// What a class means for its labels at one scale.
struct LabelClass {
    bool shown = true, atScale = true;
    text::LabelStyle style;
};

std::vector<LabelClass> labelClasses(const map::Layer& layer, double metresPerPixel) {
    text::LabelStyle base;
    base.sizePx = layer.style.labelPx;
    base.colour = layer.style.labelColour;
    base.halo = layer.style.labelHalo;
    std::vector<LabelClass> classes{{true, true, base}};
    if (const auto* ranks = layer.source->ranks()) {
        for (const auto& rank : ranks->ranks) {
            LabelClass entry{map::showsClass(layer.style, rank.code), geo::drawnAtScale(rank, metresPerPixel), base};
            if (rank.labelPx > 0) entry.style.sizePx = rank.labelPx;
            entry.style.bold = rank.labelBold;
            classes.push_back(entry);
        }
    } else if (const auto table = map::colouredBy(*layer.source, layer.style) ? nullptr : layer.source->classes()) {
        for (size_t i = 1; i < table->classes.size(); ++i)
            classes.push_back({map::showsClass(layer.style, table->classes[i].code), true, base});
    } else {
        classes.push_back({true, true, base});
    }
    return classes;
}

double symbolRadius(const map::LayerStyle& style, double value, double largest) {
    if (style.radiusPx <= 0 || !(largest > 0) || !(value > 0)) return style.radiusPx;
    return std::max(style.radiusPx, style.radiusMaxPx * std::sqrt(std::min(value / largest, 1.0)));
}

}  // namespace

void addLabelWishes(const LabelPoints& points, double metresPerPixel, double largestValue, std::vector<LabelWish>& wishes) {
    const auto table = points.layer->source->features();
    if (!table || table->labelOf.empty() || points.layer->style.labelPx <= 0) return;
    const auto classes = labelClasses(*points.layer, metresPerPixel);
    const DimensionFilter filter(points.layer->style);
    const auto& part = points.part;
    for (const auto& point : points.points) {
        const bool here = point.x >= part.x && point.x < part.x + part.side && point.y >= part.y && point.y < part.y + part.side;
        if (!here || point.feature >= table->labelOf.size() || table->labelOf[point.feature].empty()) continue;
        if (!filter.passes(*table, point.feature)) continue;
        const size_t rank = table->classOf.empty() ? 1 : table->classOf[point.feature];
        const auto& entry = classes[rank < classes.size() ? rank : 0];
        const bool namesake = points.layer->source->ranks() && points.map->isNamed(table->labelOf[point.feature]);
        if (!entry.shown || (!entry.atScale && !namesake)) continue;
        const double value = table->valueOf.empty() ? 0 : table->valueOf[point.feature];
        LabelWish wish;
        wish.key = static_cast<uint64_t>(points.source) << 32 | point.feature;
        wish.text = &table->labelOf[point.feature];
        wish.style = entry.style;
        wish.at = {points.tile.minX + point.x * points.tile.width(), points.tile.maxY - point.y * points.tile.height()};
        wish.symbolRadiusPx = symbolRadius(points.layer->style, value, largestValue);
        // Ranks first; within a rank the larger value, at most half a rank.
        const double byValue = value > 0 && largestValue > 0 ? 0.5 * std::log1p(value) / std::log1p(largestValue) : 0;
        const size_t order = namesake ? classes.size() : rank;
        wish.priority = (points.layer->source->ranks() ? static_cast<double>(order) : 0.0) + byValue;
        wishes.push_back(wish);
    }
}

}  // namespace plan
