#pragma once

#include <span>
#include <vector>

#include "viewer/render/line_pass.h"
#include "viewer/render/quad_pass.h"
#include "viewer/render/texture_pool.h"

namespace render {

/// One thing that goes into the picture of a tile: a picture of areas, or the lines of a layer.
struct BakeStep {
    const gfx::Texture* picture = nullptr;
    bool opaque = false;  ///< the picture: what lies below does not matter
    std::vector<LineDraw> lines;
    const LayerTextures* textures = nullptr;  ///< of the lines
    double opacity = 1;
};

/// Draws lines and areas of a tile into one picture, so that a moving map is one quad a tile. GL thread only.
class Baker {
public:
    Baker(TexturePool& pool, LinePass& lines, const QuadPass& quads);

    /// Where the tile `source` of `target` parts lies in a composite, whose row 0 is the north: see overlapOf.
    [[nodiscard]] plan::TilePlacement place(const tiles::TilePart& source, const tiles::TilePart& target) const;
    /// Over `ground`, bottom to top. `texelsPerPixel`: of the composite per device pixel on the screen.
    [[nodiscard]] gfx::Texture bake(std::span<const BakeStep> steps, geo::Colour ground, double texelsPerPixel,
                                    Counters& counters);

private:
    TexturePool& m_pool;
    LinePass& m_lines;
    const QuadPass& m_quads;
    gfx::Framebuffer m_framebuffer;
};

}  // namespace render
