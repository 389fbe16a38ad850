#pragma once

#include <filesystem>

#include "geo/base/result.h"

namespace geo {

inline constexpr const char *kItemFile = "item.json", *kCatalogFile = "catalog.json", *kAttributionFile = "ATTRIBUTION.md",
                            *kChecksumFile = "SHA256SUMS";

/// A folder beside a target, locked while this lives, that takes the target's place or goes without a trace.
class StagingFolder {
public:
    /// Removes what killed writers left beside the target (folders with a lock that nobody holds), then makes the folder.
    [[nodiscard]] static Result<StagingFolder> create(const std::filesystem::path& target);
    StagingFolder(StagingFolder&& other) noexcept;
    StagingFolder& operator=(StagingFolder&&) = delete;
    ~StagingFolder();

    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }
    [[nodiscard]] const std::filesystem::path& target() const { return m_target; }
    /// Brings all files to the disk and exchanges the folder for the target, if there is one, in one step. Output: nothing has
    /// changed.
    [[nodiscard]] Result<void> takePlace();

private:
    StagingFolder(std::filesystem::path target, std::filesystem::path path, int lock)
        : m_target(std::move(target)), m_path(std::move(path)), m_lock(lock) {}
    std::filesystem::path m_target, m_path;  // m_path empty: moved from
    int m_lock = -1;
};

/// Whether a folder may be replaced by a pack: it is absent or empty, or a pack with nothing else in it. Output says what is
/// there.
[[nodiscard]] Result<void> mayReplace(const std::filesystem::path& target);

}  // namespace geo
