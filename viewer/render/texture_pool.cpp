#include "viewer/render/texture_pool.h"

namespace render {

gfx::Texture TexturePool::take(gfx::TextureFormat format, const char* label) {
    auto& idle = m_idle[format];
    if (idle.empty()) return {format, m_sidePx, m_sidePx, label, format == gfx::TextureFormat::Rgba8};
    auto texture = std::move(idle.back());
    idle.pop_back();
    m_idleBytes -= texture.bytes();
    return texture;
}

void TexturePool::giveBack(gfx::Texture texture) {
    if (!texture) return;
    m_idleBytes += texture.bytes();
    m_idle[texture.format()].push_back(std::move(texture));
}

void TexturePool::clear() {
    m_idle.clear();
    m_idleBytes = 0;
}

}  // namespace render
