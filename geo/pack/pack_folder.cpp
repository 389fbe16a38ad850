#include "geo/pack/pack_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

#include "geo/base/atomic_file.h"
#include "geo/pack/former_pack.h"

namespace geo {
namespace fs = std::filesystem;
namespace {

std::string stagingPrefix(const fs::path& target) { return "." + target.filename().string() + ".part-"; }

// Held: the file's descriptor; -1 where another holds it or, without `make`, where there is none.
int lockOf(const fs::path& folder, int make) {
    const auto path = folder / kLockFile;
    const int file = ::open(path.c_str(), O_RDWR | make | O_CLOEXEC, 0600);
    struct stat held {
    }, named{};
    const bool ours = file >= 0 && ::flock(file, LOCK_EX | LOCK_NB) == 0 && ::fstat(file, &held) == 0 &&
                      ::stat(path.c_str(), &named) == 0 && held.st_ino == named.st_ino;  // not moved away meanwhile
    if (ours) return file;
    if (file >= 0) ::close(file);
    return -1;
}

// The lock last: what is left where this is killed is found again.
void removeWithLock(const fs::path& folder) {
    std::error_code error;
    std::vector<fs::path> content;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
        if (at->path().filename() != kLockFile) content.push_back(at->path());
    for (const auto& path : content) fs::remove_all(path, error);
    fs::remove_all(folder, error);
}

// A folder without a lock may be one that its writer has just made, or a former pack that stepped aside: it stays.
void sweep(const fs::path& target) {
    std::error_code error;
    std::vector<fs::path> left;
    for (fs::directory_iterator at(target.parent_path(), error), end; !error && at != end; at.increment(error))
        if (at->path().filename().string().starts_with(stagingPrefix(target)) && at->is_directory(error))
            left.push_back(at->path());
    for (const auto& folder : left) {
        const int lock = lockOf(folder, 0);
        if (lock < 0) continue;  // its writer lives
        removeWithLock(folder);
        ::close(lock);
    }
}

Failure cannotWrite(const fs::path& target) {
    return fail(ErrorCode::Output, "The pack cannot be written here; check the folder's permissions and free space.",
                target.string(), std::strerror(errno));
}

// One step for the name: with a former pack, the two folders change names.
bool exchange(const fs::path& from, const fs::path& to) {
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_EXCHANGE) == 0) return true;
    if (errno == ENOENT || (errno != EINVAL && errno != ENOSYS)) return false;
    // A file system that cannot exchange: the old pack steps aside, and back if the new one cannot take its place.
    fs::path aside = from;
    aside += "-former";
    if (std::rename(to.c_str(), aside.c_str()) != 0) return false;
    const bool done = std::rename(from.c_str(), to.c_str()) == 0;
    return std::rename(aside.c_str(), (done ? from : to).c_str()) == 0 && done;
}

}  // namespace

Result<StagingFolder> StagingFolder::create(const fs::path& target) {
    static std::atomic<unsigned> turn{0};
    std::error_code error;
    const auto found = placeOf(target);
    if (!found) return Failure(found.error());
    const auto& place = *found;
    sweep(place);
    const auto path = place.parent_path() / fmt::format("{}{}-{}", stagingPrefix(place), getpid(), ++turn);
    if (!fs::create_directory(path, error)) {
        errno = error.value();
        return cannotWrite(target);
    }
    const int lock = lockOf(path, O_CREAT);
    if (lock < 0) {
        const auto failure = cannotWrite(target);
        fs::remove_all(path, error);
        return failure;
    }
    return StagingFolder(place, path, lock);
}

StagingFolder::StagingFolder(StagingFolder&& other) noexcept
    : m_target(std::move(other.m_target)),
      m_path(std::exchange(other.m_path, fs::path())),
      m_lock(std::exchange(other.m_lock, -1)) {}

StagingFolder::~StagingFolder() {
    if (!m_path.empty()) removeWithLock(m_path);
    if (m_lock >= 0) ::close(m_lock);
}

// The former pack, which has the staging folder's name by now, gets one to be kept under, or its own again.
Result<fs::path> StagingFolder::keepFormer() {
    const auto kept = nameToKeep(m_target);
    if (std::rename(m_path.c_str(), kept.c_str()) == 0) return kept;
    const std::string reason = std::strerror(errno);
    if (exchange(m_path, m_target))
        return fail(ErrorCode::Output,
                    "The former pack cannot be kept as " + kept.filename().string() +
                        ", so it stays where it is; check the folder's permissions, or choose another folder.",
                    m_target.string(), reason);
    const auto left = std::exchange(m_path, fs::path());  // it is a person's and does not go with this
    return fail(ErrorCode::Output, "The new pack is here, and the former one is left as " + left.string() + "; rename that one.",
                m_target.string(), reason);
}

Result<fs::path> StagingFolder::takePlace(const std::string& id, Replace which) {
    std::error_code error;
    fs::path kept;
    for (fs::recursive_directory_iterator at(m_path, error), end; !error && at != end; at.increment(error))
        if (!reachesDisk(at->path())) return cannotWrite(m_target);
    if (error) {
        errno = error.value();
        return cannotWrite(m_target);
    }
    if (!reachesDisk(m_path)) return cannotWrite(m_target);
    if (fs::exists(m_target, error)) {
        const auto former = mayReplace(m_target, id, which);  // it may have changed meanwhile
        if (!former) return Failure(former.error());
        if (!exchange(m_path, m_target)) return cannotWrite(m_target);
        if (former->oddity.empty()) {
            const int lock = lockOf(m_path, O_CREAT);
            removeWithLock(m_path);
            if (lock >= 0) ::close(lock);
        } else {
            auto keeping = keepFormer();
            if (!keeping) return keeping;
            kept = std::move(*keeping);
        }
    } else if (std::rename(m_path.c_str(), m_target.c_str()) != 0) {
        return cannotWrite(m_target);
    }
    m_path.clear();
    fs::remove(m_target / kLockFile, error);    // held until here: a folder under its staging name is never without one
    (void)reachesDisk(m_target.parent_path());  // the name itself; the pack is whole either way
    return kept;
}

}  // namespace geo
