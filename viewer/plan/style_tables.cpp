#include "viewer/plan/style_tables.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "geo/pyramid/vector_propose_look.h"
#include "geo/taxonomy/scheme.h"
#include "viewer/map/layer_classes.h"
#include "viewer/map/visibility.h"

namespace plan {
namespace {

std::array<float, 4> unit(geo::Colour c) { return {c.r / 255.f, c.g / 255.f, c.b / 255.f, c.a / 255.f}; }

geo::Colour styled(const map::LayerStyle& style, const std::string& code, geo::Colour own) {
    if (!map::showsClass(style, code)) return {0, 0, 0, 0};
    const auto chosen = style.colourOf.find(code);
    return chosen == style.colourOf.end() ? own : chosen->second;
}

/// A darker tone of the same hue, for the casing of lines whose style names none.
geo::Colour darker(geo::Colour c) {
    const auto dim = [](uint8_t channel) { return static_cast<uint8_t>(channel * 0.62); };
    return {dim(c.r), dim(c.g), dim(c.b), c.a};
}

/// Of features, by the index in the dimension's table; of a raster's legend, each class in the colour of its own dimension's
/// class.
std::vector<geo::Colour> dimensionPalette(const geo::LayerSource& source, const map::LayerStyle& style,
                                          geo::Dimension dimension) {
    auto colours = dimensionColours(style, dimension);
    if (source.features()) return colours;
    std::vector<geo::Colour> palette{{0, 0, 0, 0}};
    const DimensionFilter filter(style);
    const auto own = source.classes();
    for (size_t i = 1; i < own->size(); ++i) {
        const auto& entry = own->classes[i];
        const bool kept = filter.passes(source, entry);
        palette.push_back(kept ? colours[drawnClass(geo::dimensionClasses(entry), dimension)] : geo::Colour{0, 0, 0, 0});
    }
    return palette;
}

}  // namespace

DimensionFilter::DimensionFilter(const map::LayerStyle& style) {
    m_allowed.fill(~0u);
    for (const auto& [dimensionId, classIds] : style.filter) {
        const auto dimension = geo::parseDimension(dimensionId);
        if (!dimension) continue;  // refused where styles are read
        uint32_t bits = 0;
        for (const auto& id : classIds)
            if (const auto index = geo::dimensionTable(*dimension).indexOf(id)) bits |= 1u << *index;
        m_allowed[static_cast<size_t>(*dimension)] = bits;
        m_active = true;
    }
}

bool DimensionFilter::passes(const geo::DimensionClasses& classes) const {
    for (size_t d = 0; d < classes.size(); ++d)
        if (!(m_allowed[d] >> classes[d] & 1u)) return false;
    return true;
}

bool DimensionFilter::passes(const geo::FeatureTable& table, size_t feature) const {
    return !m_active || feature >= table.dimensionsOf.size() || passes(table.dimensionsOf[feature]);
}

bool DimensionFilter::passes(const geo::LayerSource& source, const geo::ClassEntry& entry) const {
    const auto spoken = [](const std::string& id) { return !id.empty(); };
    const bool crosswalk = m_active && !source.features() && std::ranges::any_of(entry.dimensions, spoken);
    return !crosswalk || passes(geo::dimensionClasses(entry));
}

uint16_t drawnClass(const geo::DimensionClasses& classes, geo::Dimension dimension) {
    static const auto blue = geo::dimensionTable(geo::Dimension::Infrastructure).indexOf("blue");
    const auto own = classes[static_cast<size_t>(dimension)];
    const size_t water = geo::dimensionTable(dimension).size();
    const bool unknownWater = own + 1u == water && classes[static_cast<size_t>(geo::Dimension::Infrastructure)] == blue;
    return unknownWater ? static_cast<uint16_t>(water) : own;
}

std::vector<uint16_t> shownClasses(const geo::LayerSource& source, const map::LayerStyle& style,
                                   std::span<const uint16_t> classes, std::span<const geo::DimensionClasses> dimensions) {
    const auto dimension = map::colouredBy(source, style);
    if (!dimension) return {classes.begin(), classes.end()};
    const DimensionFilter filter(style);
    std::set<uint16_t> shown;
    for (const auto& combined : dimensions)
        if (filter.passes(combined)) shown.insert(drawnClass(combined, *dimension));
    if (const auto table = source.classes(); table && !source.features())
        for (const auto index : classes)
            if (index < table->classes.size() && filter.passes(source, table->classes[index]))
                shown.insert(drawnClass(geo::dimensionClasses(table->classes[index]), *dimension));
    shown.erase(0);
    return {shown.begin(), shown.end()};
}

std::vector<uint16_t> drawnClasses(const geo::FeatureTable& table, const map::LayerStyle& style,
                                   std::optional<geo::Dimension> dimension) {
    auto classes = table.classOf;
    if (table.dimensionsOf.size() != classes.size()) return classes;
    if (dimension)
        for (size_t f = 0; f < classes.size(); ++f) classes[f] = drawnClass(table.dimensionsOf[f], *dimension);
    const DimensionFilter filter(style);
    if (!filter.active()) return classes;
    for (size_t f = 0; f < classes.size(); ++f)
        if (!filter.passes(table.dimensionsOf[f])) classes[f] = 0;
    return classes;
}

std::vector<geo::Colour> dimensionColours(const map::LayerStyle& style, geo::Dimension dimension) {
    const auto& table = geo::dimensionTable(dimension);
    std::vector<geo::Colour> colours{{0, 0, 0, 0}};
    for (size_t i = 1; i < table.size(); ++i) colours.push_back(styled(style, table.classes[i].code, table.classes[i].colour));
    colours.push_back(colours.back().a == 0 ? geo::Colour{0, 0, 0, 0} : geo::softColours("infrastructure").at("blue"));
    return colours;
}

std::vector<geo::Colour> classPalette(const geo::LayerSource& source, const map::LayerStyle& style) {
    std::vector<geo::Colour> palette{{0, 0, 0, 0}};
    if (const auto dimension = map::colouredBy(source, style)) return dimensionPalette(source, style, *dimension);
    if (const auto* ranks = source.ranks()) {
        for (const auto& rank : ranks->ranks) palette.push_back(styled(style, rank.code, rank.fill));
    } else if (const auto table = source.classes()) {
        const DimensionFilter filter(style);
        for (size_t i = 1; i < table->classes.size(); ++i) {
            const auto& entry = table->classes[i];
            palette.push_back(filter.passes(source, entry) ? styled(style, entry.code, entry.colour) : geo::Colour{0, 0, 0, 0});
        }
    } else {
        palette.push_back(style.fill);
    }
    return palette;
}

uint16_t hatchedClass(const geo::LayerSource& source, const map::LayerStyle& style) {
    const auto dimension = source.features() ? map::colouredBy(source, style) : std::nullopt;
    if (!dimension || !map::showsClass(style, "unknown")) return 0;
    return static_cast<uint16_t>(geo::dimensionTable(*dimension).size() - 1);
}

double outlineSeen(const map::LayerStyle& style, double metresPerPixel) {
    if (style.outlinePx <= 0 || style.outline.a == 0) return 0;
    if (style.outlineMaxMetresPerPixel <= 0) return 1;
    return std::clamp(2 - 2 * metresPerPixel / style.outlineMaxMetresPerPixel, 0.0, 1.0);
}

RampTable rampTable(const geo::LayerSource& source, const map::LayerStyle& style) {
    RampTable table;
    const auto range = source.valueRange().value_or(geo::ValueRange{});
    table.spread = style.ownSpread ? range.spread : style.spread;
    double low = range.low, high = range.high;
    if (style.low != style.high) low = style.low, high = style.high;
    if (table.spread == geo::Spread::Logarithmic && low <= 0) low = high > 0 ? high / 10000 : 1e-6;
    if (!(high > low)) high = low + std::max(std::abs(low) * 1e-6, 1e-12);
    const auto end = [&](double value) {
        return static_cast<float>(geo::spreadOut(std::clamp(value, -map::kFarthestValue, map::kFarthestValue), table.spread));
    };
    table.low = end(low), table.high = end(high);
    if (!(table.high > table.low)) table.high = std::nextafter(table.low, INFINITY);

    const auto* ramp = geo::findRamp(style.ramp);
    if (!ramp) ramp = &geo::ramps().front();
    table.colours.reserve(RampTable::kColours);
    for (size_t i = 0; i < RampTable::kColours; ++i) {
        const double t = static_cast<double>(i) / (RampTable::kColours - 1);
        table.colours.push_back(ramp->at(style.reversed ? 1 - t : t));
    }
    return table;
}

std::vector<geo::Colour> featureColours(const geo::FeatureTable& table, const std::vector<uint16_t>& classOf,
                                        const std::vector<geo::Colour>& palette, const RampTable* ramp, uint16_t hatched) {
    const auto premultiplied = [](geo::Colour c) {
        const auto times = [&c](uint8_t channel) { return static_cast<uint8_t>((channel * c.a + 127) / 255); };
        return geo::Colour{times(c.r), times(c.g), times(c.b), c.a};
    };
    std::vector<geo::Colour> ready, colours;
    for (const auto& colour : ramp ? ramp->colours : palette) ready.push_back(premultiplied(colour));
    if (!ramp && hatched > 0 && hatched < ready.size()) {
        auto& sign = ready[hatched];
        if (sign.a > 0) sign = {std::max<uint8_t>(palette[hatched].r, 1), palette[hatched].g, palette[hatched].b, 0};
    }
    if (ramp) {
        colours.reserve(table.valueOf.size());
        const double scale = static_cast<double>(ready.size() - 1) / (ramp->high - ramp->low);
        for (const float value : table.valueOf) {
            if (std::isnan(value)) {
                colours.push_back({0, 0, 0, 0});
                continue;
            }
            const double t = (geo::spreadOut(value, ramp->spread) - ramp->low) * scale;
            colours.push_back(ready[static_cast<size_t>(std::clamp(t + 0.5, 0.0, static_cast<double>(ready.size() - 1)))]);
        }
    } else if (classOf.empty()) {
        colours.push_back(ready.size() > 1 ? ready[1] : geo::Colour{0, 0, 0, 0});
    } else {
        colours.reserve(classOf.size());
        for (const uint16_t index : classOf) colours.push_back(index < ready.size() ? ready[index] : geo::Colour{0, 0, 0, 0});
    }
    return colours;
}

std::vector<SizeKey> sizeKeys(const geo::LayerSource& source, const map::LayerStyle& style) {
    const auto range = source.valueRange();
    if (source.kind() != geo::SourceKind::Points || !range || !(range->maximum > 0) || style.radiusPx <= 0) return {};
    std::vector<SizeKey> keys;
    for (int i = 2; i >= 0; --i) {  // areas in proportion: a quarter of the value has half the radius
        const double wanted = range->maximum * std::pow(0.25, i), power = std::pow(10, std::floor(std::log10(wanted)));
        const double value = std::round(wanted / power) * power;
        keys.push_back({value, style.radiusMaxPx * std::sqrt(value / range->maximum)});
    }
    return keys;
}

std::vector<LineClassStyle> lineStyles(const geo::LayerSource& source, const map::LayerStyle& style, double metresPerPixel,
                                       double pixelRatio) {
    const auto* ranks = source.ranks();
    const auto palette = classPalette(source, style);
    std::vector<LineClassStyle> rows(palette.size());
    for (size_t i = 1; i < palette.size(); ++i) {
        auto& row = rows[i];
        row.fill = unit(palette[i]);
        row.casing = unit(darker(palette[i]));
        row.widthPx = static_cast<float>(style.widthPx * style.widthScale * pixelRatio);
        if (!ranks) continue;
        const auto& rank = ranks->ranks[i - 1];
        if (!geo::drawnAtScale(rank, metresPerPixel)) {
            row.widthPx = 0;
            continue;
        }
        row.widthPx = static_cast<float>(geo::widthAt(rank.width, metresPerPixel) * style.widthScale * pixelRatio);
        row.casing = unit(rank.casing);
        if (palette[i].a == 0) row.casing[3] = 0;
        row.casingPx = style.casing ? static_cast<float>(rank.casingPx * pixelRatio) : 0;
        row.dashPx = static_cast<float>(rank.dashPx * pixelRatio);
    }
    return rows;
}

}  // namespace plan
