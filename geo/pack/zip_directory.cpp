#include "geo/pack/zip_directory.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "geo/pack/pack_href.h"

namespace geo {
namespace fs = std::filesystem;
namespace {

constexpr size_t kEndBytes = 22, kEntryBytes = 46, kMostTail = 4 << 20, kMostEntries = 4096;
constexpr uint64_t kMostRatio = 200, kFreeBytes = 64 << 20;  // small packs may be squeezed as far as they like
constexpr uint64_t kMostUnpacked = uint64_t{64} << 30;

uint32_t number(std::string_view bytes, size_t at, size_t count) {
    uint32_t value = 0;
    for (size_t i = count; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

Failure damaged(const std::string& subject) {
    return fail(ErrorCode::Unreadable, "This is no .zip that can be read, or it is damaged; get a fresh copy of it.", subject);
}

}  // namespace

Result<std::vector<ZipEntry>> parseZipDirectory(std::string_view tail, uint64_t size, const std::string& subject) {
    const auto end = tail.rfind(std::string_view("PK\5\6", 4));
    if (end == std::string_view::npos || end + kEndBytes > tail.size() || tail.size() > size) return damaged(subject);
    const size_t count = number(tail, end + 10, 2);
    const uint64_t bytes = number(tail, end + 12, 4), offset = number(tail, end + 16, 4), skipped = size - tail.size();
    if (number(tail, end + 4, 2) != 0 || offset == 0xFFFFFFFF || count == 0xFFFF)
        return fail(ErrorCode::Unsupported, "Archives of several parts or of more than 4 GiB are not read; unpack it first.",
                    subject);
    if (count > kMostEntries)
        return fail(ErrorCode::TooLarge, fmt::format("The archive holds {} files; a pack has {} at most.", count, kMostEntries),
                    subject);
    if (offset + bytes > skipped + end || offset < skipped) return damaged(subject);
    std::vector<ZipEntry> entries;
    size_t at = static_cast<size_t>(offset - skipped);
    for (size_t i = 0; i < count; ++i) {
        if (at + kEntryBytes > end || tail.substr(at, 4) != std::string_view("PK\1\2", 4)) return damaged(subject);
        const size_t name = number(tail, at + 28, 2), more = number(tail, at + 30, 2) + number(tail, at + 32, 2);
        if (at + kEntryBytes + name + more > end) return damaged(subject);
        if (number(tail, at + 8, 2) & 1u)
            return fail(ErrorCode::Unsupported, "The archive is encrypted; unpack it first.", subject);
        const uint32_t mode = number(tail, at + 38, 4) >> 16;
        entries.push_back({std::string(tail.substr(at + kEntryBytes, name)), number(tail, at + 20, 4), number(tail, at + 24, 4),
                           (mode & 0170000) == 0120000});
        at += kEntryBytes + name + more;
    }
    return entries;
}

Result<std::vector<ZipEntry>> readZipDirectory(const std::string& path) {
    std::error_code error;
    const uint64_t size = fs::file_size(path, error);
    std::ifstream file(path, std::ios::binary);
    if (error || !file) return fail(ErrorCode::Unreadable, "The archive cannot be opened; check the name and permissions.", path);
    std::string tail(static_cast<size_t>(std::min<uint64_t>(size, kMostTail)), '\0');
    file.seekg(static_cast<std::streamoff>(size - tail.size()));
    if (!file.read(tail.data(), static_cast<std::streamsize>(tail.size()))) return damaged(path);
    return parseZipDirectory(tail, size, path);
}

Result<void> checkArchive(const std::vector<ZipEntry>& entries, uint64_t size, const std::string& subject) {
    uint64_t unpacked = 0;
    for (const auto& entry : entries) {
        unpacked += entry.unpacked;
        if (entry.link)
            return fail(ErrorCode::Malformed, "The archive holds a symbolic link; it is not opened.", subject, entry.name);
        const PackOrigin origin{PackOrigin::Kind::Archive, subject, {}};
        const auto file = entry.name.ends_with('/') ? entry.name.substr(0, entry.name.size() - 1) : entry.name;
        if (isWebAddress(file) || !resolveHref(file, origin))
            return fail(ErrorCode::Malformed, "The archive holds a file whose name leads out of it; it is not opened.", subject,
                        entry.name);
    }
    if (unpacked > kMostUnpacked || (unpacked > kFreeBytes && unpacked / kMostRatio > size))
        return fail(
            ErrorCode::TooLarge,
            fmt::format("The archive of {} KiB would unpack to {} MiB; that is no city pack.", size / 1024, unpacked >> 20),
            subject);
    return {};
}

}  // namespace geo
