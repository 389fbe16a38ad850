#include "viewer/render/baker.h"

#include "viewer/gfx/gl.h"

namespace render {

Baker::Baker(TexturePool& pool, LinePass& lines, const QuadPass& quads)
    : m_pool(pool), m_lines(lines), m_quads(quads), m_framebuffer(gfx::Framebuffer::make("bake")) {}

plan::TilePlacement Baker::place(const tiles::TilePart& source, const tiles::TilePart& target) const {
    const double side = m_pool.sidePx(), size = side * target.side / source.side;
    const double x = target.x * side - source.x * size, y = target.y * side - source.y * size;
    return {x, side - y, size, 0, 0, -size};  // the passes draw row 0 at the top of a window; upside down it is texel row 0
}

gfx::Texture Baker::bake(std::span<const BakeStep> steps, geo::Colour ground, double texelsPerPixel, Counters& counters) {
    auto picture = m_pool.take(gfx::TextureFormat::Rgba8, "moving composite");
    m_framebuffer.drawInto(picture);
    glDisable(GL_SCISSOR_TEST);
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    if (steps.empty() || !steps.front().opaque) {
        const float alpha = ground.a / 255.f;
        glClearColor(ground.r / 255.f * alpha, ground.g / 255.f * alpha, ground.b / 255.f * alpha, alpha);
        glClear(GL_COLOR_BUFFER_BIT);
    }
    const Target target{picture.width(), picture.height()};
    setViewport(target);
    for (const auto& step : steps) {
        if (step.opaque)
            glDisable(GL_BLEND);
        else
            glEnable(GL_BLEND);
        if (step.picture)
            m_quads.draw(target, place({}, {}), *step.picture, {}, Sampling::Fetch, 1, counters);
        else
            m_lines.draw(target, step.lines, *step.textures, texelsPerPixel, step.opacity, counters);
    }
    glEnable(GL_BLEND);
    ++counters.tilesComposed;
    return picture;
}

}  // namespace render
