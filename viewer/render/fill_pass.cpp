#include "viewer/render/fill_pass.h"

#include "shaders/source.h"

namespace render {

FillPass::FillPass() : m_program(shaders::source("fill.vert"), shaders::source("fill.frag"), "fill") {}

void FillPass::draw(const Target& target, std::span<const FillStrip> strips, const std::array<float, 4>& fill,
                    Counters& counters) {
    if (strips.empty()) return;
    if (m_buffer.name() == 0) {
        m_buffer = gfx::Buffer(gfx::bytesOf(strips), "strips");
        m_array = gfx::VertexArray(m_buffer, sizeof(FillStrip),
                                   {{0, 4, gfx::AttributeType::Float, offsetof(FillStrip, upper)},
                                    {1, 4, gfx::AttributeType::Float, offsetof(FillStrip, lower)}});
    } else {
        m_buffer.replace(gfx::bytesOf(strips));
    }
    m_program.use();
    m_program.set("u_viewport", static_cast<float>(target.width), static_cast<float>(target.height));
    m_program.set("u_fill", fill[0] * fill[3], fill[1] * fill[3], fill[2] * fill[3], fill[3]);
    m_array.drawQuads(static_cast<int>(strips.size()));
    ++counters.drawCalls;
}

}  // namespace render
