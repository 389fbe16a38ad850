#pragma once

#include <array>
#include <span>
#include <vector>

#include "viewer/gfx/program.h"
#include "viewer/render/layer_textures.h"
#include "viewer/render/tile_store.h"
#include "viewer/tiles/tile_planner.h"

namespace render {

/// One layer's content, or a part of it, laid into a part of a composite.
struct ComposeInput {
    const map::Layer* layer = nullptr;
    const LayerTextures* textures = nullptr;
    const Resident* content = nullptr;
    tiles::TilePart source;     ///< of the content
    tiles::TilePart target;     ///< of the composite
    double metresPerTexel = 1;  ///< of the composite
};

/// Resolves codes, values and features of several layers into one coloured picture of a tile, bottom to top:
/// premultiplied RGBA, row 0 at the north. GL thread only.
class Compositor {
public:
    explicit Compositor(TexturePool& pool);
    /// Over `ground`: an opaque one makes an opaque picture, which is drawn without blending.
    [[nodiscard]] gfx::Texture compose(std::span<const ComposeInput> inputs, geo::Colour ground, double pixelRatio,
                                       Counters& counters);

private:
    void draw(const ComposeInput& input, double pixelRatio, float targetSide, Counters& counters);
    void drawAreas(const ComposeInput& input, double pixelRatio, float targetSide, Counters& counters);
    const gfx::Program& prepare(const ComposeInput& input);  ///< not areas
    const gfx::Program& prepareAreas(const ComposeInput& input, double pixelRatio, bool outlined);

    TexturePool& m_pool;
    gfx::Program m_codes, m_values, m_hatch;
    std::array<gfx::Program, 4> m_areas;       // plain, outlined; the same with hatched features
    std::array<gfx::Program, 2> m_plain;       // runs of one feature; the same hatched
    std::array<gfx::Program, 2> m_everywhere;  // one feature on all of a tile; the same hatched
    gfx::Framebuffer m_framebuffer;
    gfx::VertexArray m_quad;
};

}  // namespace render
