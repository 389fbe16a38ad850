#pragma once

#include "viewer/engine/composer.h"
#include "viewer/engine/graticule.h"
#include "viewer/engine/labels.h"
#include "viewer/tiles/tile_loader.h"

namespace engine {

/// The engine's rooms. GL thread only, except the loader.
struct MapEngine::Parts {
    Parts(const EngineOptions& engineOptions, std::function<void()> wake);
    ~Parts();

    FrameStatus update(const FrameInput& input, const Budget& budget);
    void draw(int framebuffer, const render::Target& target);

    [[nodiscard]] std::vector<uint16_t> classesShown(const std::string& layerId) const;

    const EngineOptions options;
    EngineStatistics statistics;

private:
    using Clock = std::chrono::steady_clock;

    void plan(const FrameInput& input, bool settling);
    void wishTiles(bool settling);
    [[nodiscard]] std::vector<TileView> viewPoints();
    /// Takes what was read to the GPU. Returns true if some of it has to wait for the next frame.
    bool upload(const Budget& budget, Clock::time_point start);
    /// Gathers, paints and places labels when something changed. Returns true if some are still to be painted.
    bool updateLabels(const Budget& budget);
    void evict();
    [[nodiscard]] bool anythingInView() const;
    [[nodiscard]] FrameStatus status(bool workLeft, bool upToDate) const;  ///< `upToDate`: nothing visible waits for this thread
    void keepStatistics(Clock::time_point start);

    void drawQuads(const render::Target& target, int layerIndex);
    [[nodiscard]] std::vector<render::LineDraw> instancesOf(std::span<const TileView> views, size_t layer,
                                                            render::Resident::Kind kind) const;
    void drawInstances(const render::Target& target, size_t active);
    void drawGlobe(const render::Target& target);
    void drawGraticule(const render::Target& target);
    void drawHighlights(const render::Target& target);
    void drawOverlays(const render::Target& target);

    render::TexturePool m_pool{geo::TileScheme::kTilePx};
    render::TileStore m_store{m_pool};
    render::QuadPass m_quadPass;
    render::LinePass m_linePass;
    Composer m_composer{m_pool, m_store, m_linePass, m_quadPass};
    render::DiscPass m_discPass;
    render::FillPass m_fillPass;
    render::ImagePass m_imagePass;
    LayerBook m_book;
    Labels m_labels;
    Graticule m_graticule;
    render::Counters m_counters;

    // The frame that is drawn.
    uint64_t m_frame = 0;
    FrameInput m_input;
    plan::Screen m_screen{map::ViewState{}, {}, false};  ///< of the piece that is drawn
    plan::Screen m_page{map::ViewState{}, {}, false};    ///< of the whole view
    geo::TileScheme m_scheme;
    std::vector<ActiveLayer> m_layers;
    std::vector<tiles::CoverTile> m_cover;
    std::vector<TileView> m_tiles;  ///< of the cover, all layers
    std::vector<ActiveLayer> m_pointLayers;
    std::vector<TileView>
        m_pointTiles;  ///< of the whole view and a margin, point layers only: symbols reach over edges, labels over pieces
    std::vector<QuadDraw> m_quads;

    std::vector<tiles::LoadedTile> m_arrived;
    std::unordered_map<const text::Image*, std::pair<std::shared_ptr<const text::Image>, gfx::Texture>> m_overlays;

public:
    tiles::TileLoader loader;  // last: its threads stop first
};

}  // namespace engine
