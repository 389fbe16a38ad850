#pragma once

#include <filesystem>
#include <string>

#include "geo/base/result.h"
#include "geo/pack/former_pack.h"

namespace geo {

inline constexpr const char *kItemFile = "item.json", *kCatalogFile = "catalog.json", *kAttributionFile = "ATTRIBUTION.md",
                            *kChecksumFile = "SHA256SUMS";
/// In a folder that is being made, and in a pack whose writer was killed just then.
inline constexpr const char* kLockFile = ".lock";

/// A folder beside a target, locked while this lives, that takes the target's place or goes without a trace. A target that is a
/// link stays one: the folder that it leads to is replaced, beside itself.
class StagingFolder {
public:
    /// Removes what killed writers left beside the target (folders with a lock that nobody holds), then makes the folder.
    [[nodiscard]] static Result<StagingFolder> create(const std::filesystem::path& target);
    StagingFolder(StagingFolder&& other) noexcept;
    StagingFolder& operator=(StagingFolder&&) = delete;
    ~StagingFolder();

    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }
    [[nodiscard]] const std::filesystem::path& target() const { return m_target; }
    /// Brings all files to the disk and exchanges the folder for the target, if there is one, in one step. Where the former one
    /// is kept; empty: it went, or there was none. Errors: those of mayReplace(), asked again, as somebody may have come between;
    /// Output where the former one cannot be kept: then it stands where it stood.
    [[nodiscard]] Result<std::filesystem::path> takePlace(const std::string& id, Replace which);

private:
    [[nodiscard]] Result<std::filesystem::path> keepFormer();
    StagingFolder(std::filesystem::path target, std::filesystem::path path, int lock)
        : m_target(std::move(target)), m_path(std::move(path)), m_lock(lock) {}
    std::filesystem::path m_target, m_path;  // m_path empty: moved from
    int m_lock = -1;
};

}  // namespace geo
