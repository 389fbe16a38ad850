#pragma once

#include <string>

#include "geo/base/error.h"

namespace geo {

/// Registers GDAL's drivers and sets what the whole program relies on, once: block cache limit, no writing of .aux.xml beside
/// the user's files, no exceptions to the network settings the user made. Any thread; cheap after the first call.
void startGdal();

/// Collects what GDAL says on this thread while it lives, instead of letting it write to stderr.
class GdalMessages {
public:
    GdalMessages();
    ~GdalMessages();
    GdalMessages(const GdalMessages&) = delete;
    GdalMessages& operator=(const GdalMessages&) = delete;

    /// The first error, or the last warning where there was no error; empty if GDAL was silent.
    [[nodiscard]] std::string text() const;
    [[nodiscard]] bool sawError() const { return !m_error.empty(); }
    /// An Error about `subject` with GDAL's own words as the cause.
    [[nodiscard]] Error error(ErrorCode code, std::string message, std::string subject) const;

    /// What was said so far has been seen to.
    void forget() { m_error.clear(), m_warning.clear(); }
    /// For GDAL's handler only.
    void take(int severity, const char* message);

private:
    std::string m_error, m_warning;
};

}  // namespace geo
