#include "viewer/render/composite_store.h"

#include <algorithm>

namespace render {

Composite* CompositeStore::use(const tiles::TileKey& key, uint64_t frame) {
    const auto found = m_composites.find(key);
    if (found == m_composites.end()) return nullptr;
    found->second.lastUsed = frame;
    return &found->second;
}

const Composite* CompositeStore::find(const tiles::TileKey& key) const {
    const auto found = m_composites.find(key);
    return found == m_composites.end() ? nullptr : &found->second;
}

Composite& CompositeStore::at(const tiles::TileKey& key, uint64_t frame) {
    auto& composite = m_composites[key];
    composite.lastUsed = frame;
    return composite;
}

void CompositeStore::rename(uint32_t from, uint32_t to) {
    if (from == to) return;
    std::vector<tiles::TileKey> keys;
    for (const auto& [key, composite] : m_composites) {
        if (key.source != from) continue;
        if (const auto other = m_composites.find({to, key.resolution0, key.id}); other == m_composites.end())
            keys.push_back(key);
        else
            other->second.seen = other->second.seen || composite.seen;
    }
    for (const auto& key : keys) {
        auto node = m_composites.extract(key);
        node.key().source = to;
        m_composites.insert(std::move(node));
    }
}

std::vector<Slab> CompositeStore::take(std::vector<Slab>& from) {
    for (const auto& slab : from) m_bytes -= slab.picture.bytes(), --m_textures;
    return std::exchange(from, {});
}

void CompositeStore::keep(std::vector<Slab>& in, std::vector<Slab> slabs) {
    for (const auto& slab : slabs) m_bytes += slab.picture.bytes(), ++m_textures;
    in = std::move(slabs);
}

void CompositeStore::drop(std::vector<Slab> slabs) {
    for (auto& slab : slabs) m_pool.giveBack(std::move(slab.picture));
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
    drop(take(composite.slabs));
    drop(take(composite.moving));
}

}  // namespace render
