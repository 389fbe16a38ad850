#include <algorithm>
#include <cmath>

#include "geo/base/names.h"
#include "viewer/export/legend_series.h"
#include "viewer/export/map_furniture.h"
#include "viewer/map/layer_classes.h"
#include "viewer/map/visibility.h"
#include "viewer/plan/confidence.h"
#include "viewer/plan/legend_words.h"
#include "viewer/plan/style_tables.h"
#include "viewer/plan/subject.h"

namespace exporting {
namespace {

constexpr size_t kRampColours = 48;

constexpr geo::Colour kSizeInk{96, 100, 108, 255};
constexpr const char* kWater = "Water";

bool explains(const text::LegendSpec& legend, const text::LegendRow& row) {
    return std::ranges::any_of(legend.blocks, [&](const text::LegendBlock& block) {
        return std::ranges::any_of(block.rows, [&](const auto& r) { return r.label == row.label && r.fill == row.fill; });
    });
}

text::LegendBlock rampBlock(const map::Layer& layer) {
    text::LegendBlock block;
    block.title = layer.title;
    block.unit = layer.source->valueRange()->unit;
    if (const auto unit = ", " + block.unit; unit.size() > 2 && block.title.ends_with(unit))  // said below it
        block.title.resize(block.title.size() - unit.size());
    const auto table = plan::rampTable(*layer.source, layer.style);
    for (size_t i = 0; i < kRampColours; ++i)
        block.ramp.push_back(table.colours[i * (table.colours.size() - 1) / (kRampColours - 1)]);
    const auto labels = plan::rampLabels(*layer.source, table);
    block.rampLabels.assign(labels.begin(), labels.end());
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

/// Whether a map of the dimension draws something as water because its class is unknown.
bool showsWater(const geo::LayerSource& source, geo::Dimension dimension) {
    const size_t water = geo::dimensionTable(dimension).size();
    const auto isWater = [&](const geo::DimensionClasses& classes) { return plan::drawnClass(classes, dimension) == water; };
    if (const auto features = source.features()) return std::ranges::any_of(features->dimensionsOf, isWater);
    return std::ranges::any_of(source.classes()->classes,
                               [&](const auto& entry) { return isWater(geo::dimensionClasses(entry)); });
}

geo::Colour colourOf(const std::array<float, 4>& unit) {
    const auto byte = [](float channel) { return static_cast<uint8_t>(std::lround(channel * 255)); };
    return {byte(unit[0]), byte(unit[1]), byte(unit[2]), byte(unit[3])};
}

/// A block of one row without a title of its own, unless a filter has more to say than the row.
void sayInOneRow(text::LegendBlock& block, const map::Layer& layer) {
    auto& label = block.rows.front().label;
    const bool subject = layer.spec.dimension == "infrastructure";  // "Water" says what "blue" would
    if (label.empty() || subject) {                                 // its title is enough
        label = layer.title + (block.note.empty() ? "" : ", " + block.note);
    } else {
        const auto& filter = layer.style.filter;
        const bool ownClassAlone = filter.size() == 1 && filter.begin()->first == layer.style.dimension;
        if (!block.note.empty() && !ownClassAlone) return;
        label = layer.title + ": " + label;
    }
    block.title.clear(), block.note.clear();
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
    const bool onlyShown = static_cast<bool>(spec.classesShown);
    const auto shown = onlyShown ? spec.classesShown(layer) : std::vector<uint16_t>{};
    const auto isShown = [&](size_t index) {
        return !onlyShown || std::ranges::binary_search(shown, static_cast<uint16_t>(index));
    };
    const auto hatched = plan::hatchedClass(*layer.source, layer.style);
    text::LegendBlock block;
    block.title = layer.title;
    block.note = plan::filterWords(*layer.source, layer.style);
    if (dimension) block.title += ": " + geo::lowerFirst(geo::dimensionTable(*dimension).title);
    for (size_t i = 1; i < palette.size() && i < labels.size(); ++i) {
        if (palette[i].a == 0 || !isShown(i)) continue;
        if (!lines.empty() && lines[i].widthPx <= 0) continue;
        text::LegendRow row{keyOf(kind), palette[i], {0, 0, 0, 0}, 2 * layer.style.radiusPx, labels[i]};
        const bool onlyOutline = kind == geo::SourceKind::Areas && palette[i].a < map::kLeastFill && layer.style.outlinePx > 0;
        if (onlyOutline) row.casing = layer.style.outline, row.sizePx = layer.style.outlinePx;
        row.hatched = i == hatched;
        if (!lines.empty()) {
            row.sizePx = std::max(lines[i].widthPx, 1.f);
            if (lines[i].casingPx > 0) row.casing = colourOf(lines[i].casing);
        }
        block.rows.push_back(row);
    }
    const bool anyWater = dimension && (onlyShown ? isShown(palette.size() - 1) : showsWater(*layer.source, *dimension));
    if (anyWater && palette.back().a > 0)
        block.rows.push_back({text::LegendRow::Key::Fill, palette.back(), {0, 0, 0, 0}, 2, kWater});
    if (layer.source->ranks()) std::ranges::reverse(block.rows);  // the most important first
    if (block.rows.size() == 1) sayInOneRow(block, layer);
    if (block.rows.empty() && !block.note.empty()) block.note += ": none here";
    return block;
}

/// What paler colours mean; no rows where the layer has none.
text::LegendBlock confidenceBlock(const map::Layer& layer) {
    constexpr geo::Colour kAnyClass{92, 94, 102, 255};
    text::LegendBlock block;
    if (!plan::showsConfidence(*layer.source, layer.style)) return block;
    block.title = "How sure the class is";
    for (const auto& step : plan::sureSteps())
        block.rows.push_back({text::LegendRow::Key::Fill, plan::paler(kAnyClass, step), {0, 0, 0, 0}, 2, step.label});
    return block;
}

/// Circles with what they stand for, the largest last; no rows where points have one size.
text::LegendBlock sizeBlock(const map::Layer& layer) {
    text::LegendBlock block;
    for (const auto& key : plan::sizeKeys(*layer.source, layer.style))
        block.rows.push_back(
            {text::LegendRow::Key::Symbol, {0, 0, 0, 0}, kSizeInk, 2 * key.radiusPx, text::formatAmount(key.value)});
    if (block.rows.empty()) return block;
    const auto unit = layer.source->valueRange()->unit;
    block.title = unit.empty() ? "Size" : "Size: " + unit;
    return block;
}

/// Keys as pale as the map draws the layer.
void fade(text::LegendBlock& block, double opacity) {
    for (auto& row : block.rows) row.opacity = opacity;
    for (auto& colour : block.ramp) colour.a = static_cast<uint8_t>(std::lround(colour.a * std::clamp(opacity, 0.0, 1.0)));
}

}  // namespace

text::LegendSpec legendOf(const FurnitureSpec& spec) {
    text::LegendSpec legend;
    legend.title = spec.scene->title;
    plan::Subject subject;
    std::optional<size_t> first;  // of the blocks, where not all have room
    const double metresPerPixel = spec.view.camera.metresPerPixel;
    for (auto layer = spec.scene->layers.rbegin(); layer != spec.scene->layers.rend(); ++layer) {
        if (!layer->legend || !map::isDrawn(*layer, metresPerPixel)) continue;
        const auto kind = layer->source->kind();
        if (kind == geo::SourceKind::Points && layer->style.radiusPx <= 0) continue;  // labels explain themselves
        const bool byValue = layer->source->valueRange() && (kind == geo::SourceKind::Values || kind == geo::SourceKind::Areas);
        const bool ramp = byValue && !map::colouredBy(*layer->source, layer->style);
        auto block = ramp ? rampBlock(*layer) : classBlock(*layer, spec);
        if (map::colouredBy(*layer->source, layer->style))  // of a pack, whose blue areas say it already
            std::erase_if(block.rows, [&](const auto& row) { return row.label == kWater && explains(legend, row); });
        if (subject.consider(*layer, block.ramp.empty() ? block.rows.size() : block.ramp.size())) first = legend.blocks.size();
        fade(block, layer->opacity);
        if (!block.rows.empty() || !block.ramp.empty() || !block.note.empty()) legend.blocks.push_back(std::move(block));
        if (auto sure = confidenceBlock(*layer); !sure.rows.empty()) {
            fade(sure, layer->opacity);
            legend.blocks.push_back(std::move(sure));
        }
        if (auto sizes = sizeBlock(*layer); !sizes.rows.empty()) legend.blocks.push_back(std::move(sizes));
    }
    if (first) legend.blocks[*first].subject = true;
    groupSeries(legend);
    return legend;
}

}  // namespace exporting
