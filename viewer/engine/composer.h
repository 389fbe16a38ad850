#pragma once

#include <optional>
#include <vector>

#include "viewer/engine/frame.h"

namespace engine {

/// Keeps the composites of the visible tiles up to date and says which pictures to draw. GL thread only.
class Composer {
public:
    Composer(render::TexturePool& pool, render::TileStore& store, render::LinePass& lines, const render::QuadPass& quads)
        : m_store(store), m_composites(pool), m_compositor(pool), m_baker(pool, lines, quads) {}

    struct Input {
        std::span<const ActiveLayer> layers;
        std::span<const TileView> tiles;  ///< visible first
        geo::TileScheme scheme;
        uint64_t edition = 0;               ///< of the scene: another one after every change to it
        std::optional<geo::Colour> ground;  ///< the background, where nothing is drawn below the layers
        double pixelRatio = 1;
        double metresPerPixel = 1;  ///< device px
        bool moving = false;        ///< lines are wanted in the pictures
        uint64_t frame = 0;
        Budget budget;
        std::chrono::steady_clock::time_point start;
    };
    struct Outcome {
        std::vector<QuadDraw> quads;
        bool upToDate = true;   ///< every visible tile shows all that is loaded
        bool workLeft = false;  ///< another frame would compose more
    };
    [[nodiscard]] Outcome update(const Input& input, render::Counters& counters);

    [[nodiscard]] render::CompositeStore& store() { return m_composites; }

private:
    /// Makes what of a tile's pictures is not up to date.
    const render::Composite& compose(const Input& input, const TileView& tile, render::Counters& counters);
    void bake(const Input& input, const TileView& tile, render::Composite& composite, render::Counters& counters);
    /// Bakes, nearest to the middle first, what has no lines yet or former ones; then, or else, what has them at
    /// another scale. Returns whether some is left.
    template <class WithinBudget>
    bool bakeMissing(const Input& input, const WithinBudget& withinBudget, render::Counters& counters);
    template <class WithinBudget>
    bool refreshLines(const Input& input, const WithinBudget& withinBudget, render::Counters& counters);
    /// The composite of a tile, nullptr if there is none; notes that the scene still wants it as it is.
    [[nodiscard]] render::Composite* find(const Input& input, const geo::TileId& id);
    /// Whether somebody has changed how it is to look since it was made. What differs because layers came into their scales or
    /// left them does not count: it may be shown until there is something newer.
    [[nodiscard]] bool isRestyled(const render::Composite& composite) const {
        return composite.style != m_style && composite.edition != m_edition;
    }
    [[nodiscard]] bool isReady(const Input& input, const geo::TileId& id);  ///< to be shown while the camera moves
    /// Show what stands in for a tile, if need be only what is ready; false where there is none.
    bool showCoarser(const Input& input, const TileView& tile, bool readyOnly, std::vector<QuadDraw>& quads,
                     render::Counters& counters);
    bool showFiner(const Input& input, const TileView& tile, bool readyOnly, std::vector<QuadDraw>& quads,
                   render::Counters& counters);
    void show(const Input& input, const TileView& tile, std::vector<QuadDraw>& quads, render::Counters& counters);
    /// A composite that is about to be shown, with its lines if it was ever shown with them.
    [[nodiscard]] render::Composite* fresh(const Input& input, const geo::TileId& id, render::Counters& counters);
    [[nodiscard]] bool standsIn(const Input& input, const geo::TileId& id);

    render::TileStore& m_store;
    render::CompositeStore m_composites;
    render::Compositor m_compositor;
    render::Baker m_baker;
    uint64_t m_style = 0;    ///< of the layers that this scale has
    uint64_t m_edition = 0;  ///< of the scene, whatever the scale
};

}  // namespace engine
