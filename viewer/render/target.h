#pragma once

#include <utility>

#include "viewer/gfx/gl.h"
#include "viewer/gfx/program.h"
#include "viewer/plan/screen.h"

namespace render {

/// The framebuffer that is drawn into, device px.
struct Target {
    int width = 1, height = 1;
};

/// Around a target there is room for what lies partly beside it, tiles and strokes of up to so many px: OpenGL would cut them at
/// the edge, and a cut edge lies a little elsewhere, so that pieces of a page would not be the same as the whole. As
/// lib/screen.glsl.
inline constexpr int kGuardPx = 2048;

/// For the passes, which draw by device px; after a framebuffer is bound.
inline void setViewport(const Target& target) {
    glViewport(-kGuardPx, -kGuardPx, target.width + 2 * kGuardPx, target.height + 2 * kGuardPx);
}

/// Sets the uniforms by which a pass knows where a tile lies: u_viewport, u_origin, u_east, u_south, u_bent.
inline void placeTile(const gfx::Program& program, const Target& target, const plan::TilePlacement& tile) {
    program.set("u_viewport", static_cast<float>(target.width), static_cast<float>(target.height));
    program.set("u_origin", static_cast<float>(tile.x), static_cast<float>(tile.y));
    program.set("u_east", static_cast<float>(tile.eastX), static_cast<float>(tile.eastY));
    program.set("u_south", static_cast<float>(tile.southX), static_cast<float>(tile.southY));
    program.set("u_bent", static_cast<float>(tile.bentX), static_cast<float>(tile.bentY));
}

/// Sets what lib/owned.glsl asks for: the edges of the part of a tile that is drawn. Of a picture that is upside down (its sides
/// turn the other way round) the south is taken for the north.
inline void setOwned(const gfx::Program& program, const plan::TilePlacement& part) {
    struct Edge {
        double x, y, eastX, eastY;
    };
    Edge north{part.x, part.y, part.x + part.eastX, part.y + part.eastY};
    Edge south{part.x + part.southX, part.y + part.southY, north.eastX + part.southX + part.bentX,
               north.eastY + part.southY + part.bentY};
    if (part.eastX * part.southY - part.eastY * part.southX < 0) std::swap(north, south);
    program.set("u_westEdge", static_cast<float>(north.x), static_cast<float>(north.y), static_cast<float>(south.x),
                static_cast<float>(south.y));
    program.set("u_eastEdge", static_cast<float>(north.eastX), static_cast<float>(north.eastY), static_cast<float>(south.eastX),
                static_cast<float>(south.eastY));
}

/// Sets the way back from device px, relative to the tile's corner, to tile-local: rows of the inverse of (east, south).
inline void setToLocal(const gfx::Program& program, const plan::TilePlacement& tile) {
    const double determinant = tile.eastX * tile.southY - tile.southX * tile.eastY;
    program.set("u_toLocal", static_cast<float>(tile.southY / determinant), static_cast<float>(-tile.southX / determinant),
                static_cast<float>(-tile.eastY / determinant), static_cast<float>(tile.eastX / determinant));
}

}  // namespace render
