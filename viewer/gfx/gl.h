#pragma once

#include <glad/gl.h>

#include "geo/base/result.h"

namespace gfx {

using GetProcAddress = void (*(*)(const char* name))();

/// Loads the OpenGL functions for the current context and checks that it offers 4.1 core. Once per process is enough for
/// contexts of one vendor, but repeating it does no harm.
[[nodiscard]] geo::Result<void> loadGl(GetProcAddress getProcAddress);

}  // namespace gfx
