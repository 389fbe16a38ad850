#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace geo {

/// The word for so many: "file" or "files". Without `many`, an s is added.
[[nodiscard]] std::string nounFor(int64_t count, std::string_view one, std::string_view many = {});
/// "1 file", "12 files".
[[nodiscard]] std::string counted(int64_t count, std::string_view one, std::string_view many = {});

}  // namespace geo
