#pragma once

#include <map>
#include <vector>

#include "viewer/gfx/objects.h"

namespace render {

/// Textures of one tile's size, used again instead of made anew: making one costs more than filling it.
class TexturePool {
public:
    explicit TexturePool(int sidePx) : m_sidePx(sidePx) {}

    [[nodiscard]] gfx::Texture take(gfx::TextureFormat format, const char* label);
    void giveBack(gfx::Texture texture);
    /// Drops idle textures; with what lives they count towards the budget.
    void clear();
    [[nodiscard]] size_t idleBytes() const { return m_idleBytes; }
    [[nodiscard]] int sidePx() const { return m_sidePx; }

private:
    int m_sidePx;
    size_t m_idleBytes = 0;
    std::map<gfx::TextureFormat, std::vector<gfx::Texture>> m_idle;
};

}  // namespace render
