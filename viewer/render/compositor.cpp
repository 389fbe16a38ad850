#include "viewer/render/compositor.h"

#include <cmath>

#include "shaders/source.h"
#include "viewer/gfx/gl.h"

namespace render {
namespace {

constexpr double kHatchPx = 8;  // between strokes: a power of two, as strokes go on in the next tile

gfx::Program program(const char* vertex, const char* fragment, const char* defines = "") {
    const auto withDefines = [defines](const char* name) {
        std::string source(shaders::source(name));
        return source.insert(source.find('\n') + 1, defines);
    };
    return {withDefines(vertex), withDefines(fragment), fragment};
}

gfx::Program composeProgram(const char* fragment) { return program("compose.vert", fragment); }

gfx::Program areasProgram(const char* defines) { return program("compose_runs.vert", "compose_areas.frag", defines); }

void setPlace(const gfx::Program& program, const ComposeInput& input, float side) {
    const auto& [tx, ty, tside] = input.target;
    const float x = static_cast<float>(tx) * side, y = static_cast<float>(ty) * side, width = static_cast<float>(tside) * side;
    program.set("u_target", x, y, width, width);
    program.set("u_targetOrigin", x, y);
    program.set("u_source", static_cast<float>(input.source.x) * side, static_cast<float>(input.source.y) * side,
                static_cast<float>(input.source.side / tside));
    program.set("u_opacity", static_cast<float>(input.layer->opacity));
}

float hatchTexels(double pixelRatio) { return static_cast<float>(kHatchPx * std::exp2(std::round(std::log2(pixelRatio)))); }

}  // namespace

Compositor::Compositor(TexturePool& pool)
    : m_pool(pool),
      m_codes(composeProgram("compose_codes.frag")),
      m_values(composeProgram("compose_values.frag")),
      m_hatch(composeProgram("compose_hatch.frag")),
      m_areas{areasProgram(""), areasProgram("#define OUTLINE\n"), areasProgram("#define HATCH\n"),
              areasProgram("#define HATCH\n#define OUTLINE\n")},
      m_plain{program("compose_runs.vert", "compose_everywhere.frag", "#define PLAIN\n"),
              program("compose_runs.vert", "compose_everywhere.frag", "#define PLAIN\n#define HATCH\n")},
      m_everywhere{program("compose_everywhere.vert", "compose_everywhere.frag"),
                   program("compose_everywhere.vert", "compose_everywhere.frag", "#define HATCH\n")},
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
        draw(input, pixelRatio, side, counters);
    }
    ++counters.tilesComposed;
    return target;
}

void Compositor::draw(const ComposeInput& input, double pixelRatio, float targetSide, Counters& counters) {
    if (input.content->kind == Resident::Kind::Areas) return drawAreas(input, pixelRatio, targetSide, counters);
    setPlace(prepare(input), input, targetSide);
    m_quad.drawQuads(1);
    ++counters.drawCalls;
}

const gfx::Program& Compositor::prepare(const ComposeInput& input) {
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
    m_hatch.use();
    return m_hatch;
}

void Compositor::drawAreas(const ComposeInput& input, double pixelRatio, float targetSide, Counters& counters) {
    const auto& content = *input.content;
    const bool hatched = input.textures->hatched();
    const auto drawOneColour = [&](const gfx::Program& program, const gfx::VertexArray& quads, int count) {
        program.use();
        if (content.everywhere) program.set("u_entry", *content.everywhere);
        input.textures->bindColours(program, 0);
        if (hatched) program.set("u_hatchTexels", hatchTexels(pixelRatio));
        setPlace(program, input, targetSide);
        quads.drawQuads(count);
        ++counters.drawCalls;
    };
    if (content.everywhere)  // no edge, so no outline either
        return drawOneColour(m_everywhere[hatched ? 1 : 0], m_quad, 1);
    const double seen = plan::outlineSeen(input.layer->style, input.metresPerTexel * pixelRatio);
    const bool outlined = input.layer->source->kind() == geo::SourceKind::Areas && seen > 0;
    if (content.plainCount > 0 && !outlined) drawOneColour(m_plain[hatched ? 1 : 0], content.plain, content.plainCount);
    const bool plainToo = content.plainCount > 0 && outlined;  // a neighbour's outline reaches into them
    if (content.instanceCount == 0 && !plainToo) return;
    setPlace(prepareAreas(input, pixelRatio, outlined), input, targetSide);
    if (plainToo) content.plain.drawQuads(content.plainCount), ++counters.drawCalls;
    if (content.instanceCount > 0) content.instances.drawQuads(content.instanceCount), ++counters.drawCalls;
}

const gfx::Program& Compositor::prepareAreas(const ComposeInput& input, double pixelRatio, bool outlined) {
    const auto& content = *input.content;
    const auto& style = input.layer->style;
    const bool hatched = input.textures->hatched();
    const auto& program = m_areas[(hatched ? 2 : 0) + (outlined ? 1 : 0)];
    program.use();
    program.set("u_first", 0);
    program.set("u_second", 1);
    content.first.bind(0);
    (content.second ? content.second : content.first).bind(1);
    program.set("u_hasSecond", content.second ? 1 : 0);
    input.textures->bindColours(program, 2);
    if (hatched) program.set("u_hatchTexels", hatchTexels(pixelRatio));
    if (!outlined) return program;
    const double seen = plan::outlineSeen(style, input.metresPerTexel * pixelRatio);
    const float alpha = static_cast<float>(style.outline.a / 255.0 * seen);
    program.set("u_outline", style.outline.r / 255.f * alpha, style.outline.g / 255.f * alpha, style.outline.b / 255.f * alpha,
                alpha);
    program.set("u_outlineWidth", static_cast<float>(style.outlinePx * pixelRatio));
    constexpr int kFarthest = 8;  // a line of 16 texels
    program.set("u_outlineReach", std::clamp(static_cast<int>(std::ceil(style.outlinePx * pixelRatio / 2)), 1, kFarthest));
    return program;
}

}  // namespace render
