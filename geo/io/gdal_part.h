#pragma once

#include <string>

#include "geo/base/result.h"

namespace geo {

/// A file that GDAL writes under a temporary name beside its target, ending like it; on commit it reaches the disk and takes the
/// target's place, its .aux.xml with it. Without commit nothing stays. One thread.
class GdalPart {
public:
    /// Output where the target's folder is missing.
    [[nodiscard]] static Result<GdalPart> create(const std::string& target);
    GdalPart(GdalPart&& other) noexcept;
    GdalPart& operator=(GdalPart&&) = delete;
    ~GdalPart();

    /// What GDAL is to write. The file does not exist yet.
    [[nodiscard]] const std::string& name() const { return m_name; }
    [[nodiscard]] const std::string& target() const { return m_target; }
    /// After GDAL has closed the file.
    [[nodiscard]] Result<void> commit();

private:
    GdalPart(std::string target, std::string name) : m_target(std::move(target)), m_name(std::move(name)) {}
    std::string m_target, m_name;  // m_name empty: nothing to clean up
};

}  // namespace geo
