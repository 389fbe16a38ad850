#pragma once

#include <array>
#include <span>

#include "viewer/gfx/objects.h"
#include "viewer/render/statistics.h"
#include "viewer/render/target.h"

namespace render {

/// A strip between two edges, device px.
struct FillStrip {
    std::array<float, 4> upper, lower;  ///< left x, y, right x, y
};

/// Fills plain shapes that are cut into strips; their edges are not smoothed. GL thread only.
class FillPass {
public:
    FillPass();
    void draw(const Target& target, std::span<const FillStrip> strips, const std::array<float, 4>& fill, Counters& counters);

private:
    gfx::Program m_program;
    gfx::Buffer m_buffer;
    gfx::VertexArray m_array;
};

}  // namespace render
