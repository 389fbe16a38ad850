#include "viewer/render/image_pass.h"

#include "shaders/source.h"

namespace render {

ImagePass::ImagePass() : m_program(shaders::source("image.vert"), shaders::source("image.frag"), "images") {}

void ImagePass::draw(const Target& target, const gfx::Texture& texture, const std::vector<ImagePlace>& places,
                     Counters& counters) {
    if (places.empty()) return;
    if (m_buffer.name() == 0) {
        m_buffer = gfx::Buffer(gfx::bytesOf(places), "image places");
        m_array = gfx::VertexArray(
            m_buffer, sizeof(ImagePlace),
            {{0, 4, gfx::AttributeType::Float, 0}, {1, 2, gfx::AttributeType::Float, offsetof(ImagePlace, sourceX)}});
    } else {
        m_buffer.replace(gfx::bytesOf(places));
    }
    m_program.use();
    m_program.set("u_viewport", static_cast<float>(target.width), static_cast<float>(target.height));
    m_program.set("u_image", 0);
    texture.bind(0);
    m_array.drawQuads(static_cast<int>(places.size()));
    ++counters.drawCalls;
}

}  // namespace render
