#include "tests/bench/stage.h"

#include <glad/gl.h>

#include <chrono>
#include <ctime>

#include "geo/pyramid/open_layer.h"
#include "geo/space/crs.h"

namespace bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr geo::LonLat kMontevideo{-56.1645, -34.9011};
constexpr geo::Colour kTelling{255, 0, 255, 255};

double millisecondsSince(Clock::time_point begin) {
    return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

/// Processor time of the calling thread so far.
double threadMilliseconds() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) * 1e-6;
}

map::ViewState viewOf(const map::Camera& camera) { return {camera, kWidthPx, kHeightPx, 1}; }

}  // namespace

geo::Result<std::unique_ptr<Stage>> Stage::make() {
    auto context = gfx::HeadlessContext::make();
    if (!context) return tl::unexpected(context.error());
    return std::unique_ptr<Stage>(new Stage(std::move(*context)));
}

Stage::Stage(gfx::HeadlessContext context)
    : m_context(std::move(context)),
      m_target(gfx::TextureFormat::Rgba8, kWidthPx, kHeightPx, "bench target"),
      m_framebuffer(gfx::Framebuffer::make("bench target")) {
    m_framebuffer.drawInto(m_target);
    m_scene.setCrs(geo::Crs::cityEqualArea(kMontevideo), "Montevideo");
    m_engine = std::make_unique<engine::MapEngine>(engine::EngineOptions{}, [this] {
        {
            const std::scoped_lock lock(m_mutex);
            ++m_wakes;
        }
        m_woken.notify_one();
    });
}

Stage::~Stage() = default;

void Stage::useTellingBackground() { m_scene.setBackground(kTelling); }

geo::Result<std::shared_ptr<const geo::LayerSource>> Stage::show(const geo::SourceSpec& spec) {
    auto source = geo::openLayer(spec, m_scene.state().crs, [](double, const std::string&) {}, {});
    if (!source) return source;
    map::Layer layer;
    layer.id = layer.title = "bench";
    layer.spec = spec;
    layer.status = map::LayerStatus::Ready;
    layer.source = *source;
    m_layer = m_scene.add(std::move(layer));
    return source;
}

geo::Result<void> Stage::showScene(const std::string& path) {
    const auto document = map::readScene(path);
    if (!document) return tl::unexpected(document.error());
    m_scene.setCrs(geo::Crs::cityEqualArea(document->centre), document->title);
    m_scene.setBackground(document->background);
    for (auto layer : document->layers) {
        auto source = geo::openLayer(layer.spec, m_scene.state().crs, [](double, const std::string&) {}, {});
        if (!source) return tl::unexpected(source.error());
        layer.status = map::LayerStatus::Ready;
        layer.source = *source;
        m_layer = m_scene.add(std::move(layer));
    }
    return {};
}

void Stage::restyle(const std::function<void(map::LayerStyle&)>& change) {
    m_scene.edit(m_layer, [&](map::Layer& layer) { change(layer.style); });
}

Stage::Frame Stage::frame(const map::Camera& camera, bool moving) {
    engine::FrameInput input;
    input.scene = m_scene.freeze();
    input.view = viewOf(camera);
    input.moving = moving;
    const double busy = threadMilliseconds();
    const auto begin = Clock::now();
    Frame frame;
    frame.status = m_engine->update(input);
    m_engine->draw(static_cast<int>(m_framebuffer.name()), kWidthPx, kHeightPx);
    glFinish();
    frame.ms = millisecondsSince(begin);
    frame.processorMs = threadMilliseconds() - busy;
    return frame;
}

geo::Result<double> Stage::secondsUntilComplete(const map::Camera& camera, double timeoutSeconds) {
    const auto begin = Clock::now();
    while (true) {
        const uint64_t seen = wakes();
        const auto now = frame(camera, false);
        const double seconds = millisecondsSince(begin) / 1000;
        if (now.status.complete && !now.status.needsRedraw) return seconds;
        if (seconds > timeoutSeconds)
            return geo::fail(geo::ErrorCode::Unreadable,
                             "The picture was not complete in time; the engine waits for a tile that does not come.");
        if (now.status.needsRedraw) continue;
        std::unique_lock lock(m_mutex);
        m_woken.wait_for(lock, std::chrono::milliseconds(250), [&] { return m_wakes != seen; });
    }
}

std::vector<std::byte> Stage::pixels() const {
    std::vector<std::byte> rgba(size_t{4} * kWidthPx * kHeightPx);
    gfx::readPixels(m_framebuffer.name(), kWidthPx, kHeightPx, rgba);
    return rgba;
}

double Stage::blankShare(const map::Camera& camera, const std::function<bool(geo::Point)>& covered) const {
    const auto rgba = pixels();
    const auto view = viewOf(camera);
    size_t looked = 0, blank = 0;
    constexpr int kEvery = 6;
    for (int y = 0; y < kHeightPx; y += kEvery)
        for (int x = 0; x < kWidthPx; x += kEvery) {
            if (!covered(view.toMap({x + 0.5, y + 0.5}))) continue;
            const auto* p = &rgba[(static_cast<size_t>(y) * kWidthPx + x) * 4];
            ++looked;
            blank += p[0] == std::byte{kTelling.r} && p[1] == std::byte{kTelling.g} && p[2] == std::byte{kTelling.b};
        }
    return looked ? static_cast<double>(blank) / static_cast<double>(looked) : 0;
}

const engine::EngineStatistics& Stage::statistics() const { return m_engine->statistics(); }

uint64_t Stage::wakes() const {
    const std::scoped_lock lock(m_mutex);
    return m_wakes;
}

std::string Stage::rendererName() const {
    const auto text = [](GLenum what) { return std::string(reinterpret_cast<const char*>(glGetString(what))); };
    return text(GL_RENDERER) + ", OpenGL " + text(GL_VERSION);
}

}  // namespace bench
