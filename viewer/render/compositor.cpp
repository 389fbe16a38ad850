#include "viewer/render/compositor.h"

#include <cmath>

#include "shaders/source.h"
#include "viewer/gfx/gl.h"

namespace render {
namespace {

constexpr double kHatchPx = 8;  // between strokes: a power of two, as strokes go on in the next tile

std::string withDefines(const char* fragment, const char* defines) {
    std::string source(shaders::source(fragment));
    source.insert(source.find('\n') + 1, defines);
    return source;
}

gfx::Program composeProgram(const char* fragment, const char* defines = "") {
    return {shaders::source("compose.vert"), withDefines(fragment, defines), fragment};
}

gfx::Program everywhereProgram(const char* defines) {
    constexpr const char* kFragment = "compose_everywhere.frag";
    return {shaders::source("compose_everywhere.vert"), withDefines(kFragment, defines), kFragment};
}

}  // namespace

Compositor::Compositor(TexturePool& pool)
    : m_pool(pool),
      m_codes(composeProgram("compose_codes.frag")),
      m_values(composeProgram("compose_values.frag")),
      m_hatch(composeProgram("compose_hatch.frag")),
      m_areas{composeProgram("compose_areas.frag"), composeProgram("compose_areas.frag", "#define OUTLINE\n"),
              composeProgram("compose_areas.frag", "#define HATCH\n"),
              composeProgram("compose_areas.frag", "#define HATCH\n#define OUTLINE\n")},
      m_everywhere{everywhereProgram(""), everywhereProgram("#define HATCH\n")},
      m_framebuffer(gfx::Framebuffer::make("composite")),
      m_quad(gfx::VertexArray::bare()) {}

gfx::Texture Compositor::compose(std::span<const ComposeInput> inputs, geo::Colour ground, double pixelRatio,
                                 Counters& counters) {
    auto target = m_pool.take(gfx::TextureFormat::Rgba8, "composite");
    m_framebuffer.drawInto(target);
    glDisable(GL_SCISSOR_TEST);
    const float alpha = ground.a / 255.f;
    glClearColor(ground.r / 255.f * alpha, ground.g / 255.f * alpha, ground.b / 255.f * alpha, alpha);
    glClear(GL_COLOR_BUFFER_BIT);
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    const auto side = static_cast<float>(target.width());
    bool first = ground.a == 0;
    for (const auto& input : inputs) {
        // Blending costs a read of the target: the lowest picture of a whole tile needs none.
        if (first && input.target == tiles::TilePart{})
            glDisable(GL_BLEND);
        else
            glEnable(GL_BLEND);
        first = false;
        const auto& program = prepare(input, pixelRatio);
        const auto& [tx, ty, tside] = input.target;
        const float x = static_cast<float>(tx) * side, y = static_cast<float>(ty) * side,
                    width = static_cast<float>(tside) * side;
        program.set("u_target", x, y, width, width);
        program.set("u_targetOrigin", x, y);
        program.set("u_source", static_cast<float>(input.source.x) * side, static_cast<float>(input.source.y) * side,
                    static_cast<float>(input.source.side / tside));
        program.set("u_opacity", static_cast<float>(input.layer->opacity));
        m_quad.drawQuads(1);
        ++counters.drawCalls;
    }
    ++counters.tilesComposed;
    return target;
}

const gfx::Program& Compositor::prepare(const ComposeInput& input, double pixelRatio) {
    const auto& content = *input.content;
    if (content.kind == Resident::Kind::Codes) {
        m_codes.use();
        m_codes.set("u_codes", 0);
        content.first.bind(0);
        input.textures->bindPalette(m_codes, 1);
        return m_codes;
    }
    if (content.kind == Resident::Kind::Values) {
        m_values.use();
        m_values.set("u_values", 0);
        content.first.bind(0);
        input.textures->bindRamp(m_values, 1);
        return m_values;
    }
    if (content.kind == Resident::Kind::Failed) {
        m_hatch.use();
        return m_hatch;
    }
    const bool hatched = input.textures->hatched();
    const auto hatchTexels = static_cast<float>(kHatchPx * std::exp2(std::round(std::log2(pixelRatio))));
    if (content.everywhere) {  // no edge, so no outline either
        const auto& program = m_everywhere[hatched ? 1 : 0];
        program.use();
        program.set("u_entry", *content.everywhere);
        input.textures->bindColours(program, 0);
        if (hatched) program.set("u_hatchTexels", hatchTexels);
        return program;
    }
    const auto& style = input.layer->style;
    const double seen = plan::outlineSeen(style, input.metresPerTexel * pixelRatio);
    const bool outlined = input.layer->source->kind() == geo::SourceKind::Areas && seen > 0;
    const auto& program = m_areas[(hatched ? 2 : 0) + (outlined ? 1 : 0)];
    program.use();
    program.set("u_first", 0);
    program.set("u_second", 1);
    content.first.bind(0);
    (content.second ? content.second : content.first).bind(1);
    program.set("u_hasSecond", content.second ? 1 : 0);
    input.textures->bindColours(program, 2);
    if (hatched) program.set("u_hatchTexels", hatchTexels);
    if (outlined) {
        const float alpha = static_cast<float>(style.outline.a / 255.0 * seen);
        program.set("u_outline", style.outline.r / 255.f * alpha, style.outline.g / 255.f * alpha,
                    style.outline.b / 255.f * alpha, alpha);
        program.set("u_outlineWidth", static_cast<float>(style.outlinePx * pixelRatio));
        constexpr int kFarthest = 8;  // a line of 16 texels
        program.set("u_outlineReach", std::clamp(static_cast<int>(std::ceil(style.outlinePx * pixelRatio / 2)), 1, kFarthest));
    }
    return program;
}

}  // namespace render
