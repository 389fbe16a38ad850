#include "viewer/engine/tile_view.h"

namespace engine {

uint64_t mixed(uint64_t hash, uint64_t value) {
    hash ^= value + 0x9E3779B97F4A7C15ull + (hash << 6) + (hash >> 2);
    return hash * 0xFF51AFD7ED558CCDull;
}

LayerOnTile resolve(const ActiveLayer& layer, const geo::TileScheme& scheme, const geo::TileId& id, render::TileStore& store,
                    uint64_t frame) {
    constexpr int kAncestors = 8;
    const auto& source = *layer.layer->source;
    LayerOnTile on;
    on.wanted = tiles::contentTile(scheme, id, source.nativeResolution());
    if (!source.extent().intersects(scheme.extent(on.wanted))) {
        on.final = true;
        return on;
    }
    const auto find = [&](const geo::TileId& tile) { return store.use({layer.source, scheme.resolution0, tile}, frame); };
    if (const auto* own = find(on.wanted)) {
        on.add(own, on.wanted);
        on.final = own->revision == layer.revision;
        return on;
    }
    for (int up = 1; up <= std::min(kAncestors, on.wanted.level); ++up)
        if (const auto* coarser = find(on.wanted.ancestor(up)); coarser && coarser->kind != render::Resident::Kind::Failed) {
            on.add(coarser, on.wanted.ancestor(up));
            return on;
        }
    if (on.wanted != id) return on;
    for (int child = 0; child < 4; ++child)
        if (const auto* finer = find(id.child(child)); finer && finer->kind != render::Resident::Kind::Failed)
            on.add(finer, id.child(child));
    return on;
}

TileView viewTile(std::span<const ActiveLayer> layers, const geo::TileScheme& scheme, const tiles::CoverTile& tile,
                  render::TileStore& store, uint64_t frame) {
    TileView view{tile.id, tile.visible, tile.distance, {}, 0, true, true, false, false};
    view.layers.reserve(layers.size());
    for (const auto& layer : layers) {
        const auto& on = view.layers.emplace_back(resolve(layer, scheme, tile.id, store, frame));
        view.final = view.final && on.final;
        view.pictured = view.pictured && (on.final || layer.points());
        view.contents = mixed(view.contents, layer.source);
        for (const auto& piece : on.shown()) {
            view.contents = mixed(mixed(view.contents, piece.content->serial), std::hash<geo::TileId>()(piece.from));
            view.anything = true;
            view.lines = view.lines || piece.content->kind == render::Resident::Kind::Lines;
        }
    }
    return view;
}

Overlap overlapOf(const geo::TileId& from, const geo::TileId& id) {
    if (from.covers(id)) return {tiles::partOf(from, id), {}};
    return {{}, tiles::partOf(id, from)};
}

uint64_t styleOf(std::span<const ActiveLayer> layers, std::optional<geo::Colour> ground) {
    uint64_t hash =
        ground ? 1u + (uint64_t{ground->r} << 24 | uint64_t{ground->g} << 16 | uint64_t{ground->b} << 8 | ground->a) : 0;
    for (const auto& layer : layers)
        hash = mixed(mixed(mixed(hash, layer.source), layer.textures->revision()), static_cast<uint64_t>(layer.index));
    return hash;
}

}  // namespace engine
