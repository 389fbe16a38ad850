#include <algorithm>
#include <cmath>

#include "geo/base/names.h"
#include "viewer/export/map_furniture.h"
#include "viewer/map/layer_classes.h"
#include "viewer/map/visibility.h"
#include "viewer/plan/style_tables.h"

namespace exporting {
namespace {

constexpr size_t kRampColours = 48, kRampLabels = 3;
constexpr uint8_t kHintOfFill = 32;  // of 255: below, the outline is what is seen of an area

double undoSpread(double value, geo::Spread spread) {
    if (spread == geo::Spread::SquareRoot) return value * value;
    if (spread == geo::Spread::Logarithmic) return std::exp(value);
    return value;
}

text::LegendBlock rampBlock(const map::Layer& layer) {
    text::LegendBlock block{layer.title, {}, {}, {}, layer.source->valueRange()->unit};
    const auto table = plan::rampTable(*layer.source, layer.style);
    for (size_t i = 0; i < kRampColours; ++i)
        block.ramp.push_back(table.colours[i * (table.colours.size() - 1) / (kRampColours - 1)]);
    for (size_t i = 0; i < kRampLabels; ++i) {
        const double t = static_cast<double>(i) / (kRampLabels - 1);
        block.rampLabels.push_back(text::formatNumber(undoSpread(table.low + t * (table.high - table.low), table.spread)));
    }
    return block;
}

text::LegendRow::Key keyOf(geo::SourceKind kind) {
    if (kind == geo::SourceKind::Lines) return text::LegendRow::Key::Line;
    if (kind == geo::SourceKind::Points) return text::LegendRow::Key::Symbol;
    return text::LegendRow::Key::Fill;
}

/// Names of the classes in the order of the palette; index 0 is nothing.
std::vector<std::string> classLabels(const geo::LayerSource& source, const map::LayerStyle& style) {
    std::vector<std::string> labels{""};
    if (const auto* ranks = source.ranks())
        for (const auto& rank : ranks->ranks) labels.push_back(rank.label);
    else if (const auto table = map::classesOf(source, style))
        for (size_t i = 1; i < table->classes.size(); ++i) labels.push_back(table->classes[i].label);
    else
        labels.emplace_back();
    return labels;
}

geo::Colour colourOf(const std::array<float, 4>& unit) {
    const auto byte = [](float channel) { return static_cast<uint8_t>(std::lround(channel * 255)); };
    return {byte(unit[0]), byte(unit[1]), byte(unit[2]), byte(unit[3])};
}

text::LegendBlock classBlock(const map::Layer& layer, const FurnitureSpec& spec) {
    const auto kind = layer.source->kind();
    const auto dimension = map::colouredBy(*layer.source, layer.style);
    const auto palette =
        dimension ? plan::dimensionColours(layer.style, *dimension) : plan::classPalette(*layer.source, layer.style);
    const auto labels = classLabels(*layer.source, layer.style);
    const auto lines = kind == geo::SourceKind::Lines
                           ? plan::lineStyles(*layer.source, layer.style, spec.view.camera.metresPerPixel, 1)
                           : std::vector<plan::LineClassStyle>{};
    const bool onlyShown = spec.classesShown && !dimension;  // the six dimensions are always explained whole
    const auto shown = onlyShown ? spec.classesShown(layer) : std::vector<uint16_t>{};
    text::LegendBlock block{layer.title, {}, {}, {}, {}};
    if (dimension) block.title += ": " + geo::lowerFirst(geo::dimensionTable(*dimension).title);
    for (size_t i = 1; i < palette.size() && i < labels.size(); ++i) {
        if (palette[i].a == 0 || (onlyShown && !std::ranges::binary_search(shown, static_cast<uint16_t>(i)))) continue;
        if (!lines.empty() && lines[i].widthPx <= 0) continue;
        text::LegendRow row{keyOf(kind), palette[i], {0, 0, 0, 0}, 2 * layer.style.radiusPx, labels[i]};
        const bool onlyOutline = kind == geo::SourceKind::Areas && palette[i].a < kHintOfFill && layer.style.outlinePx > 0;
        if (onlyOutline) row.casing = layer.style.outline;
        if (!lines.empty()) {
            row.sizePx = std::max(lines[i].widthPx, 1.f);
            if (lines[i].casingPx > 0) row.casing = colourOf(lines[i].casing);
        }
        block.rows.push_back(row);
    }
    if (layer.source->ranks()) std::ranges::reverse(block.rows);  // the most important first
    const bool classless = block.rows.size() == 1 && block.rows.front().label.empty();
    const bool subject = block.rows.size() == 1 && layer.spec.dimension == "infrastructure";  // "Water" says what "blue" would
    if (classless || subject) {                                                               // its title is enough
        block.rows.front().label = layer.title;
        block.title.clear();
    }
    return block;
}

}  // namespace

text::LegendSpec legendOf(const FurnitureSpec& spec) {
    text::LegendSpec legend;
    legend.title = spec.scene->title;
    const double metresPerPixel = spec.view.camera.metresPerPixel;
    for (auto layer = spec.scene->layers.rbegin(); layer != spec.scene->layers.rend(); ++layer) {
        if (!layer->legend || !map::isDrawn(*layer, metresPerPixel)) continue;
        const auto kind = layer->source->kind();
        if (kind == geo::SourceKind::Points && layer->style.radiusPx <= 0) continue;  // labels explain themselves
        const bool byValue = layer->source->valueRange() && (kind == geo::SourceKind::Values || kind == geo::SourceKind::Areas);
        const bool ramp = byValue && !map::colouredBy(*layer->source, layer->style);
        auto block = ramp ? rampBlock(*layer) : classBlock(*layer, spec);
        if (!block.rows.empty() || !block.ramp.empty()) legend.blocks.push_back(std::move(block));
    }
    return legend;
}

}  // namespace exporting
