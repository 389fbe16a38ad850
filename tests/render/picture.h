#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "fake_source.h"
#include "viewer/engine/map_engine.h"
#include "viewer/gfx/headless_context.h"
#include "viewer/gfx/objects.h"

namespace picture {

/// RGBA, rows from the top.
struct Picture {
    int width = 0, height = 0;
    std::vector<std::byte> rgba;
    [[nodiscard]] std::array<int, 3> at(int x, int y) const {
        const auto* p = &rgba[(static_cast<size_t>(y) * static_cast<size_t>(width) + static_cast<size_t>(x)) * 4];
        return {static_cast<int>(p[0]), static_cast<int>(p[1]), static_cast<int>(p[2])};
    }
};

/// How far a picture may be from its baseline: at most `share` of the pixels differ by more than `step` in a channel.
struct Tolerance {
    const char* name;
    int step;
    double share;
};
inline constexpr Tolerance kExact{"exact", 0, 0}, kSmooth{"smooth", 2, 0}, kEdges{"edges", 8, 0.001}, kText{"text", 32, 0.005};

/// Compares with baselines/<name>.png. A failure writes actual and difference under the test's temporary folder and says where;
/// a missing baseline fails and leaves the candidate there. UPDATE_BASELINES=1 replaces the baseline.
[[nodiscard]] testing::AssertionResult matchesBaseline(const Picture& picture, const std::string& name,
                                                       const Tolerance& tolerance);
[[nodiscard]] testing::AssertionResult same(const Picture& a, const Picture& b);
[[nodiscard]] geo::Result<Picture> readPng(const std::string& path);

/// A scene under construction.
class SceneBuilder {
public:
    SceneBuilder() { m_scene.background = {244, 243, 239, 255}; }
    map::Layer& add(const std::string& id, std::shared_ptr<const geo::LayerSource> source) {
        map::Layer layer;
        layer.id = layer.title = id;
        layer.source = std::move(source);
        layer.status = map::LayerStatus::Ready;
        return m_scene.layers.emplace_back(std::move(layer));
    }
    map::SceneState& state() { return m_scene; }
    /// What the renderer is given; later changes to the builder do not reach it.
    [[nodiscard]] std::shared_ptr<const map::SceneState> freeze() {
        m_scene.revision = map::nextRevision();
        return std::make_shared<const map::SceneState>(m_scene);
    }

private:
    map::SceneState m_scene;
};

/// A test with a context of its own and an engine.
class RenderTest : public testing::Test {
protected:
    void SetUp() override {
        auto context = gfx::HeadlessContext::make();
        ASSERT_TRUE(context) << context.error().message;
        m_context.emplace(std::move(*context));
        engine.emplace(engine::EngineOptions{.workers = 2});
    }
    void TearDown() override {
        engine.reset();
        m_context.reset();
    }

    [[nodiscard]] static engine::FrameInput look(std::shared_ptr<const map::SceneState> scene, double metresPerPixel,
                                                 int width = 384, int height = 256) {
        engine::FrameInput input;
        input.scene = std::move(scene);
        input.view = {{{0, 0}, metresPerPixel, 0}, width, height, 1};
        return input;
    }
    engine::FrameStatus settle(const engine::FrameInput& input) { return engine->settle(input, std::chrono::seconds(30)); }
    [[nodiscard]] Picture draw(const engine::FrameInput& input) {
        const auto whole = plan::Screen::whole(input.view);
        const int width = input.piece.empty() ? whole.width : input.piece.width;
        const int height = input.piece.empty() ? whole.height : input.piece.height;
        const gfx::Texture canvas(gfx::TextureFormat::Rgba8, width, height, "canvas");
        const auto framebuffer = gfx::Framebuffer::make("canvas");
        framebuffer.drawInto(canvas);
        engine->draw(static_cast<int>(framebuffer.name()), width, height);
        Picture picture{width, height, std::vector<std::byte>(canvas.bytes())};
        gfx::readPixels(framebuffer.name(), width, height, picture.rgba);
        return picture;
    }
    [[nodiscard]] Picture settleAndDraw(const engine::FrameInput& input) {
        EXPECT_TRUE(settle(input).complete);
        return draw(input);
    }

    std::optional<gfx::HeadlessContext> m_context;
    std::optional<engine::MapEngine> engine;  // dies before the context
};

}  // namespace picture
