#include "viewer/render/layer_textures.h"

#include <algorithm>
#include <atomic>
#include <cmath>

#include "viewer/map/layer_classes.h"
#include "viewer/plan/confidence.h"

namespace render {
namespace {

constexpr int kFeaturesPerRow = 4096;
constexpr int kClassesPerRow = 256;

/// Makes the texture where it is not of the right size yet.
template <class T>
void fillByFeature(gfx::Texture& texture, gfx::TextureFormat format, const std::vector<T>& column, const char* label) {
    const int rows = std::max(static_cast<int>((column.size() + kFeaturesPerRow - 1) / kFeaturesPerRow), 1);
    if (!texture || texture.width() != kFeaturesPerRow || texture.height() != rows)
        texture = gfx::Texture(format, kFeaturesPerRow, rows, label);
    const auto bytes = gfx::bytesOf(column);
    const size_t fullRows = column.size() / kFeaturesPerRow, rowBytes = kFeaturesPerRow * sizeof(T);
    if (fullRows > 0) texture.upload(0, 0, kFeaturesPerRow, static_cast<int>(fullRows), bytes.first(fullRows * rowBytes));
    const auto rest = static_cast<int>(column.size() % kFeaturesPerRow);
    if (rest > 0) texture.upload(0, static_cast<int>(fullRows), rest, 1, bytes.subspan(fullRows * rowBytes));
}

template <class T>
gfx::Texture byFeature(gfx::TextureFormat format, const std::vector<T>& column, const char* label) {
    gfx::Texture texture;
    fillByFeature(texture, format, column, label);
    return texture;
}

bool sameStyle(const map::LayerStyle& a, const map::LayerStyle& b) {
    return a.dimension == b.dimension && a.confidence == b.confidence && a.colourOf == b.colourOf && a.hidden == b.hidden &&
           a.isolated == b.isolated && a.filter == b.filter && a.ramp == b.ramp && a.reversed == b.reversed && a.low == b.low &&
           a.high == b.high && a.ownSpread == b.ownSpread && a.spread == b.spread && a.outlinePx == b.outlinePx &&
           a.outlineMaxMetresPerPixel == b.outlineMaxMetresPerPixel && a.outline == b.outline && a.fill == b.fill &&
           a.widthScale == b.widthScale && a.widthPx == b.widthPx && a.casing == b.casing;
}

}  // namespace

FeatureTextures FeatureTextures::make(std::shared_ptr<const geo::FeatureTable> table) {
    FeatureTextures textures;
    if (table && !table->classOf.empty())
        textures.classOf = byFeature(gfx::TextureFormat::R16ui, table->classOf, "class by feature");
    if (table && !table->valueOf.empty()) {
        textures.valueOf = byFeature(gfx::TextureFormat::R32f, table->valueOf, "value by feature");
        for (const float value : table->valueOf)
            if (value > textures.largestValue) textures.largestValue = value;  // NaN compares false
    }
    textures.table = std::move(table);
    return textures;
}

bool LayerTextures::update(const map::Layer& layer) {
    const auto features = layer.source->features();
    const uint64_t classesRevision = layer.source->classesRevision();
    const bool same = layer.source == m_source && classesRevision == m_classesRevision && features == m_features.table &&
                      layer.opacity == m_opacity && sameStyle(layer.style, m_style);
    if (same) return false;
    const bool fresh = features != m_features.table || layer.source != m_source;
    if (fresh) m_features = FeatureTextures::make(features), m_drawnClasses.clear();
    m_source = layer.source;
    const bool plain = layer.style.filter.empty() && layer.style.dimension.empty();
    if (fresh ? !plain : layer.style.filter != m_style.filter || layer.style.dimension != m_style.dimension)
        chooseClasses(layer.style);
    m_style = layer.style;
    m_opacity = layer.opacity;
    m_classesRevision = classesRevision;
    static std::atomic<uint64_t> lastRevision{0};  // never used twice, even by a layer that was removed and added again
    m_revision = ++lastRevision;
    rebuild(layer);
    return true;
}

void LayerTextures::chooseClasses(const map::LayerStyle& style) {
    const auto& table = m_features.table;
    if (!table || table->dimensionsOf.empty() || table->classOf.empty()) return;
    m_drawnClasses = plan::drawnClasses(*table, style, map::colouredBy(*m_source, style));
    m_features.classOf = byFeature(gfx::TextureFormat::R16ui, m_drawnClasses, "class by feature");
}

void LayerTextures::rebuild(const map::Layer& layer) {
    auto palette = plan::classPalette(*layer.source, layer.style);
    const bool valued = layer.source->kind() == geo::SourceKind::Values || layer.source->valueRange().has_value();
    if (valued) m_rampTable = plan::rampTable(*layer.source, layer.style);
    const bool byValue = valued && m_features.valueOf && layer.source->kind() == geo::SourceKind::Areas &&
                         !map::colouredBy(*layer.source, layer.style);
    m_hatched = byValue ? 0 : plan::hatchedClass(*layer.source, layer.style);
    if (m_features.table) colourFeatures(palette, byValue);
    const int rows = static_cast<int>((palette.size() + kClassesPerRow - 1) / kClassesPerRow);
    palette.resize(static_cast<size_t>(rows) * kClassesPerRow);
    if (!m_palette || m_palette.height() != rows)
        m_palette = gfx::Texture(gfx::TextureFormat::Rgba8, kClassesPerRow, rows, "palette");
    m_palette.upload(0, 0, kClassesPerRow, rows, gfx::bytesOf(palette));

    if (!valued) return;
    const auto width = static_cast<int>(plan::RampTable::kColours);
    if (!m_ramp) m_ramp = gfx::Texture(gfx::TextureFormat::Rgba8, width, 1, "ramp");
    m_ramp.upload(0, 0, width, 1, gfx::bytesOf(m_rampTable.colours));
}

void LayerTextures::updateLines(const map::Layer& layer, double metresPerPixel, double pixelRatio) {
    if (m_lineStyles && metresPerPixel == m_linesAt && pixelRatio == m_linesRatio && m_revision == m_linesRevision) return;
    m_linesAt = metresPerPixel, m_linesRatio = pixelRatio, m_linesRevision = m_revision;
    m_lineRows = plan::lineStyles(*layer.source, layer.style, metresPerPixel, pixelRatio);
    m_anyCasing = std::ranges::any_of(m_lineRows, [](const auto& row) { return row.widthPx > 0 && row.casingPx > 0; });
    const auto rows = static_cast<int>(m_lineRows.size());
    if (!m_lineStyles || m_lineStyles.height() != rows)
        m_lineStyles = gfx::Texture(gfx::TextureFormat::Rgba32f, 3, rows, "line styles");
    m_lineStyles.upload(0, 0, 3, rows, gfx::bytesOf(m_lineRows));
}

void LayerTextures::colourFeatures(const std::vector<geo::Colour>& palette, bool byValue) {
    const auto& table = *m_features.table;
    const auto& classes = m_drawnClasses.empty() ? table.classOf : m_drawnClasses;
    auto colours = plan::featureColours(table, classes, palette, byValue ? &m_rampTable : nullptr, m_hatched);
    if (plan::showsConfidence(*m_source, m_style)) plan::makeUnsurePaler(colours, table, *map::colouredBy(*m_source, m_style));
    m_oneColour = !byValue && classes.empty();
    if (m_oneColour) {
        m_colours = gfx::Texture(gfx::TextureFormat::Rgba8, 1, 1, "colour of all features");
        m_colours.upload(0, 0, 1, 1, gfx::bytesOf(colours));
    } else {
        fillByFeature(m_colours, gfx::TextureFormat::Rgba8, colours, "colour by feature");
    }
}

void LayerTextures::bindColours(const gfx::Program& program, int unit) const {
    program.set("u_colours", unit);
    program.set("u_everyFeature", m_oneColour ? 0u : ~0u);
    m_colours.bind(unit);
}

void LayerTextures::bindFeatures(const gfx::Program& program, int unit) const {
    program.set("u_hasClasses", m_features.classOf ? 1 : 0);
    program.set("u_classOf", unit);
    program.set("u_valueOf", unit + 1);
    m_features.classOf.bind(unit);
    m_features.valueOf.bind(unit + 1);
}

void LayerTextures::bindPalette(const gfx::Program& program, int unit) const {
    program.set("u_palette", unit);
    m_palette.bind(unit);
}

void LayerTextures::bindRamp(const gfx::Program& program, int unit) const {
    program.set("u_ramp", unit);
    program.set("u_range", m_rampTable.low, m_rampTable.high);
    program.set("u_spread", static_cast<int>(m_rampTable.spread));
    m_ramp.bind(unit);
}

void LayerTextures::bindLineStyles(const gfx::Program& program, int unit) const {
    program.set("u_styles", unit);
    m_lineStyles.bind(unit);
}

}  // namespace render
