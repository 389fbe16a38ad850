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
    /// What composites show. Where layers come into their scale or leave it, nobody asked for the change to come in the next
    /// frame: the former look is held until all that is visible has the new one, so that no frame is long and none is a patchwork
    /// of both.
    struct Look {
        uint32_t layers = 0;  ///< hash of the layers that the scale has: composites of other ones are kept beside
        uint64_t style = 0;   ///< hash of them with their styles
        friend bool operator==(const Look&, const Look&) = default;
    };

    /// Makes what of a tile's pictures is not up to date.
    const render::Composite& compose(const Input& input, const TileView& tile, render::Counters& counters);
    void bake(const Input& input, const TileView& tile, render::Composite& composite, render::Counters& counters);
    /// Bakes, nearest to the middle first, what has no lines yet or former ones; then, or else, what has them at
    /// another scale. Returns whether some is left.
    template <class WithinBudget>
    bool bakeMissing(const Input& input, const WithinBudget& withinBudget, render::Counters& counters);
    template <class WithinBudget>
    bool refreshLines(const Input& input, const WithinBudget& withinBudget, render::Counters& counters);
    /// The composite of a tile with the layers of this scale, marked as used in this frame; nullptr if there is none.
    [[nodiscard]] render::Composite* use(const Input& input, const geo::TileId& id);
    /// Follows the layers from scale to scale: decides whether the former look is held.
    void chooseLook(const Input& input);
    /// The composite of a tile, with its lines while the camera moves; nullptr where there is none.
    [[nodiscard]] const render::Composite* readyOf(const Input& input, const Look& look, const geo::TileId& id) const;
    /// What would be drawn in a tile's place of what is ready: its own composite, four finer ones, or a coarser one, among them
    /// such as have nothing to draw. None where that leaves a hole.
    [[nodiscard]] std::vector<QuadDraw> readyAt(const Input& input, const Look& look, const geo::TileId& id) const;
    /// Adds what is ready to the quads, and notes that it is seen.
    void push(const Input& input, const Look& look, std::span<const QuadDraw> ready, std::vector<QuadDraw>& quads);
    void show(const Input& input, const TileView& tile, std::vector<QuadDraw>& quads, render::Counters& counters);
    /// A composite that is about to be shown, with its lines if it was ever shown with them.
    [[nodiscard]] render::Composite* fresh(const Input& input, const geo::TileId& id, render::Counters& counters);
    [[nodiscard]] bool standsIn(const Input& input, const geo::TileId& id) const;

    render::TileStore& m_store;
    render::CompositeStore m_composites;
    render::Compositor m_compositor;
    render::Baker m_baker;
    Look m_look, m_former;
    int m_held = 0;  ///< for so many frames the former look is shown; 0: it is not
    uint64_t m_edition = 0;
    bool m_moving = false;
};

}  // namespace engine
