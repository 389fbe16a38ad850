#include "viewer/engine/composer.h"

namespace engine {
namespace {

using render::Composite;
using render::Resident;

constexpr int kAncestors = 10;

tiles::TileKey keyOf(const Composer::Input& input, const geo::TileId& id) { return {0, input.scheme.resolution0, id}; }

}  // namespace

Composer::Outcome Composer::update(const Input& input, render::Counters& counters) {
    Outcome outcome;
    m_style = styleOf(input.layers, input.ground);
    bool first = true;
    const auto withinBudget = [&] {
        const std::chrono::duration<double, std::milli> used = std::chrono::steady_clock::now() - input.start;
        return input.budget.unlimited || std::exchange(first, false) || used.count() < input.budget.milliseconds;
    };
    std::vector<const TileView*> provisional;
    for (const auto& tile : input.tiles) {
        const auto* composite = m_composites.use(keyOf(input, tile.id), input.frame);
        const bool restyled = composite && composite->style != m_style;
        if (composite && !restyled && composite->contents == tile.contents && composite->final == tile.final) continue;
        if (restyled && tile.visible) {  // at once, whatever it costs: a change of style is seen whole in the next frame
            (void)compose(input, tile, counters);
            continue;
        }
        const bool blank = !composite && tile.visible && tile.anything && !standsIn(input, tile.id);
        if (tile.final || (blank && !input.budget.unlimited)) {
            if (withinBudget())
                (void)compose(input, tile, counters);
            else
                outcome.workLeft = true, outcome.upToDate = outcome.upToDate && !tile.visible;
        } else if (tile.visible && tile.anything && !input.budget.unlimited) {
            provisional.push_back(&tile);
        }
    }
    // What is not complete yet is shown as far as it is there, with time that nothing else needs.
    for (const auto* tile : provisional) {
        const auto* composite = m_composites.use(keyOf(input, tile->id), input.frame);
        if (composite && composite->contents == tile->contents) continue;
        if (!outcome.workLeft && withinBudget())
            (void)compose(input, *tile, counters);
        else
            outcome.workLeft = true;
    }
    for (const auto& tile : input.tiles)
        if (tile.visible) show(input, tile, outcome.quads, counters);
    return outcome;
}

const Composite& Composer::compose(const Input& input, const TileView& tile, render::Counters& counters) {
    Composite composite{{}, tile.contents, m_style, tile.final, input.frame};
    std::vector<render::ComposeInput> inputs;
    int lowest = 0;
    bool onGround = true;  // nothing was drawn below
    const auto close = [&] {
        if (inputs.empty()) return;
        const auto ground = onGround ? input.ground.value_or(geo::Colour{0, 0, 0, 0}) : geo::Colour{0, 0, 0, 0};
        composite.slabs.push_back({lowest, m_compositor.compose(inputs, ground, input.pixelRatio, counters), ground.a == 255});
        onGround = false;
        inputs.clear();
    };
    for (size_t i = 0; i < input.layers.size(); ++i) {
        const auto& layer = input.layers[i];
        const auto kind = layer.layer->source->kind();
        if (inputs.empty() && (kind == geo::SourceKind::Lines || kind == geo::SourceKind::Points)) onGround = false;
        for (const auto& piece : tile.layers[i].shown()) {
            if (piece.content->areal()) {
                if (inputs.empty()) lowest = layer.index;
                const auto overlap = overlapOf(piece.from, tile.id);
                inputs.push_back({layer.layer, layer.textures, piece.content, overlap.source, overlap.target});
            } else if (piece.content->kind != Resident::Kind::Empty) {
                close();  // lines or symbols lie between this slab and the next
            }
        }
    }
    close();
    return m_composites.put(keyOf(input, tile.id), std::move(composite));
}

const Composite* Composer::fresh(const Input& input, const geo::TileId& id, render::Counters& counters) {
    const auto* composite = m_composites.use(keyOf(input, id), input.frame);
    if (!composite || composite->style == m_style) return composite;
    // A stand-in of a former style: made again of what is still here.
    return &compose(input, viewTile(input.layers, input.scheme, {id, 0, true}, m_store, input.frame), counters);
}

bool Composer::standsIn(const Input& input, const geo::TileId& id) {
    for (int up = 1; up <= std::min(kAncestors, id.level); ++up)
        if (m_composites.use(keyOf(input, id.ancestor(up)), input.frame)) return true;
    for (int child = 0; child < 4; ++child)
        if (m_composites.use(keyOf(input, id.child(child)), input.frame)) return true;
    return false;
}

void Composer::show(const Input& input, const TileView& tile, std::vector<QuadDraw>& quads, render::Counters& counters) {
    if (const auto* own = fresh(input, tile.id, counters)) {
        if (!own->slabs.empty()) quads.push_back({own, tile.id, {}, 0});
        return;
    }
    for (int up = 1; up <= std::min(kAncestors, tile.id.level); ++up) {
        const auto outer = tile.id.ancestor(up);
        if (const auto* coarser = fresh(input, outer, counters)) {
            if (!coarser->slabs.empty()) quads.push_back({coarser, tile.id, tiles::partOf(outer, tile.id), up});
            return;
        }
    }
    for (int child = 0; child < 4; ++child) {
        const auto inner = tile.id.child(child);
        if (const auto* finer = fresh(input, inner, counters)) {
            if (!finer->slabs.empty()) quads.push_back({finer, inner, {}, -1});
        }
    }
}

}  // namespace engine
