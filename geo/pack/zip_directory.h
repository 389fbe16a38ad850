#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "geo/base/result.h"

namespace geo {

/// One file of a .zip, by its central directory.
struct ZipEntry {
    std::string name;
    uint64_t packed = 0, unpacked = 0;  ///< bytes
    bool link = false;                  ///< a symbolic link, as Unix archivers store it
};

/// Reads the directory at the end of an archive (PKWARE APPNOTE 6.3, sections 4.3.12 and 4.3.16). `tail` are the archive's last
/// bytes, all of it where it is small; `size` is its whole size. Archives of several disks, of more than 4 GiB or with encrypted
/// files are Unsupported; more entries than a pack has files are TooLarge.
[[nodiscard]] Result<std::vector<ZipEntry>> parseZipDirectory(std::string_view tail, uint64_t size, const std::string& subject);
[[nodiscard]] Result<std::vector<ZipEntry>> readZipDirectory(const std::string& path);

/// Refuses an archive that unpacks to far more than it is (a bomb), holds links, or names that leave it.
[[nodiscard]] Result<void> checkArchive(const std::vector<ZipEntry>& entries, uint64_t size, const std::string& subject);

}  // namespace geo
