#include "viewer/render/composite_store.h"

#include <algorithm>

namespace render {

Composite* CompositeStore::use(const tiles::TileKey& key, uint64_t frame) {
    const auto found = m_composites.find(key);
    if (found == m_composites.end()) return nullptr;
    found->second.lastUsed = frame;
    return &found->second;
}

Composite& CompositeStore::put(const tiles::TileKey& key, Composite composite) {
    for (const auto& slab : composite.slabs) m_bytes += slab.picture.bytes(), ++m_textures;
    auto& place = m_composites[key];
    release(place);
    place = std::move(composite);
    return place;
}

void CompositeStore::evict(size_t budget, uint64_t frame) {
    if (m_bytes <= budget) return;
    std::vector<std::pair<uint64_t, tiles::TileKey>> idle;
    for (const auto& [key, composite] : m_composites)
        if (composite.lastUsed < frame) idle.emplace_back(composite.lastUsed, key);
    std::ranges::sort(idle, {}, [](const auto& entry) { return entry.first; });
    for (const auto& [used, key] : idle) {
        if (m_bytes <= budget) return;
        const auto found = m_composites.find(key);
        release(found->second);
        m_composites.erase(found);
    }
}

void CompositeStore::release(Composite& composite) {
    for (auto& slab : composite.slabs) {
        m_bytes -= slab.picture.bytes();
        --m_textures;
        m_pool.giveBack(std::move(slab.picture));
    }
    composite.slabs.clear();
}

}  // namespace render
