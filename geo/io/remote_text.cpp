#include "geo/io/remote_text.h"

#include <cpl_conv.h>
#include <cpl_http.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <fmt/format.h>

#include "geo/io/gdal_session.h"

namespace geo {
namespace {

struct Answer {
    std::string text;
    size_t most = 0;
    std::stop_token stop{};
    bool tooLarge = false;
};

// As libcurl calls it: answering less than was brought ends the transfer.
size_t collect(void* bytes, size_t size, size_t count, void* data) {
    auto& answer = *static_cast<Answer*>(data);
    if (answer.stop.stop_requested()) return 0;
    const size_t brought = size * count;
    if (brought > answer.most - answer.text.size()) {
        answer.tooLarge = true;
        return 0;
    }
    answer.text.append(static_cast<const char*>(bytes), brought);
    return brought;
}

Failure tooLarge(size_t mostBytes, const std::string& subject) {
    return fail(ErrorCode::TooLarge, fmt::format("This text is larger than the {} KiB that are allowed here.", mostBytes / 1024),
                subject);
}

}  // namespace

Result<std::string> fetchText(const std::string& url, size_t mostBytes, const std::stop_token& stop) {
    if (stop.stop_requested()) return fail(ErrorCode::Cancelled, "Fetching was cancelled.", url);
    startGdal();
    const GdalMessages messages;
    Answer answer{{}, mostBytes, stop};
    CPLStringList options;
    options.SetNameValue("CONNECTTIMEOUT", CPLGetConfigOption("GDAL_HTTP_CONNECTTIMEOUT", "10"));
    options.SetNameValue("TIMEOUT", CPLGetConfigOption("GDAL_HTTP_TIMEOUT", "30"));
    options.SetNameValue("USERAGENT", "Metromosaic");
    auto* result = CPLHTTPFetchEx(url.c_str(), options.List(), nullptr, nullptr, collect, &answer);
    const bool arrived = result && result->nStatus == 0 && (!result->pszErrBuf || answer.text.size() > 0) && !messages.sawError();
    const std::string cause = result && result->pszErrBuf ? result->pszErrBuf : messages.text();
    CPLHTTPDestroyResult(result);
    if (stop.stop_requested()) return fail(ErrorCode::Cancelled, "Fetching was cancelled.", url);
    if (answer.tooLarge) return tooLarge(mostBytes, url);
    if (!arrived)
        return fail(ErrorCode::Network, "This address did not answer; check it and the connection, then try again.", url, cause);
    return std::move(answer.text);
}

std::string archivedName(const std::string& archive, const std::string& entry) { return "/vsizip/{" + archive + "}/" + entry; }

Result<std::string> readArchivedText(const std::string& archive, const std::string& entry, size_t mostBytes) {
    startGdal();
    const GdalMessages messages;
    const auto name = archivedName(archive, entry);
    VSIStatBufL state;
    if (VSIStatL(name.c_str(), &state) != 0)
        return Failure(messages.error(ErrorCode::NotFound, "There is no " + entry + " in this archive.", archive));
    if (static_cast<uint64_t>(state.st_size) > mostBytes) return tooLarge(mostBytes, archive + ", " + entry);
    std::string text(static_cast<size_t>(state.st_size), '\0');
    auto* file = VSIFOpenL(name.c_str(), "rb");
    const size_t read = file ? VSIFReadL(text.data(), 1, text.size(), file) : 0;
    if (file) VSIFCloseL(file);
    if (!file || read != text.size())
        return Failure(messages.error(ErrorCode::Unreadable, "This archive is damaged; get a fresh copy of it.", archive));
    return text;
}

}  // namespace geo
