#pragma once

#include <span>

#include "viewer/render/line_pass.h"

namespace render {

/// Point symbols: discs with a light outline, sized by value where there is one. GL thread only.
class DiscPass {
public:
    DiscPass();
    /// Only points whose centres lie in the given parts are drawn, so none is drawn twice.
    void draw(const Target& target, std::span<const LineDraw> draws, const LayerTextures& textures, const map::LayerStyle& style,
              double opacity, double pixelRatio, Counters& counters) const;

private:
    gfx::Program m_program;
};

}  // namespace render
