#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "viewer/gfx/objects.h"
#include "viewer/render/statistics.h"
#include "viewer/render/texture_pool.h"
#include "viewer/tiles/tile_loader.h"

namespace render {

/// A tile's content on the GPU: codes and values, never colours.
struct Resident {
    enum class Kind { Empty, Codes, Values, Areas, Lines, Points, Failed };
    Kind kind = Kind::Empty;
    gfx::Texture first, second;          ///< codes, values or features; runner-up features
    std::optional<uint32_t> everywhere;  ///< the entry of all texels of an area that covers the tile: then there are no textures
    gfx::Buffer buffer;                  ///< lines, points, runs of areas
    gfx::VertexArray instances;          ///< of areas: runs whose texels differ
    int instanceCount = 0;
    gfx::VertexArray plain;  ///< runs of areas whose texels are all the same
    int plainCount = 0;
    std::vector<geo::PointFeature> points;  ///< kept for labels, most important first
    tiles::Present present;                 ///< classes that occur
    std::string problem;                    ///< the sentence, when Failed
    uint64_t revision = 0;                  ///< of the source when it was read
    uint64_t serial = 0;                    ///< a new number for every content: composites know their inputs by it
    uint64_t lastUsed = 0;                  ///< frame
    size_t bytes = 0;

    [[nodiscard]] bool areal() const {
        return kind == Kind::Codes || kind == Kind::Values || kind == Kind::Areas || kind == Kind::Failed;
    }
};

/// All contents on the GPU, by tile. GL thread only.
class TileStore {
public:
    explicit TileStore(TexturePool& pool) : m_pool(pool) {}

    /// Takes a read tile to the GPU; replaces an older one. Returns the bytes that were uploaded.
    size_t put(tiles::LoadedTile&& loaded, uint64_t frame, Counters& counters);
    /// Marks it as used in this frame; nullptr if it is not here.
    [[nodiscard]] const Resident* use(const tiles::TileKey& key, uint64_t frame);
    [[nodiscard]] const Resident* find(const tiles::TileKey& key) const;
    /// Drops least recently used contents until `bytes()` is at most `budget`; those used in `frame` stay.
    void evict(size_t budget, uint64_t frame);
    void dropSource(uint32_t source);

    [[nodiscard]] size_t bytes() const { return m_bytes; }
    [[nodiscard]] size_t textures() const;

private:
    using Tiles = std::unordered_map<tiles::TileKey, Resident, tiles::TileKeyHash>;
    void recycle(Resident& resident);
    Tiles::iterator erase(Tiles::iterator tile);

    TexturePool& m_pool;
    Tiles m_tiles;
    size_t m_bytes = 0;
    uint64_t m_serial = 0;
};

}  // namespace render
