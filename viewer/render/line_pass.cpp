#include "viewer/render/line_pass.h"

#include <algorithm>

#include "shaders/source.h"
#include "viewer/gfx/gl.h"

namespace render {
namespace {

struct StrokeInstance {
    float x0, y0, x1, y1;
    uint32_t feature = 0;
    float along = 0;
};

}  // namespace

LinePass::LinePass()
    : m_program(shaders::source("line.vert"), shaders::source("line.frag"), "lines"),
      m_layerProgram(shaders::source("quad.vert"), shaders::source("layer.frag"), "layer"),
      m_layerFramebuffer(gfx::Framebuffer::make("layer")),
      m_quad(gfx::VertexArray::bare()) {}

void LinePass::draw(const Target& target, std::span<const LineDraw> draws, const LayerTextures& textures, double scale,
                    double opacity, Counters& counters) {
    if (draws.empty()) return;
    if (opacity >= 1) return drawOpaque(target, draws, textures, scale, counters);
    GLint bound = 0;
    glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &bound);
    beginLayer(target);
    drawOpaque(target, draws, textures, scale, counters);
    glBindFramebuffer(GL_FRAMEBUFFER, static_cast<GLuint>(bound));
    m_layerProgram.use();
    placeTile(m_layerProgram, target, {0, 0, double(target.width), 0, 0, double(target.height)});
    m_layerProgram.set("u_layer", 0);
    m_layerProgram.set("u_opacity", static_cast<float>(opacity));
    m_layer.bind(0);
    m_quad.drawQuads(1);
    ++counters.drawCalls;
}

void LinePass::beginLayer(const Target& target) {
    if (m_layer.width() < target.width || m_layer.height() < target.height)
        m_layer = gfx::Texture(gfx::TextureFormat::Rgba8, std::max(m_layer.width(), target.width),
                               std::max(m_layer.height(), target.height), "layer");
    m_layerFramebuffer.drawInto(m_layer);
    setViewport(target);
    glEnable(GL_SCISSOR_TEST);
    glScissor(0, 0, target.width, target.height);
    glClearColor(0, 0, 0, 0);
    glClear(GL_COLOR_BUFFER_BIT);
    glDisable(GL_SCISSOR_TEST);
}

void LinePass::drawOpaque(const Target& target, std::span<const LineDraw> draws, const LayerTextures& textures, double scale,
                          Counters& counters) const {
    m_program.use();
    textures.bindFeatures(m_program, 0);
    textures.bindLineStyles(m_program, 2);
    m_program.set("u_scale", static_cast<float>(scale));
    m_program.set("u_everywhere", 0);
    for (int casing = textures.anyCasing() ? 1 : 0; casing >= 0; --casing) {
        m_program.set("u_casing", casing);
        for (const auto& draw : draws) {
            placeTile(m_program, target, draw.place);
            setOwned(m_program, draw.partPlace);
            draw.content->instances.drawQuads(draw.content->instanceCount);
            ++counters.drawCalls;
        }
    }
}

void LinePass::drawStrokes(const Target& target, std::span<const ScreenStroke> strokes, const plan::LineClassStyle& style,
                           Counters& counters) {
    std::vector<StrokeInstance> instances;
    for (const auto& stroke : strokes)
        for (size_t i = 0; i + 1 < stroke.points.size(); ++i) {
            const auto &a = stroke.points[i], &b = stroke.points[i + 1];
            instances.push_back(
                {static_cast<float>(a.x), static_cast<float>(a.y), static_cast<float>(b.x), static_cast<float>(b.y)});
        }
    if (instances.empty()) return;
    if (!m_strokeStyle) m_strokeStyle = gfx::Texture(gfx::TextureFormat::Rgba32f, 3, 2, "stroke style");
    const std::array<plan::LineClassStyle, 2> rows{plan::LineClassStyle{}, style};
    m_strokeStyle.upload(0, 0, 3, 2, gfx::bytesOf(rows));
    if (m_strokeBuffer.name() == 0) {
        m_strokeBuffer = gfx::Buffer(gfx::bytesOf(instances), "strokes");
        m_strokeArray = gfx::VertexArray(m_strokeBuffer, sizeof(StrokeInstance),
                                         {{0, 4, gfx::AttributeType::Float, 0},
                                          {1, 1, gfx::AttributeType::UnsignedInt, offsetof(StrokeInstance, feature)},
                                          {2, 1, gfx::AttributeType::Float, offsetof(StrokeInstance, along)}});
    } else {
        m_strokeBuffer.replace(gfx::bytesOf(instances));
    }
    m_program.use();
    m_program.set("u_hasClasses", 0);
    m_program.set("u_classOf", 0);
    m_program.set("u_valueOf", 1);
    m_program.set("u_styles", 2);
    m_strokeStyle.bind(2);
    m_program.set("u_scale", 1.0f);
    const plan::TilePlacement pixels{0, 0, 1, 0, 0, 1};  // a "tile" of one pixel: tile-local is device px
    placeTile(m_program, target, pixels);
    m_program.set("u_everywhere", 1);
    for (int casing = style.casingPx > 0 ? 1 : 0; casing >= 0; --casing) {
        m_program.set("u_casing", casing);
        m_strokeArray.drawQuads(static_cast<int>(instances.size()));
        ++counters.drawCalls;
    }
}

}  // namespace render
