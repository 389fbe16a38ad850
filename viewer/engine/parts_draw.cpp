#include <algorithm>

#include "viewer/engine/parts.h"
#include "viewer/gfx/gl.h"

namespace engine {
namespace {

using render::Resident;

std::array<float, 4> unit(geo::Colour c) { return {c.r / 255.f, c.g / 255.f, c.b / 255.f, c.a / 255.f}; }

}  // namespace

void MapEngine::Parts::draw(int framebuffer, const render::Target& target) {
    const auto start = Clock::now();
    if (!m_input.scene) return;
    glBindFramebuffer(GL_FRAMEBUFFER, static_cast<GLuint>(framebuffer));
    render::setViewport(target);
    glDisable(GL_SCISSOR_TEST);
    glDisable(GL_DEPTH_TEST);
    glDisable(GL_CULL_FACE);
    const auto background = unit(m_input.scene->background);
    glClearColor(background[0], background[1], background[2], 1);
    glClear(GL_COLOR_BUFFER_BIT);
    glEnable(GL_BLEND);
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);

    if (m_input.scene->graticule) drawGlobe(target), drawGraticule(target);
    size_t active = 0;
    for (int index = 0; index < static_cast<int>(m_input.scene->layers.size()); ++index) {
        drawQuads(target, index);
        if (active < m_layers.size() && m_layers[active].index == index) drawInstances(target, active++);
    }
    drawHighlights(target);
    std::vector<plan::DeviceRect> furniture;
    for (const auto& overlay : m_input.overlays)
        if (overlay.image) furniture.push_back({overlay.xPx, overlay.yPx, overlay.image->widthPx, overlay.image->heightPx});
    m_labels.draw(target, m_page, m_screen.piece(), m_input.view.symbolRatio(), furniture, m_imagePass, m_counters);
    drawOverlays(target);
    glFlush();
    ++statistics.frames;
    statistics.drawCalls = m_counters.drawCalls;
    statistics.lastDrawMs = std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

void MapEngine::Parts::drawQuads(const render::Target& target, int layerIndex) {
    for (const auto& quad : m_quads) {
        const int level = quad.place.level - std::max(quad.levelsUp, 0);
        const double pixelsPerTexel = m_scheme.resolution(level) / m_screen.metresPerPixel();
        const bool oneToOne = m_input.exact && quad.levelsUp == 0 && !m_screen.rotated();
        for (const auto& slab : quad.slabs(m_input.moving)) {
            if (slab.layer != layerIndex) continue;
            auto sampling = oneToOne ? render::Sampling::Fetch : render::Sampling::Smooth;
            if (m_input.moving)
                sampling = slab.strokes ? render::Sampling::Linear : render::Sampling::Fetch;  // no broken strokes
            if (slab.opaque) glDisable(GL_BLEND);
            m_quadPass.draw(target, m_screen.place(m_scheme, quad.place), slab.picture, quad.part, sampling, pixelsPerTexel,
                            m_counters);
            glEnable(GL_BLEND);
        }
    }
}

std::vector<render::LineDraw> MapEngine::Parts::instancesOf(std::span<const TileView> views, size_t layer,
                                                            Resident::Kind kind) const {
    std::vector<render::LineDraw> draws;
    for (const auto& tile : views) {
        if (!tile.visible) continue;
        for (const auto& piece : tile.layers[layer].shown())
            if (piece.content->kind == kind)
                draws.push_back({piece.content, m_screen.place(m_scheme, piece.from), overlapOf(piece.from, tile.id).source,
                                 m_screen.place(m_scheme, piece.from.covers(tile.id) ? tile.id : piece.from)});
    }
    return draws;
}

void MapEngine::Parts::drawInstances(const render::Target& target, size_t active) {
    const auto& [index, layer, textures, source, revision] = m_layers[active];
    if (layer->source->kind() == geo::SourceKind::Lines && !m_input.moving)  // moving: they are in the composites
        m_linePass.draw(target, instancesOf(m_tiles, active, Resident::Kind::Lines), *textures, 1, layer->opacity, m_counters);
    if (!m_layers[active].points()) return;
    const auto among = std::ranges::find(m_pointLayers, index, &ActiveLayer::index) - m_pointLayers.begin();
    m_discPass.draw(target, instancesOf(m_pointTiles, static_cast<size_t>(among), Resident::Kind::Points), *textures,
                    layer->style, layer->opacity, m_input.view.symbolRatio(), m_counters);
}

void MapEngine::Parts::drawGlobe(const render::Target& target) {
    constexpr double kSpace = 0.45;  // how much lighter space is than the sea; darker on dark maps
    const auto& lines = m_graticule.lines(m_input.scene->crs, m_input.scene->crsKey);
    if (lines.west.empty()) return;
    const auto& sea = m_input.scene->background;
    const uint8_t beyond = sea.r + sea.g + sea.b > 3 * 128 ? 255 : 0;
    const auto space = unit(geo::mix(sea, {beyond, beyond, beyond, 255}, kSpace));
    glClearColor(space[0], space[1], space[2], 1);
    glClear(GL_COLOR_BUFFER_BIT);
    std::vector<render::FillStrip> strips;
    const auto edgeAt = [&](size_t i) {
        const auto west = m_screen.toSubpixel(lines.west[i]), east = m_screen.toSubpixel(lines.east[i]);
        return std::array{static_cast<float>(west.x), static_cast<float>(west.y), static_cast<float>(east.x),
                          static_cast<float>(east.y)};
    };
    for (size_t i = 0; i + 1 < lines.west.size(); ++i) strips.push_back({edgeAt(i + 1), edgeAt(i)});
    m_fillPass.draw(target, strips, {sea.r / 255.f, sea.g / 255.f, sea.b / 255.f, 1}, m_counters);
}

void MapEngine::Parts::drawGraticule(const render::Target& target) {
    const auto strokesOf = [this](const std::vector<std::vector<geo::Point>>& lines) {
        std::vector<render::ScreenStroke> strokes;
        for (const auto& line : lines) {
            auto& stroke = strokes.emplace_back();
            for (const auto& point : line) stroke.points.push_back(m_screen.toSubpixel(point));
        }
        return strokes;
    };
    const auto& lines = m_graticule.lines(m_input.scene->crs, m_input.scene->crsKey);
    const auto& back = m_input.scene->background;
    const uint8_t ink = back.r + back.g + back.b > 3 * 128 ? 0 : 255;  // dark on light maps, light on dark ones
    plan::LineClassStyle style;
    style.fill = unit(geo::mix(back, {ink, ink, ink, 255}, 0.08));  // opaque: translucent joints would show as dots
    style.widthPx = static_cast<float>(m_input.view.pixelRatio);
    m_linePass.drawStrokes(target, strokesOf(lines.net), style, m_counters);
    style.fill = unit(geo::mix(back, {ink, ink, ink, 255}, 0.3));
    m_linePass.drawStrokes(target, strokesOf(lines.outline), style, m_counters);
}

void MapEngine::Parts::drawHighlights(const render::Target& target) {
    constexpr double kCorePx = 2.5, kCasingPx = 1.5;
    const double ratio = m_input.view.symbolRatio();
    for (const auto& highlight : m_input.highlights) {
        std::vector<render::ScreenStroke> strokes;
        for (const auto& line : highlight.lines) {
            auto& stroke = strokes.emplace_back();
            for (const auto& point : line) stroke.points.push_back(m_screen.toSubpixel(point));
        }
        plan::LineClassStyle style;
        style.fill = unit(highlight.colour);
        style.casing = {0.09f, 0.10f, 0.12f, 0.9f};
        style.widthPx = static_cast<float>(kCorePx * ratio);
        style.casingPx = static_cast<float>(kCasingPx * ratio);
        m_linePass.drawStrokes(target, strokes, style, m_counters);
    }
}

void MapEngine::Parts::drawOverlays(const render::Target& target) {
    std::erase_if(m_overlays, [this](const auto& known) {
        return std::ranges::none_of(m_input.overlays, [&](const Overlay& overlay) { return overlay.image.get() == known.first; });
    });
    for (const auto& overlay : m_input.overlays) {
        if (!overlay.image || overlay.image->widthPx <= 0 || overlay.image->heightPx <= 0) continue;
        auto& [image, texture] = m_overlays[overlay.image.get()];
        if (!texture) {
            image = overlay.image;
            texture = gfx::Texture(gfx::TextureFormat::Rgba8, image->widthPx, image->heightPx, "overlay");
            texture.upload(0, 0, image->widthPx, image->heightPx, gfx::bytesOf(image->rgba));
        }
        m_imagePass.draw(
            target, texture,
            {{static_cast<float>(overlay.xPx - m_screen.piece().x), static_cast<float>(overlay.yPx - m_screen.piece().y),
              static_cast<float>(image->widthPx), static_cast<float>(image->heightPx), 0, 0}},
            m_counters);
    }
}

}  // namespace engine
