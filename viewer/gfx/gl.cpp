#include "viewer/gfx/gl.h"

#include <fmt/format.h>

#include <mutex>

namespace gfx {

// glad keeps one table of entry points for the whole process. It is written once: another thread may be drawing through it when a
// second context is made, and the entry points lead to whichever context is current.
geo::Result<void> loadGl(GetProcAddress getProcAddress) {
    static std::mutex mutex;
    static bool loaded = false;
    {
        const std::scoped_lock lock(mutex);
        loaded = loaded || gladLoadGL(getProcAddress) != 0;
        if (!loaded)
            return geo::fail(geo::ErrorCode::Unsupported, "OpenGL could not be loaded; install a graphics driver or Mesa.");
    }
    GLint major = 0, minor = 0;
    glGetIntegerv(GL_MAJOR_VERSION, &major);
    glGetIntegerv(GL_MINOR_VERSION, &minor);
    if (major * 10 + minor < 41)
        return geo::fail(
            geo::ErrorCode::Unsupported,
            fmt::format("OpenGL {}.{} is too old, 4.1 is needed; install a newer graphics driver or Mesa.", major, minor));
    return {};
}

}  // namespace gfx
