#pragma once

#include "viewer/render/statistics.h"
#include "viewer/render/target.h"
#include "viewer/tiles/tile_planner.h"

namespace render {

/// How a composite is sampled: nearest, bilinear, or bilinear with enlarged texels kept crisp. From cheap to dear.
enum class Sampling { Fetch, Linear, Smooth };

/// Draws composites, one textured quad a tile. GL thread only.
class QuadPass {
public:
    QuadPass();
    /// `part` is what of the composite is shown on the tile at `place`. `pixelsPerTexel` in device px, for Smooth.
    void draw(const Target& target, const plan::TilePlacement& place, const gfx::Texture& composite, const tiles::TilePart& part,
              Sampling sampling, double pixelsPerTexel, Counters& counters) const;

private:
    gfx::Program m_fetch, m_linear, m_smooth;
    gfx::VertexArray m_quad;
};

}  // namespace render
