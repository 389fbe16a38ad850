#include "viewer/render/quad_pass.h"

#include "shaders/source.h"

namespace render {

QuadPass::QuadPass()
    : m_fetch(shaders::source("quad.vert"), shaders::source("quad_fetch.frag"), "quad, fetched"),
      m_linear(shaders::source("quad.vert"), shaders::source("quad_linear.frag"), "quad, linear"),
      m_smooth(shaders::source("quad.vert"), shaders::source("quad_smooth.frag"), "quad, smooth"),
      m_quad(gfx::VertexArray::bare()) {}

void QuadPass::draw(const Target& target, const plan::TilePlacement& place, const gfx::Texture& composite,
                    const tiles::TilePart& part, Sampling sampling, double pixelsPerTexel, Counters& counters) const {
    const auto& program = sampling == Sampling::Fetch ? m_fetch : sampling == Sampling::Linear ? m_linear : m_smooth;
    program.use();
    placeTile(program, target, place);
    setToLocal(program, place);
    const auto side = static_cast<float>(composite.width());
    program.set("u_part", static_cast<float>(part.x) * side, static_cast<float>(part.y) * side,
                static_cast<float>(part.side) * side, static_cast<float>(part.side) * side);
    program.set("u_colour", 0);
    program.set("u_pixelsPerTexel", static_cast<float>(pixelsPerTexel));
    composite.bind(0);
    m_quad.drawQuads(1);
    ++counters.drawCalls;
}

}  // namespace render
