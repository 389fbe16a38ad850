#pragma once

#include <unordered_map>
#include <vector>

#include "viewer/render/texture_pool.h"
#include "viewer/tiles/tile_loader.h"

namespace render {

/// Layers of a tile that lie on each other, as one picture.
struct Slab {
    int layer = 0;  ///< index in the scene of the lowest one: when it is drawn
    gfx::Texture picture;
    bool opaque = false;   ///< composed over the map's background: nothing lies below
    bool strokes = false;  ///< lines are in it
    uint64_t made = 0;     ///< hash of all it was made of
};

/// The coloured pictures of one tile. Derived: whatever is in it can be made again from the contents.
struct Composite {
    std::vector<Slab> slabs;   ///< areas between which lines and symbols are drawn, bottom to top; none: nothing areal here
    std::vector<Slab> moving;  ///< the same with lines in them, for when the camera moves; none where there are no lines
    double movingScale = 0;    ///< metres per device pixel that the lines were made for
    uint64_t baked = 0;        ///< hash of all they were made of
    uint64_t toBake = 0;       ///< and of what they are to be made of
    bool seen = false;         ///< has been on the screen with its lines
    bool lines = false;        ///< lines are among the contents
    uint64_t contents = 0;     ///< what it was made of: contents and their tiles
    uint64_t style = 0;        ///< and with what layers and styles
    bool final = false;        ///< every layer's own content was there
    uint64_t lastUsed = 0;     ///< frame
};

/// Composites by tile; the source of the key stands for the layers that are in them. GL thread only.
class CompositeStore {
public:
    explicit CompositeStore(TexturePool& pool) : m_pool(pool) {}

    /// Marks it as used in this frame; nullptr if there is none.
    [[nodiscard]] Composite* use(const tiles::TileKey& key, uint64_t frame);
    [[nodiscard]] const Composite* find(const tiles::TileKey& key) const;
    /// The composite of a tile, made if there is none.
    [[nodiscard]] Composite& at(const tiles::TileKey& key, uint64_t frame);
    /// Composites of one source are those of another from now on, where that has none for the tile; it has been seen as they
    /// were.
    void rename(uint32_t from, uint32_t to);
    /// Moves slabs out of a composite and into one; what is taken and not kept is to be dropped.
    [[nodiscard]] std::vector<Slab> take(std::vector<Slab>& from);
    void keep(std::vector<Slab>& in, std::vector<Slab> slabs);
    void drop(std::vector<Slab> slabs);
    /// As TileStore::evict.
    void evict(size_t budget, uint64_t frame);
    [[nodiscard]] size_t bytes() const { return m_bytes; }
    [[nodiscard]] size_t textures() const { return m_textures; }

private:
    void release(Composite& composite);

    TexturePool& m_pool;
    std::unordered_map<tiles::TileKey, Composite, tiles::TileKeyHash> m_composites;
    size_t m_bytes = 0, m_textures = 0;
};

}  // namespace render
