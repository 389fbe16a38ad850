#include "viewer/engine/active_layers.h"

#include <algorithm>
#include <set>

#include "viewer/map/visibility.h"

namespace engine {

std::vector<ActiveLayer> LayerBook::update(const map::SceneState& scene, double metresPerPixel) {
    std::vector<ActiveLayer> active;
    for (size_t i = 0; i < scene.layers.size(); ++i) {
        const auto& layer = scene.layers[i];
        if (!map::isDrawn(layer, metresPerPixel)) continue;
        auto& textures = m_textures[layer.id];
        textures.update(layer);
        active.push_back(
            {static_cast<int>(i), &layer, &textures, numberOf(layer.source, scene.crsKey), layer.source->dataRevision()});
    }
    if (scene.revision != m_sceneRevision) {
        m_sceneRevision = scene.revision;
        std::set<std::string> ids;
        for (const auto& layer : scene.layers) ids.insert(layer.id);
        std::erase_if(m_textures, [&](const auto& entry) { return !ids.contains(entry.first); });
        std::erase_if(m_sources, [&](const Known& known) {
            const auto source = known.source.lock();
            const bool used = source && known.crsKey == scene.crsKey &&
                              std::ranges::any_of(scene.layers, [&](const map::Layer& layer) { return layer.source == source; });
            if (!used) m_forgotten.push_back(known.number);
            return !used;
        });
    }
    return active;
}

bool LayerBook::knows(uint32_t source) const {
    return std::ranges::any_of(m_sources, [source](const Known& known) { return known.number == source; });
}

uint32_t LayerBook::numberOf(const std::shared_ptr<const geo::LayerSource>& source, const std::string& crsKey) {
    for (const auto& known : m_sources)
        if (known.crsKey == crsKey && known.source.lock() == source) return known.number;
    m_sources.push_back({source, crsKey, ++m_lastNumber});
    return m_lastNumber;
}

}  // namespace engine
