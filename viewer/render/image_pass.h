#pragma once

#include <vector>

#include "viewer/render/statistics.h"
#include "viewer/render/target.h"

namespace render {

/// A rectangle of a texture, drawn pixel for pixel.
struct ImagePlace {
    float x = 0, y = 0, width = 0, height = 0;  ///< device px, whole numbers
    float sourceX = 0, sourceY = 0;             ///< texels
};

/// Draws labels and furniture: premultiplied pictures at whole device pixels. GL thread only.
class ImagePass {
public:
    ImagePass();
    void draw(const Target& target, const gfx::Texture& texture, const std::vector<ImagePlace>& places, Counters& counters);

private:
    gfx::Program m_program;
    gfx::Buffer m_buffer;
    gfx::VertexArray m_array;
};

}  // namespace render
