#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "viewer/engine/active_layers.h"
#include "viewer/render/tile_store.h"
#include "viewer/tiles/tile_planner.h"

namespace engine {

/// What of a layer can be shown on one tile now: its own content, an ancestor's, or its children's.
struct LayerOnTile {
    struct Piece {
        const render::Resident* content = nullptr;
        geo::TileId from;
    };
    std::array<Piece, 4> pieces;
    int count = 0;
    geo::TileId wanted;  ///< the tile to read
    bool final = false;  ///< nothing better is to come: nothing to read

    [[nodiscard]] std::span<const Piece> shown() const { return {pieces.data(), static_cast<size_t>(count)}; }
    void add(const render::Resident* content, const geo::TileId& from) { pieces[static_cast<size_t>(count++)] = {content, from}; }
};

/// All layers on one tile, in the order of the active layers, with what a composite is known by.
struct TileView {
    geo::TileId id;
    bool visible = true;
    double distance = 0;
    std::vector<LayerOnTile> layers;
    uint64_t contents = 0;  ///< hash of the contents shown
    bool final = true;      ///< of all layers
    bool pictured = true;   ///< final but for symbols, which are in no composite
    bool anything = false;  ///< some content is shown
    bool lines = false;     ///< lines among it
};

[[nodiscard]] LayerOnTile resolve(const ActiveLayer& layer, const geo::TileScheme& scheme, const geo::TileId& id,
                                  render::TileStore& store, uint64_t frame);
[[nodiscard]] TileView viewTile(std::span<const ActiveLayer> layers, const geo::TileScheme& scheme, const tiles::CoverTile& tile,
                                render::TileStore& store, uint64_t frame);

/// A hash with one more value in it; the order counts.
[[nodiscard]] uint64_t mixed(uint64_t hash, uint64_t value);

/// What part of `piece`'s tile lies on tile `id`, and where there.
struct Overlap {
    tiles::TilePart source, target;
};
[[nodiscard]] Overlap overlapOf(const geo::TileId& from, const geo::TileId& id);

/// Hash of the layers, their order and their styles, and of what they are composed over.
[[nodiscard]] uint64_t styleOf(std::span<const ActiveLayer> layers, std::optional<geo::Colour> ground = std::nullopt);

}  // namespace engine
