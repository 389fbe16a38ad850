#pragma once

#include <cstdio>
#include <memory>
#include <string>

#include "geo/base/result.h"

namespace geo {

/// A file that appears under its name whole or not at all: it is written beside the target under a temporary name, reaches the
/// disk, and then takes the target's place in one step. Until then, and after any failure, the target is untouched and nothing
/// else stays. An existing target keeps its permissions; a link keeps being one, and what it leads to is replaced.
/// One thread at a time.
class AtomicFile {
public:
    /// `what` names the thing in sentences: "scene", "picture". Output where the folder is missing or cannot be written to, or
    /// the target is no file.
    [[nodiscard]] static Result<AtomicFile> create(const std::string& path, const std::string& what = "file");
    AtomicFile(AtomicFile&&) noexcept;
    AtomicFile& operator=(AtomicFile&&) = delete;
    /// Without commit(): nothing has happened.
    ~AtomicFile();

    /// To write to, binary. Not to be closed by the caller.
    [[nodiscard]] std::FILE* stream() const;
    /// Gives the file its name. Output where anything that was written, now or earlier, did not reach the disk.
    [[nodiscard]] Result<void> commit();

private:
    struct Part;
    explicit AtomicFile(std::unique_ptr<Part> part);
    std::unique_ptr<Part> m_part;
};

/// Whether all of a finished file or folder is on the disk by now; errno says why not.
[[nodiscard]] bool reachesDisk(const std::string& path);

/// A whole file in one go, as described at AtomicFile.
[[nodiscard]] Result<void> writeFileAtomically(const std::string& path, const std::string& content,
                                               const std::string& what = "file");

}  // namespace geo
