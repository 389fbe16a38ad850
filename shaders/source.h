#pragma once

#include <string_view>

namespace shaders {

/// The text of a shader stage of this folder by file name ("quad.frag"), includes resolved; empty if there is none.
[[nodiscard]] std::string_view source(std::string_view name);

}  // namespace shaders
