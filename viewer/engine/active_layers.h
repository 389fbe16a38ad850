#pragma once

#include <map>
#include <memory>
#include <vector>

#include "viewer/render/layer_textures.h"

namespace engine {

/// A layer of the scene that this frame draws.
struct ActiveLayer {
    int index = 0;  ///< in the scene, bottom to top
    const map::Layer* layer = nullptr;
    render::LayerTextures* textures = nullptr;
    uint32_t source = 0;    ///< number of the source: tile keys
    uint64_t revision = 0;  ///< of the source's data, now
    [[nodiscard]] bool points() const { return layer->source->kind() == geo::SourceKind::Points; }
};

/// Keeps what belongs to the scene's layers from frame to frame: style textures, and numbers of sources. GL thread only.
class LayerBook {
public:
    /// The layers to draw at a scale (metres per logical pixel), bottom to top.
    [[nodiscard]] std::vector<ActiveLayer> update(const map::SceneState& scene, double metresPerPixel);
    [[nodiscard]] bool knows(uint32_t source) const;
    /// Sources that no layer of the last scene has: their tiles may go.
    [[nodiscard]] std::vector<uint32_t> takeForgotten() { return std::exchange(m_forgotten, {}); }

private:
    struct Known {
        std::weak_ptr<const geo::LayerSource> source;
        std::string crsKey;
        uint32_t number = 0;
    };
    [[nodiscard]] uint32_t numberOf(const std::shared_ptr<const geo::LayerSource>& source, const std::string& crsKey);

    std::map<std::string, render::LayerTextures> m_textures;  // by layer id
    std::vector<Known> m_sources;
    std::vector<uint32_t> m_forgotten;
    uint32_t m_lastNumber = 0;
    uint64_t m_sceneRevision = UINT64_MAX;
};

}  // namespace engine
