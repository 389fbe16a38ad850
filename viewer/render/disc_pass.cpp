#include "viewer/render/disc_pass.h"

#include "shaders/source.h"

namespace render {

DiscPass::DiscPass() : m_program(shaders::source("disc.vert"), shaders::source("disc.frag"), "discs") {}

void DiscPass::draw(const Target& target, std::span<const LineDraw> draws, const LayerTextures& textures,
                    const map::LayerStyle& style, double opacity, double pixelRatio, Counters& counters) const {
    constexpr double kOutlinePx = 1;
    constexpr float kOutlineAlpha = 0.9f;
    if (draws.empty() || style.radiusPx <= 0) return;
    m_program.use();
    textures.bindFeatures(m_program, 0);
    textures.bindPalette(m_program, 2);
    m_program.set("u_opacity", static_cast<float>(opacity));
    m_program.set("u_radius", static_cast<float>(style.radiusPx * pixelRatio), static_cast<float>(style.radiusMaxPx * pixelRatio),
                  textures.hasValues() ? textures.largestValue() : 0.f);
    // Small dots would drown in a full outline.
    m_program.set("u_outlinePx", static_cast<float>(style.radiusPx < 2 ? 0.0 : kOutlinePx * pixelRatio));
    m_program.set("u_outline", kOutlineAlpha, kOutlineAlpha, kOutlineAlpha, kOutlineAlpha);
    for (const auto& draw : draws) {
        placeTile(m_program, target, draw.place);
        m_program.set("u_clip", static_cast<float>(draw.part.x), static_cast<float>(draw.part.y),
                      static_cast<float>(draw.part.x + draw.part.side), static_cast<float>(draw.part.y + draw.part.side));
        draw.content->instances.drawQuads(draw.content->instanceCount);
        ++counters.drawCalls;
    }
}

}  // namespace render
