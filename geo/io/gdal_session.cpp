#include "geo/io/gdal_session.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal.h>

#include <mutex>

namespace geo {
namespace {

void setDefault(const char* key, const char* value) {
    if (!CPLGetConfigOption(key, nullptr)) CPLSetConfigOption(key, value);
}

void CPL_STDCALL collect(CPLErr severity, CPLErrorNum, const char* message) {
    if (auto* messages = static_cast<GdalMessages*>(CPLGetErrorHandlerUserData())) messages->take(severity, message);
}

}  // namespace

void startGdal() {
    static std::once_flag once;
    std::call_once(once, [] {
        GDALAllRegister();
        setDefault("GDAL_PAM_ENABLED", "NO");  // nothing is written beside the user's files
        setDefault("GDAL_CACHEMAX", "64");     // MiB; tiles have a cache of their own
        setDefault("GDAL_DISABLE_READDIR_ON_OPEN", "EMPTY_DIR");
        setDefault("CPL_VSIL_CURL_CACHE_SIZE", "33554432");
        setDefault("GDAL_HTTP_CONNECTTIMEOUT", "10");
        setDefault("GDAL_HTTP_TIMEOUT", "30");
        setDefault("GDAL_HTTP_LOW_SPEED_LIMIT", "1");  // bytes a second, for so many seconds: a server that fell silent
        setDefault("GDAL_HTTP_LOW_SPEED_TIME", "10");
        setDefault("GDAL_HTTP_USERAGENT", "Metromosaic");
        setDefault("OGR_GEOJSON_MAX_OBJ_SIZE", "0");
    });
}

GdalMessages::GdalMessages() { CPLPushErrorHandlerEx(collect, this); }
GdalMessages::~GdalMessages() { CPLPopErrorHandler(); }

void GdalMessages::take(int severity, const char* message) {
    if (severity >= CE_Failure && m_error.empty()) m_error = message;
    if (severity == CE_Warning) m_warning = message;
}

std::string GdalMessages::text() const { return m_error.empty() ? m_warning : m_error; }

Error GdalMessages::error(ErrorCode code, std::string message, std::string subject) const {
    return Error{code, std::move(message), std::move(subject), text()};
}

}  // namespace geo
