#include "geo/io/gdal_part.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include "geo/base/atomic_file.h"

namespace geo {
namespace fs = std::filesystem;
namespace {

constexpr const char* kSidecar = ".aux.xml";

Failure cannotWrite(const std::string& path) {
    return fail(ErrorCode::Output, "The file cannot be written here; check the folder's permissions and free space.", path,
                std::strerror(errno));
}

}  // namespace

Result<GdalPart> GdalPart::create(const std::string& target) {
    static std::atomic<unsigned> turn{0};
    const fs::path path(target);
    const auto folder = path.parent_path().empty() ? fs::path(".") : path.parent_path();
    std::error_code error;
    if (path.filename().empty() || !fs::is_directory(folder, error))
        return fail(ErrorCode::Output, "There is no folder " + folder.string() + "; make it first.", target);
    const auto name = fmt::format(".part-{}-{}-{}", getpid(), ++turn, path.filename().string());
    return GdalPart(target, (folder / name).string());
}

GdalPart::GdalPart(GdalPart&& other) noexcept
    : m_target(std::move(other.m_target)), m_name(std::exchange(other.m_name, std::string())) {}

GdalPart::~GdalPart() {
    if (m_name.empty()) return;
    ::unlink(m_name.c_str());
    ::unlink((m_name + kSidecar).c_str());
}

Result<void> GdalPart::commit() {
    std::error_code error;
    const bool sidecar = fs::exists(m_name + kSidecar, error);
    if (!reachesDisk(m_name) || (sidecar && !reachesDisk(m_name + kSidecar))) return cannotWrite(m_target);
    if (std::rename(m_name.c_str(), m_target.c_str()) != 0) return cannotWrite(m_target);
    if (!sidecar)
        ::unlink((m_target + kSidecar).c_str());  // of a former file
    else if (std::rename((m_name + kSidecar).c_str(), (m_target + kSidecar).c_str()) != 0)
        return cannotWrite(m_target);
    m_name.clear();
    return {};
}

}  // namespace geo
