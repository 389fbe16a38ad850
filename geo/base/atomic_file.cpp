#include "geo/base/atomic_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include "geo/base/paths.h"

namespace geo {
namespace fs = std::filesystem;
namespace {

constexpr int kMostTries = 100;

Failure cannotWrite(const std::string& what, const std::string& path, const std::string& cause) {
    return fail(ErrorCode::Output,
                "The " + what + " cannot be written here; check the folder's permissions and free space, or choose another name.",
                path, cause);
}

}  // namespace

struct AtomicFile::Part {
    std::string path, what;
    fs::path target, temporary;
    std::FILE* stream = nullptr;

    // Where the file system can, the part has no name until it is whole: then even a killed process leaves nothing.
    Result<void> open() {
        int file = openNameless();
        if (file < 0) file = openNamed();
        const std::string cause = std::strerror(errno);
        if (file >= 0) stream = ::fdopen(file, "wb");
        if (stream) return {};
        if (file >= 0) ::close(file);
        forget();
        return cannotWrite(what, path, cause);
    }
    [[nodiscard]] int openNameless() const {
#ifdef O_TMPFILE
        if (::access("/proc/self/fd", X_OK) != 0) return -1;  // the way to a name
        const auto folder = target.has_parent_path() ? target.parent_path() : fs::path(".");
        return ::open(folder.c_str(), O_WRONLY | O_TMPFILE | O_CLOEXEC, 0666);
#else
        return -1;
#endif
    }
    int openNamed() {
        return underFreeName([](const char* free) { return ::open(free, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666); });
    }
    /// Gives a nameless part a name beside the target.
    bool name() {
        if (!temporary.empty()) return true;
        const auto nameless = "/proc/self/fd/" + std::to_string(::fileno(stream));
        return underFreeName([&](const char* free) {
                   return ::linkat(AT_FDCWD, nameless.c_str(), AT_FDCWD, free, AT_SYMLINK_FOLLOW);
               }) >= 0;
    }
    // Others may write the same file at the same time, and a killed process may have left its part: a name that nobody has.
    template <class Make>
    int underFreeName(Make&& make) {
        int made = -1;
        for (int attempt = 0; made < 0 && attempt < kMostTries; ++attempt) {
            temporary = target;
            temporary += ".part-" + std::to_string(getpid()) + "-" + std::to_string(attempt);
            made = make(temporary.c_str());
            if (made < 0 && errno != EEXIST) break;
        }
        if (made < 0) temporary.clear();
        return made;
    }
    void forget() const {
        if (!temporary.empty()) ::unlink(temporary.c_str());
    }
    ~Part() {
        if (!stream) return;
        std::fclose(stream);
        forget();
    }
};

AtomicFile::AtomicFile(std::unique_ptr<Part> part) : m_part(std::move(part)) {}
AtomicFile::AtomicFile(AtomicFile&&) noexcept = default;
AtomicFile::~AtomicFile() = default;

std::FILE* AtomicFile::stream() const { return m_part->stream; }

Result<AtomicFile> AtomicFile::create(const std::string& path, const std::string& what) {
    auto part = std::make_unique<Part>();
    part->path = path, part->what = what, part->target = behindLinks(path).value_or(path);
    std::error_code error;
    const auto folder = part->target.parent_path();
    if (!folder.empty() && !fs::is_directory(folder, error))
        return fail(ErrorCode::Output, "There is no folder " + folder.string() + "; make it first.", path);
    struct stat old {};
    const bool exists = ::stat(part->target.c_str(), &old) == 0;
    if (path.empty() || (exists && !S_ISREG(old.st_mode)))
        return fail(ErrorCode::Output, "This is not the name of a file that can be written; choose another name.", path);
    if (auto opened = part->open(); !opened) return Failure(opened.error());
    if (exists) (void)::fchmod(::fileno(part->stream), old.st_mode & 07777);
    return AtomicFile(std::move(part));
}

Result<void> AtomicFile::commit() {
    const auto part = std::move(m_part);
    const bool flushed = std::fflush(part->stream) == 0 && std::ferror(part->stream) == 0 && ::fsync(::fileno(part->stream)) == 0;
    if (!flushed || !part->name()) return cannotWrite(part->what, part->path, std::strerror(errno));
    if (std::rename(part->temporary.c_str(), part->target.c_str()) != 0)
        return cannotWrite(part->what, part->path, std::strerror(errno));
    std::fclose(std::exchange(part->stream, nullptr));
    return {};
}

bool reachesDisk(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return false;
    const bool synced = ::fsync(file) == 0;
    ::close(file);
    return synced;
}

Result<void> writeFileAtomically(const std::string& path, const std::string& content, const std::string& what) {
    auto file = AtomicFile::create(path, what);
    if (!file) return Failure(file.error());
    std::fwrite(content.data(), 1, content.size(), file->stream());  // commit() asks whether it went well
    return file->commit();
}

}  // namespace geo
