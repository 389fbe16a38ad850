#include "viewer/map/scene.h"

#include <algorithm>
#include <atomic>

namespace map {

bool SceneState::isNamed(std::string_view name) const { return name == title || std::ranges::find(names, name) != names.end(); }

uint64_t nextRevision() {
    static std::atomic<uint64_t> last{0};
    return ++last;
}

Scene::Scene() : m_state(std::make_shared<SceneState>()) {}

// A frame that still holds the old state keeps it; we go on with a copy. Layers are small: sources are shared.
SceneState& Scene::mutate() {
    if (m_state.use_count() > 1)
        m_state = std::make_shared<SceneState>(*m_state);
    else
        std::atomic_thread_fence(std::memory_order_acquire);  // another thread's last look at it comes before our change
    m_state->revision = nextRevision();
    return *m_state;
}

Layer* Scene::mutableLayer(const std::string& id) {
    if (!find(id)) return nullptr;
    auto& layers = mutate().layers;
    return &*std::find_if(layers.begin(), layers.end(), [&](const Layer& layer) { return layer.id == id; });
}

void Scene::setCrs(geo::Crs crs, std::string title) {
    auto& state = mutate();
    state.crsKey = crs.definition();
    state.crs = std::move(crs);
    state.title = std::move(title);
}

void Scene::setNames(std::vector<std::string> names) { mutate().names = std::move(names); }

void Scene::setBackground(Colour colour) { mutate().background = colour; }

void Scene::setGraticule(bool shown) { mutate().graticule = shown; }

std::string Scene::add(Layer layer) {
    const std::string wanted = layer.id.empty() ? "layer" : layer.id;
    layer.id = wanted;
    for (int suffix = 2; find(layer.id); ++suffix) layer.id = wanted + "-" + std::to_string(suffix);
    auto& layers = mutate().layers;
    layers.push_back(std::move(layer));
    return layers.back().id;
}

const Layer* Scene::find(const std::string& id) const {
    const auto found =
        std::find_if(m_state->layers.begin(), m_state->layers.end(), [&](const Layer& layer) { return layer.id == id; });
    return found == m_state->layers.end() ? nullptr : &*found;
}

bool Scene::remove(const std::string& id) {
    if (!find(id)) return false;
    std::erase_if(mutate().layers, [&](const Layer& layer) { return layer.id == id; });
    return true;
}

bool Scene::move(const std::string& id, int toIndex) {
    if (!find(id)) return false;
    auto& layers = mutate().layers;
    const auto from = std::find_if(layers.begin(), layers.end(), [&](const Layer& layer) { return layer.id == id; });
    Layer moved = std::move(*from);
    layers.erase(from);
    const auto to = std::clamp<std::ptrdiff_t>(toIndex, 0, static_cast<std::ptrdiff_t>(layers.size()));
    layers.insert(layers.begin() + to, std::move(moved));
    return true;
}

}  // namespace map
