#pragma once

#include <string>
#include <vector>

#include "geo/base/result.h"

namespace geo {

/// SHA-256 of a file, 64 hexadecimal digits. Unreadable.
[[nodiscard]] Result<std::string> sha256OfFile(const std::string& path);

/// One line of a list of checksums.
struct Checksum {
    std::string sha256, name;
};
/// A list that `sha256sum -c` takes, by name.
[[nodiscard]] std::string writeChecksums(std::vector<Checksum> list);
/// Lines that are none are skipped.
[[nodiscard]] std::vector<Checksum> parseChecksums(const std::string& text);

}  // namespace geo
