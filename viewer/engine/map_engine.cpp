#include "viewer/engine/map_engine.h"

#include <algorithm>

#include "viewer/engine/parts.h"

namespace engine {

MapEngine::MapEngine(const EngineOptions& options, std::function<void()> wake)
    : m_parts(std::make_unique<Parts>(options, std::move(wake))) {}

MapEngine::~MapEngine() = default;

FrameStatus MapEngine::update(const FrameInput& input) {
    const auto& options = m_parts->options;
    return m_parts->update(input, {options.uploadBudgetMs, options.uploadBudgetBytes, false});
}

FrameStatus MapEngine::settle(const FrameInput& input, std::chrono::milliseconds timeout, const std::stop_token& stop,
                              bool untilFailure) {
    constexpr std::chrono::milliseconds kLookAround{50};
    const auto deadline = std::chrono::steady_clock::now() + timeout;
    for (;;) {
        auto status = m_parts->update(input, {0, 0, true});
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
        if (untilFailure && status.tilesFailed > 0) return status;
        if (status.complete || left.count() <= 0 || stop.stop_requested()) return status;
        m_parts->loader.waitForNews(stop.stop_possible() ? std::min(left, kLookAround) : left);
    }
}

void MapEngine::draw(int framebuffer, int widthPx, int heightPx) { m_parts->draw(framebuffer, {widthPx, heightPx}); }

std::vector<uint16_t> MapEngine::classesShown(const std::string& layerId) const { return m_parts->classesShown(layerId); }

const EngineStatistics& MapEngine::statistics() const { return m_parts->statistics; }

}  // namespace engine
