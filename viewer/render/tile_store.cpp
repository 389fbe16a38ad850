#include "viewer/render/tile_store.h"

#include <algorithm>
#include <cmath>

namespace render {
namespace {

using Kind = Resident::Kind;

/// A segment as line.vert takes it.
struct LineInstance {
    float x0, y0, x1, y1;
    uint32_t feature;
    float along;  // length of the line before this segment, tile sides: dashes run on over the joints
};

std::vector<LineInstance> lineInstances(const geo::LineContent& content) {
    std::vector<LineInstance> instances;
    instances.reserve(content.segments.size());
    for (const auto& s : content.segments) {
        float along = 0;
        if (!instances.empty()) {
            const auto& last = instances.back();
            if (last.feature == s.feature && last.x1 == s.x0 && last.y1 == s.y0)
                along = last.along + std::hypot(last.x1 - last.x0, last.y1 - last.y0);
        }
        instances.push_back({s.x0, s.y0, s.x1, s.y1, s.feature, along});
    }
    return instances;
}

/// Turns one kind of content into a Resident.
struct Upload {
    TexturePool& pool;
    Resident& to;

    template <class T>
    gfx::Texture texture(gfx::TextureFormat format, const std::vector<T>& texels, const char* label) const {
        auto texture = pool.take(format, label);
        if (texels.size() * sizeof(T) >= texture.bytes())
            texture.upload(0, 0, texture.width(), texture.height(), gfx::bytesOf(texels));
        return texture;
    }
    [[nodiscard]] gfx::VertexArray runArray(size_t from) const {
        const size_t offset = from * sizeof(tiles::AreaRun);
        return {to.buffer,
                sizeof(tiles::AreaRun),
                {{0, 4, gfx::AttributeType::Float, offset},
                 {1, 1, gfx::AttributeType::UnsignedInt, offset + offsetof(tiles::AreaRun, entry)}}};
    }
    void operator()(const geo::EmptyContent&) const { to.kind = Kind::Empty; }
    void operator()(const geo::CodeContent& c) const {
        to.kind = Kind::Codes;
        to.first = c.codes16.empty() ? texture(gfx::TextureFormat::R8ui, c.codes8, "codes")
                                     : texture(gfx::TextureFormat::R16ui, c.codes16, "codes");
    }
    void operator()(const geo::ValueContent& c) const {
        to.kind = Kind::Values;
        to.first = texture(gfx::TextureFormat::R32f, c.values, "values");
    }
    void operator()(const tiles::AreasWithRuns& areas) const {
        const auto& [plain, mixed] = areas.runs();
        if (mixed.empty() && plain.empty()) return (*this)(geo::EmptyContent{});
        to.kind = Kind::Areas;
        const auto side = static_cast<float>(pool.sidePx());
        if (mixed.empty() && plain.front().width == side && plain.front().height == side) {
            to.everywhere = plain.front().entry;
            return;
        }
        auto all = plain;
        all.insert(all.end(), mixed.begin(), mixed.end());
        to.buffer = gfx::Buffer(gfx::bytesOf(all), "runs of areas");
        to.plain = runArray(0), to.plainCount = static_cast<int>(plain.size());
        to.instances = runArray(plain.size()), to.instanceCount = static_cast<int>(mixed.size());
        const auto& [first, second] = areas.content();
        to.first = texture(gfx::TextureFormat::R32ui, first, "features");
        if (!second.empty()) to.second = texture(gfx::TextureFormat::R32ui, second, "runner-up features");
    }
    void operator()(const geo::LineContent& c) const {
        if (c.segments.empty()) return (*this)(geo::EmptyContent{});
        to.kind = Kind::Lines;
        const auto lines = lineInstances(c);
        to.buffer = gfx::Buffer(gfx::bytesOf(lines), "lines");
        to.instances = gfx::VertexArray(to.buffer, sizeof(LineInstance),
                                        {{0, 4, gfx::AttributeType::Float, 0},
                                         {1, 1, gfx::AttributeType::UnsignedInt, offsetof(LineInstance, feature)},
                                         {2, 1, gfx::AttributeType::Float, offsetof(LineInstance, along)}});
        to.instanceCount = static_cast<int>(lines.size());
    }
    void operator()(geo::PointContent& c) const {
        if (c.points.empty()) return (*this)(geo::EmptyContent{});
        to.kind = Kind::Points;
        to.points = std::move(c.points);
        const std::vector<geo::PointFeature> leastFirst(to.points.rbegin(), to.points.rend());  // the last drawn lies on top
        to.buffer = gfx::Buffer(gfx::bytesOf(leastFirst), "points");
        to.instances = gfx::VertexArray(to.buffer, sizeof(geo::PointFeature),
                                        {{0, 2, gfx::AttributeType::Float, 0},
                                         {1, 1, gfx::AttributeType::UnsignedInt, offsetof(geo::PointFeature, feature)}});
        to.instanceCount = static_cast<int>(to.points.size());
    }
};

}  // namespace

size_t TileStore::put(tiles::LoadedTile&& loaded, uint64_t frame, Counters& counters) {
    auto& resident = m_tiles[loaded.key];
    m_bytes -= resident.bytes;
    recycle(resident);
    resident = Resident{};
    if (loaded.content) {
        std::visit(Upload{m_pool, resident}, *loaded.content);
    } else {
        resident.kind = Kind::Failed;
        resident.problem = geo::describe(loaded.content.error());
    }
    const auto textureBytes = [](const gfx::Texture& t) { return t ? t.bytes() : 0; };
    resident.bytes = textureBytes(resident.first) + textureBytes(resident.second) + resident.buffer.bytes();
    resident.present = std::move(loaded.present);
    resident.revision = loaded.revision;
    resident.serial = ++m_serial;
    resident.lastUsed = frame;
    m_bytes += resident.bytes;
    ++counters.tilesUploaded;
    counters.bytesUploaded += resident.bytes;
    return resident.bytes;
}

const Resident* TileStore::use(const tiles::TileKey& key, uint64_t frame) {
    const auto tile = m_tiles.find(key);
    if (tile == m_tiles.end()) return nullptr;
    tile->second.lastUsed = frame;
    return &tile->second;
}

const Resident* TileStore::find(const tiles::TileKey& key) const {
    const auto tile = m_tiles.find(key);
    return tile == m_tiles.end() ? nullptr : &tile->second;
}

void TileStore::evict(size_t budget, uint64_t frame) {
    if (m_bytes <= budget) return;
    std::vector<std::pair<uint64_t, tiles::TileKey>> idle;
    for (const auto& [key, resident] : m_tiles)
        if (resident.lastUsed < frame) idle.emplace_back(resident.lastUsed, key);
    std::ranges::sort(idle, {}, [](const auto& entry) { return entry.first; });
    for (const auto& [used, key] : idle) {
        if (m_bytes <= budget) return;
        erase(m_tiles.find(key));
    }
}

void TileStore::dropSource(uint32_t source) {
    for (auto tile = m_tiles.begin(); tile != m_tiles.end();) tile = tile->first.source == source ? erase(tile) : std::next(tile);
}

size_t TileStore::textures() const {
    size_t count = 0;
    for (const auto& [key, resident] : m_tiles) count += (resident.first ? 1u : 0u) + (resident.second ? 1u : 0u);
    return count;
}

void TileStore::recycle(Resident& resident) {
    m_pool.giveBack(std::move(resident.first));
    m_pool.giveBack(std::move(resident.second));
}

TileStore::Tiles::iterator TileStore::erase(Tiles::iterator tile) {
    m_bytes -= tile->second.bytes;
    recycle(tile->second);
    return m_tiles.erase(tile);
}

}  // namespace render
