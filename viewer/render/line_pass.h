#pragma once

#include <span>
#include <vector>

#include "viewer/render/layer_textures.h"
#include "viewer/render/target.h"
#include "viewer/render/tile_store.h"
#include "viewer/tiles/tile_planner.h"

namespace render {

/// Lines of one tile to draw on a part of it.
struct LineDraw {
    const Resident* content = nullptr;
    plan::TilePlacement place;      ///< of the content's own tile
    tiles::TilePart part;           ///< of that tile: what lies outside belongs to a neighbour
    plan::TilePlacement partPlace;  ///< of that part
};

/// A line on the screen with one style: highlights, graticule.
struct ScreenStroke {
    std::vector<geo::Point> points;  ///< device px
};

/// Strokes line segments with round ends, anti-aliased by distance. GL thread only.
class LinePass {
public:
    LinePass();
    /// Casings of all tiles first, then fills: so that crossings open, and seams do not show. `scale` is target px per device px.
    /// A translucent layer is drawn apart and laid over the bound framebuffer as a whole: joints and crossings do not add up.
    void draw(const Target& target, std::span<const LineDraw> draws, const LayerTextures& textures, double scale, double opacity,
              Counters& counters);
    /// Screen lines: colour alpha not premultiplied, widths in device px.
    void drawStrokes(const Target& target, std::span<const ScreenStroke> strokes, const plan::LineClassStyle& style,
                     Counters& counters);

private:
    void drawOpaque(const Target& target, std::span<const LineDraw> draws, const LayerTextures& textures, double scale,
                    Counters& counters) const;
    void beginLayer(const Target& target);

    gfx::Program m_program, m_layerProgram;
    gfx::Texture m_layer;  // at least as large as the largest target so far
    gfx::Framebuffer m_layerFramebuffer;
    gfx::VertexArray m_quad;
    gfx::Texture m_strokeStyle;
    gfx::Buffer m_strokeBuffer;
    gfx::VertexArray m_strokeArray;
};

}  // namespace render
