#pragma once

#include <algorithm>
#include <chrono>
#include <deque>
#include <functional>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "viewer/engine/active_layers.h"
#include "viewer/engine/map_engine.h"
#include "viewer/engine/tile_view.h"
#include "viewer/render/baker.h"
#include "viewer/render/composite_store.h"
#include "viewer/render/compositor.h"
#include "viewer/render/disc_pass.h"
#include "viewer/render/fill_pass.h"
#include "viewer/render/image_pass.h"
#include "viewer/render/line_pass.h"
#include "viewer/render/quad_pass.h"

namespace engine {

/// How much work a frame may do.
struct Budget {
    double milliseconds = 2;
    size_t bytes = 8u << 20;
    bool unlimited = false;  ///< settle(): and no provisional pictures
};

/// A picture of a composite on the screen: its own tile's, or what stands in for a tile without one.
struct QuadDraw {
    const render::Composite* composite = nullptr;
    geo::TileId place;     ///< where it is drawn
    tiles::TilePart part;  ///< of the composite
    int levelsUp = 0;      ///< how much coarser the composite is than the place; -1: finer than the tile that it stands in for

    /// Whose composite it is.
    [[nodiscard]] geo::TileId tile() const { return place.ancestor(std::max(levelsUp, 0)); }
    [[nodiscard]] const std::vector<render::Slab>& slabs(bool moving) const {
        return moving && !composite->moving.empty() ? composite->moving : composite->slabs;
    }
};

}  // namespace engine
