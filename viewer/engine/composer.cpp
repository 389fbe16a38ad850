#include "viewer/engine/composer.h"

#include <algorithm>
#include <array>

namespace engine {
namespace {

using render::Composite;
using render::Resident;

constexpr int kAncestors = 10;
constexpr int kLongestHeld = 45;  // frames
constexpr geo::Colour kNothing{0, 0, 0, 0};

/// Areas that lie on each other without lines or symbols between.
struct Group {
    int lowest = 0;
    std::vector<render::ComposeInput> inputs;
    geo::Colour ground = kNothing;
    uint64_t made = 0;
};

// Whether lines are to be baked into it before it can be shown while the camera moves.
bool lacksLines(const Composite& composite) { return composite.lines && composite.moving.empty(); }

bool awaitsLines(const Composite& composite) {
    return composite.lines && (composite.moving.empty() || composite.baked != composite.toBake);
}

bool isEmpty(const Composite* composite) { return composite->slabs.empty() && composite->moving.empty(); }

std::vector<Group> groupsOf(const Composer::Input& input, const TileView& tile) {
    std::vector<Group> groups;
    bool open = false, onGround = true;  // nothing was drawn below
    for (size_t i = 0; i < input.layers.size(); ++i) {
        const auto& layer = input.layers[i];
        const auto kind = layer.layer->source->kind();
        if (!open && (kind == geo::SourceKind::Lines || kind == geo::SourceKind::Points)) onGround = false;
        for (const auto& piece : tile.layers[i].shown()) {
            if (piece.content->areal()) {
                if (!std::exchange(open, true)) {
                    const auto ground = std::exchange(onGround, false) ? input.ground.value_or(kNothing) : kNothing;
                    const auto made = mixed(styleOf({}, ground), std::hash<double>()(input.pixelRatio));
                    groups.push_back({layer.index, {}, ground, made});
                }
                auto& group = groups.back();
                const auto overlap = overlapOf(piece.from, tile.id);
                group.inputs.push_back({layer.layer, layer.textures, piece.content, overlap.source, overlap.target,
                                        input.scheme.resolution(tile.id.level)});
                group.made = mixed(group.made, styleOf({&layer, 1}));
                group.made = mixed(mixed(group.made, piece.content->serial), std::hash<geo::TileId>()(piece.from));
            } else if (piece.content->kind != Resident::Kind::Empty) {
                open = false;  // lines or symbols lie between this group and the next
            }
        }
    }
    return groups;
}

/// Hash of all that Composer::bake() puts into pictures, whose areas are these slabs; but for the widths of the lines.
uint64_t toBake(const Composer::Input& input, const TileView& tile, std::span<const render::Slab> slabs) {
    uint64_t hash = mixed(styleOf({}, input.ground), std::hash<double>()(input.pixelRatio)), symbolsBelow = 0;
    for (size_t i = 0; i < input.layers.size(); ++i) {
        const auto& layer = input.layers[i];
        for (const auto& slab : slabs)
            if (slab.layer == layer.index) hash = mixed(mixed(hash, slab.made), symbolsBelow);
        for (const auto& piece : tile.layers[i].shown()) {
            if (piece.content->kind != Resident::Kind::Lines) continue;
            hash = mixed(mixed(hash, styleOf({&layer, 1})), piece.content->serial);
            hash = mixed(mixed(hash, std::hash<geo::TileId>()(piece.from)), symbolsBelow);
        }
        if (layer.points()) symbolsBelow = mixed(symbolsBelow, static_cast<uint64_t>(layer.index));
    }
    return hash;
}

}  // namespace

void Composer::chooseLook(const Input& input) {
    const auto pixels = std::hash<double>()(input.pixelRatio);  // outlines are in pixels
    uint64_t layers = 1;
    for (const auto& layer : input.layers) layers = mixed(mixed(layers, layer.source), static_cast<uint64_t>(layer.index));
    const Look look{static_cast<uint32_t>(layers), mixed(styleOf(input.layers, input.ground), pixels)};
    const auto edition = mixed(input.edition, pixels);
    const bool changed = edition != m_edition;
    const bool starts = input.moving && !m_moving;  // lines seen at rest are baked at once, and not without their layers
    if (changed || starts || input.budget.unlimited) {
        m_composites.rename(m_held > 0 ? m_former.layers : m_look.layers, look.layers);
        m_former = look, m_held = 0;
    } else if (m_held == 0) {
        if (look.layers != m_look.layers)
            m_former = m_look, m_held = 1;
        else if (look != m_look)
            m_former = look;  // classes were learnt: of the same layers only one look can be kept
    } else if (look.layers == m_former.layers) {
        m_former = look, m_held = 0;
    } else {
        m_held = m_held == kLongestHeld ? 0 : m_held + 1;
    }
    m_look = look, m_edition = edition, m_moving = input.moving;
}

Composer::Outcome Composer::update(const Input& input, render::Counters& counters) {
    Outcome outcome;
    chooseLook(input);
    // The clock does not see what a driver puts off until the frame is finished, so while the camera moves pictures are counted
    // too: one tile a frame.
    const auto before = counters.tilesComposed;
    const auto withinBudget = [&](bool urgent = false) {
        const std::chrono::duration<double, std::milli> used = std::chrono::steady_clock::now() - input.start;
        const bool idle = counters.tilesComposed == before;
        return input.budget.unlimited || idle || (used.count() < input.budget.milliseconds && (!input.moving || urgent));
    };
    const auto wait = [&](const TileView& tile) {
        outcome.workLeft = true;
        outcome.upToDate = outcome.upToDate && !tile.visible;
    };
    const auto composed = [&](const TileView& tile) {
        if (awaitsLines(compose(input, tile, counters)) && input.moving) wait(tile);
    };
    const auto isBlank = [&](const TileView& tile) {
        return tile.visible && tile.anything && !use(input, tile.id) && !standsIn(input, tile.id) &&
               !(m_former != m_look && !readyAt(input, m_former, tile.id).empty());
    };
    for (const auto& tile : input.tiles)
        if (!input.budget.unlimited && isBlank(tile)) withinBudget(true) ? composed(tile) : wait(tile);
    // Areas in one frame, the lines over them in the next: together they would be felt.
    if (input.moving && bakeMissing(input, withinBudget, counters)) outcome.workLeft = true;
    std::vector<const TileView*> provisional;
    for (const auto& tile : input.tiles) {
        const auto* composite = use(input, tile.id);
        const bool current = composite && composite->style == m_look.style;
        if (current && composite->contents == tile.contents && composite->final == tile.pictured) continue;
        if (composite && !current && tile.visible && m_held == 0) {
            // At once, whatever it costs: a change of style is seen whole in the next frame.
            const auto& made = compose(input, tile, counters);
            if (input.moving && lacksLines(made) && !made.seen) wait(tile);
            continue;
        }
        if (tile.pictured)
            withinBudget() ? composed(tile) : wait(tile);
        else if (tile.visible && tile.anything && !input.budget.unlimited)
            provisional.push_back(&tile);
    }
    // What is not complete yet is shown as far as it is there, with time that nothing else needs.
    for (const auto* tile : provisional) {
        const auto* composite = use(input, tile->id);
        if (composite && composite->style == m_look.style && composite->contents == tile->contents) continue;
        if (!outcome.workLeft && withinBudget())
            composed(*tile);
        else
            outcome.workLeft = true;
    }
    if (input.moving && !outcome.workLeft) outcome.workLeft = refreshLines(input, withinBudget, counters);
    if (m_held > 0 && std::ranges::all_of(input.tiles, [&](const TileView& tile) {
            return !tile.visible || !tile.anything || readyOf(input, m_look, tile.id);
        }))
        m_held = 0;
    if (m_held > 0) outcome.workLeft = true, outcome.upToDate = false;
    for (const auto& tile : input.tiles)
        if (tile.visible) show(input, tile, outcome.quads, counters);
    return outcome;
}

const Composite& Composer::compose(const Input& input, const TileView& tile, render::Counters& counters) {
    auto& composite = m_composites.at({m_look.layers, input.scheme.resolution0, tile.id}, input.frame);
    auto former = m_composites.take(composite.slabs);
    std::vector<render::Slab> slabs;
    for (const auto& group : groupsOf(input, tile)) {
        const auto same = std::ranges::find(former, group.made, &render::Slab::made);
        if (same != former.end() && same->picture) {
            slabs.push_back(std::move(*same));
            former.erase(same);
        } else {
            slabs.push_back({group.lowest, m_compositor.compose(group.inputs, group.ground, input.pixelRatio, counters),
                             group.ground.a == 255, false, group.made});
        }
    }
    m_composites.drop(std::move(former));
    m_composites.keep(composite.slabs, std::move(slabs));
    composite.toBake = toBake(input, tile, composite.slabs);
    // Pictures with lines of former contents are shown until there are new ones.
    const bool outdated = composite.style != m_look.style && composite.baked != composite.toBake;
    if (outdated || !tile.lines) m_composites.drop(m_composites.take(composite.moving));
    composite.contents = tile.contents;
    composite.style = m_look.style;
    composite.final = tile.pictured;
    composite.lines = tile.lines;
    if (input.moving && input.budget.unlimited && awaitsLines(composite)) bake(input, tile, composite, counters);
    return composite;
}

void Composer::bake(const Input& input, const TileView& tile, Composite& composite, render::Counters& counters) {
    m_composites.drop(m_composites.take(composite.moving));
    const double texelsPerPixel = input.metresPerPixel / input.scheme.resolution(tile.id.level);
    std::vector<render::Slab> slabs;
    std::vector<render::BakeStep> steps;
    int lowest = 0;
    bool onGround = true;  // no symbols were drawn below
    const auto close = [&] {
        if (steps.empty()) return;
        const auto ground = onGround ? input.ground.value_or(kNothing) : kNothing;
        const bool strokes = std::ranges::any_of(steps, [](const auto& step) { return !step.picture; });
        slabs.push_back({lowest, m_baker.bake(steps, ground, texelsPerPixel, counters), ground.a == 255, strokes, 0});
        steps.clear();
    };
    for (size_t i = 0; i < input.layers.size(); ++i) {
        const auto& layer = input.layers[i];
        if (steps.empty()) lowest = layer.index;
        for (const auto& slab : composite.slabs)
            if (slab.layer == layer.index) steps.push_back({&slab.picture, slab.opaque, {}, nullptr, 1});
        render::BakeStep lines{nullptr, false, {}, layer.textures, layer.layer->opacity};
        for (const auto& piece : tile.layers[i].shown()) {
            if (piece.content->kind != Resident::Kind::Lines) continue;
            const auto overlap = overlapOf(piece.from, tile.id);
            lines.lines.push_back({piece.content, m_baker.place(overlap.source, overlap.target), overlap.source,
                                   m_baker.place({}, overlap.target)});
        }
        if (!lines.lines.empty()) steps.push_back(std::move(lines));
        // Symbols are drawn one by one over what lies below: what lies on them is a picture of its own. Crowds of them are areas.
        if (layer.points()) close(), onGround = false;
    }
    close();
    composite.movingScale = input.metresPerPixel;
    composite.baked = composite.toBake;
    m_composites.keep(composite.moving, std::move(slabs));
}

template <class WithinBudget>
bool Composer::bakeMissing(const Input& input, const WithinBudget& withinBudget, render::Counters& counters) {
    for (const auto& tile : input.tiles) {
        auto* composite = use(input, tile.id);
        if (!composite || !awaitsLines(*composite) || composite->style != m_look.style || composite->contents != tile.contents)
            continue;
        if (!withinBudget()) return true;
        bake(input, tile, *composite, counters);
    }
    return false;
}

template <class WithinBudget>
bool Composer::refreshLines(const Input& input, const WithinBudget& withinBudget, render::Counters& counters) {
    constexpr double kWidthsOff = 1.06;  // a stroke of 8 pixels is then wrong by half a pixel
    for (const auto& tile : input.tiles) {
        auto* composite = use(input, tile.id);
        if (!composite || composite->moving.empty() || composite->style != m_look.style || composite->contents != tile.contents)
            continue;
        const double off = input.metresPerPixel / composite->movingScale;
        if (off < kWidthsOff && off > 1 / kWidthsOff) continue;
        if (!withinBudget()) return true;
        bake(input, tile, *composite, counters);
    }
    return false;
}

Composite* Composer::use(const Input& input, const geo::TileId& id) {
    return m_composites.use({m_look.layers, input.scheme.resolution0, id}, input.frame);
}

Composite* Composer::fresh(const Input& input, const geo::TileId& id, render::Counters& counters) {
    auto* composite = use(input, id);
    if (!composite) return nullptr;
    const auto view = [&] { return viewTile(input.layers, input.scheme, {id, 0, true}, m_store, input.frame); };
    // A stand-in of a former style: made again of what is still here.
    if (composite->style != m_look.style) (void)compose(input, view(), counters);
    // Lines that were on the screen stay there: what was last seen at rest had them drawn over it, and baking them costs no more.
    if (input.moving && lacksLines(*composite) && composite->seen) bake(input, view(), *composite, counters);
    composite->seen = composite->seen || !input.moving || !lacksLines(*composite);
    return composite;
}

bool Composer::standsIn(const Input& input, const geo::TileId& id) const {
    const auto has = [&](const geo::TileId& other) {
        return m_composites.find({m_look.layers, input.scheme.resolution0, other}) != nullptr;
    };
    for (int up = 1; up <= std::min(kAncestors, id.level); ++up)
        if (has(id.ancestor(up))) return true;
    for (int child = 0; child < 4; ++child)
        if (has(id.child(child))) return true;
    return false;
}

const Composite* Composer::readyOf(const Input& input, const Look& look, const geo::TileId& id) const {
    const auto* composite = m_composites.find({look.layers, input.scheme.resolution0, id});
    const bool ready = composite && composite->style == look.style && !(input.moving && lacksLines(*composite));
    return ready ? composite : nullptr;
}

std::vector<QuadDraw> Composer::readyAt(const Input& input, const Look& look, const geo::TileId& id) const {
    if (const auto* own = readyOf(input, look, id)) return {{own, id, {}, 0}};
    std::vector<QuadDraw> finer;
    for (int child = 0; child < 4; ++child)
        if (const auto* inner = readyOf(input, look, id.child(child))) finer.push_back({inner, id.child(child), {}, -1});
    if (finer.size() == 4) return finer;
    for (int up = 1; up <= std::min(kAncestors, id.level); ++up) {
        const auto outer = id.ancestor(up);
        if (const auto* coarser = readyOf(input, look, outer)) return {{coarser, id, tiles::partOf(outer, id), up}};
    }
    return {};
}

void Composer::push(const Input& input, const Look& look, std::span<const QuadDraw> ready, std::vector<QuadDraw>& quads) {
    for (const auto& quad : ready) {
        m_composites.use({look.layers, input.scheme.resolution0, quad.tile()}, input.frame)->seen = true;
        if (!isEmpty(quad.composite)) quads.push_back(quad);
    }
}

void Composer::show(const Input& input, const TileView& tile, std::vector<QuadDraw>& quads, render::Counters& counters) {
    if (m_held > 0)
        if (const auto ready = readyAt(input, m_former, tile.id); !ready.empty()) return push(input, m_former, ready, quads);
    const auto* own = use(input, tile.id);
    // Rather what has its lines than areas whose lines wait for their turn.
    const bool bare = !own || (!own->seen && own->style == m_look.style && lacksLines(*own));
    if (input.moving && bare)
        if (const auto ready = readyAt(input, m_look, tile.id); !ready.empty()) return push(input, m_look, ready, quads);
    if (own) {
        own = fresh(input, tile.id, counters);
        if (!isEmpty(own)) quads.push_back({own, tile.id, {}, 0});
        return;
    }
    for (int up = 1; up <= std::min(kAncestors, tile.id.level); ++up) {
        const auto outer = tile.id.ancestor(up);
        if (const auto* coarser = fresh(input, outer, counters)) {
            if (!isEmpty(coarser)) quads.push_back({coarser, tile.id, tiles::partOf(outer, tile.id), up});
            return;
        }
    }
    if (m_former != m_look)
        if (const auto ready = readyAt(input, m_former, tile.id); !ready.empty()) return push(input, m_former, ready, quads);
    for (int child = 0; child < 4; ++child) {
        const auto inner = tile.id.child(child);
        if (const auto* finer = fresh(input, inner, counters)) {
            if (!isEmpty(finer)) quads.push_back({finer, inner, {}, -1});
        } else if (const auto* former = readyOf(input, m_former, inner)) {
            push(input, m_former, std::array{QuadDraw{former, inner, {}, -1}}, quads);
        }
    }
}

}  // namespace engine
