#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "viewer/map/camera.h"
#include "viewer/map/scene.h"
#include "viewer/plan/screen.h"
#include "viewer/text/image.h"

namespace engine {

/// Limits with a unit and a promise.
struct EngineOptions {
    int workers = 0;            ///< tile threads; 0: max(1, cores - 2)
    double uploadBudgetMs = 2;  ///< main-thread work per frame; at least one item always finishes
    size_t uploadBudgetBytes = 8u << 20;
    size_t gpuBytes = 384u << 20;  ///< textures and buffers; what is on screen is never evicted
};

/// A picture laid over the map at a fixed place: scale bar, north arrow, attribution. Device pixels, top left.
struct Overlay {
    std::shared_ptr<const text::Image> image;
    int xPx = 0, yPx = 0;
};

/// A highlighted outline (identify), map CRS.
struct Highlight {
    std::vector<std::vector<geo::Point>> lines;
    geo::Colour colour{255, 255, 255, 255};
};

/// All that a frame depends on: nothing asks the document a question in mid-frame.
struct FrameInput {
    std::shared_ptr<const map::SceneState> scene;
    map::ViewState view;
    bool moving = false;  ///< the camera is under way: cheaper sampling, refined when it rests
    std::vector<Overlay> overlays;
    std::vector<Highlight> highlights;
    bool exact = false;      ///< tiles cut for this very scale, so that texels are pixels (north up only): snapshots
    plan::DeviceRect piece;  ///< draw only this part of the view, device px; empty: all. Labels are placed for the whole
};

/// What update() found. A still, complete map needs no further frame.
struct FrameStatus {
    bool complete = false;        ///< every wanted tile is there (or failed), every label placed
    bool needsRedraw = false;     ///< another frame would look different: uploads waiting, or refinement
    bool anythingInView = false;  ///< of the layers that a legend explains, as exact as their tiles and extents are
    int tilesWanted = 0, tilesLoading = 0, tilesFailed = 0;
    std::vector<std::string> problems;  ///< sentences, once each: a layer's tile that failed
};

/// Counters since construction, and sizes now.
struct EngineStatistics {
    uint64_t frames = 0, drawCalls = 0, tilesLoaded = 0, tilesUploaded = 0, bytesUploaded = 0, tilesComposed = 0;
    size_t gpuBytes = 0, textures = 0;
    double lastUpdateMs = 0, lastDrawMs = 0;
};

/// The map without a window: takes scenes and views, keeps workers busy, draws into whatever framebuffer is bound.
/// GL thread only, with the same context current from construction to destruction (except `wake`).
class MapEngine {
public:
    /// `wake` is called from workers when something arrived and a frame should be considered.
    explicit MapEngine(
        const EngineOptions& options, std::function<void()> wake = [] {});
    ~MapEngine();
    MapEngine(const MapEngine&) = delete;
    MapEngine& operator=(const MapEngine&) = delete;

    /// Plans, asks for tiles, takes in what arrived within the budget. Then draw() shows the best there is.
    FrameStatus update(const FrameInput& input);
    /// Draws the last update into the bound framebuffer, viewport `widthPx` x `heightPx` device pixels.
    void draw(int framebuffer, int widthPx, int heightPx);

    /// update() without a budget until complete, or until `timeout`, or soon after `stop`, or with `untilFailure` until a tile
    /// could not be read: snapshots and tests. Returns the last status.
    FrameStatus settle(const FrameInput& input, std::chrono::milliseconds timeout, const std::stop_token& stop = {},
                       bool untilFailure = false);

    [[nodiscard]] const EngineStatistics& statistics() const;
    /// Class indices of a layer that the last update's view shows, ascending: for legends. As coarse as tiles are. Of a layer
    /// coloured by a dimension: plan::drawnClass().
    [[nodiscard]] std::vector<uint16_t> classesShown(const std::string& layerId) const;

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

}  // namespace engine
