#include "viewer/gfx/gl.h"

#include <fmt/format.h>

#include <mutex>

namespace gfx {

geo::Result<void> loadGl(GetProcAddress getProcAddress) {
    static std::mutex mutex;  // glad writes one table for the whole process
    const std::scoped_lock lock(mutex);
    const int version = gladLoadGL(getProcAddress);
    if (version == 0)
        return geo::fail(geo::ErrorCode::Unsupported, "OpenGL could not be loaded; install a graphics driver or Mesa.");
    if (GLAD_VERSION_MAJOR(version) * 10 + GLAD_VERSION_MINOR(version) < 41)
        return geo::fail(geo::ErrorCode::Unsupported,
                         fmt::format("OpenGL {}.{} is too old, 4.1 is needed; install a newer graphics driver or Mesa.",
                                     GLAD_VERSION_MAJOR(version), GLAD_VERSION_MINOR(version)));
    return {};
}

}  // namespace gfx
