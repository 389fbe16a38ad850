#pragma once

#include <string_view>

namespace geo {

/// How deep the brackets of a JSON text nest; those inside strings do not count. For refusing what would exhaust a parser's
/// stack, before it is parsed.
[[nodiscard]] int jsonDepth(std::string_view json);

}  // namespace geo
