#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "geo/base/result.h"
#include "geo/pyramid/source_spec.h"
#include "viewer/engine/map_engine.h"
#include "viewer/gfx/headless_context.h"
#include "viewer/gfx/objects.h"

namespace bench {

inline constexpr int kWidthPx = 1920, kHeightPx = 1080;

/// The viewer's engine off screen, 1920 x 1080; what the window does between events, without the window.
/// GL thread only.
class Stage {
public:
    /// The map's CRS is the equal-area CRS of Montevideo. Nothing is read yet.
    [[nodiscard]] static geo::Result<std::unique_ptr<Stage>> make();
    /// A background that no class has, so that blankShare() can tell it; before show().
    void useTellingBackground();
    ~Stage();

    /// Opens a dataset as the only layer; as slow as the dataset is.
    [[nodiscard]] geo::Result<std::shared_ptr<const geo::LayerSource>> show(const geo::SourceSpec& spec);
    /// Opens all layers of a scene file, in its CRS. Fails with the first layer that cannot be opened.
    [[nodiscard]] geo::Result<void> showScene(const std::string& path);
    void restyle(const std::function<void(map::LayerStyle&)>& change);

    struct Frame {
        double ms = 0;           ///< update, draw and glFinish
        double processorMs = 0;  ///< of this thread, which does all the drawing where LP_NUM_THREADS is 0
        engine::FrameStatus status;
    };
    Frame frame(const map::Camera& camera, bool moving);
    /// Frames as they become worth drawing, until the picture is complete. Fails after `timeoutSeconds`.
    [[nodiscard]] geo::Result<double> secondsUntilComplete(const map::Camera& camera, double timeoutSeconds = 60);

    /// Share (0..1) of the pixels of the last frame that show nothing although `covered` (map CRS) says there are data.
    [[nodiscard]] double blankShare(const map::Camera& camera, const std::function<bool(geo::Point)>& covered) const;
    /// RGBA of the last frame, rows from the top.
    [[nodiscard]] std::vector<std::byte> pixels() const;
    [[nodiscard]] const engine::EngineStatistics& statistics() const;
    [[nodiscard]] const geo::Crs& crs() const { return m_scene.state().crs; }
    /// How often workers asked for a frame.
    [[nodiscard]] uint64_t wakes() const;
    [[nodiscard]] std::string rendererName() const;

private:
    explicit Stage(gfx::HeadlessContext context);

    gfx::HeadlessContext m_context;  // first: OpenGL objects below die before it
    gfx::Texture m_target;
    gfx::Framebuffer m_framebuffer;
    map::Scene m_scene;
    std::string m_layer;  ///< the topmost
    mutable std::mutex m_mutex;
    std::condition_variable m_woken;
    uint64_t m_wakes = 0;
    std::unique_ptr<engine::MapEngine> m_engine;  // last: its workers call wake
};

}  // namespace bench
