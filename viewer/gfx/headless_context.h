#pragma once

#include <memory>

#include "geo/base/result.h"

namespace gfx {

/// An OpenGL 4.1 core context without a display, current on the thread that made it until it dies there.
/// That thread must have no other context current. OpenGL objects must be destroyed before it.
class HeadlessContext {
public:
    /// Tries Mesa's surfaceless platform, then the first EGL device, then the default display.
    [[nodiscard]] static geo::Result<HeadlessContext> make();
    HeadlessContext(HeadlessContext&&) noexcept;
    HeadlessContext& operator=(HeadlessContext&&) = delete;
    ~HeadlessContext();

private:
    struct Handles;
    explicit HeadlessContext(std::unique_ptr<Handles> handles);
    std::unique_ptr<Handles> m_handles;
};

}  // namespace gfx
