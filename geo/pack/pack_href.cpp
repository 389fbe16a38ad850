#include "geo/pack/pack_href.h"

#include <algorithm>
#include <cctype>
#include <filesystem>

#include "geo/base/names.h"
#include "geo/io/remote_text.h"

namespace geo {
namespace fs = std::filesystem;
namespace {

constexpr size_t kMostBytes = 4096;

int hexDigit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::string decodedOnce(const std::string& text) {
    std::string decoded;
    for (size_t i = 0; i < text.size(); ++i) {
        const int high = text[i] == '%' && i + 2 < text.size() ? hexDigit(text[i + 1]) : -1;
        const int low = high >= 0 ? hexDigit(text[i + 2]) : -1;
        decoded += low >= 0 ? static_cast<char>(high * 16 + low) : text[i];
        if (low >= 0) i += 2;
    }
    return decoded;
}

bool hasControls(std::string_view text) {
    return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

// "https://host:port" of an address, lower case.
std::string webOrigin(const std::string& address) {
    const auto host = address.find("://") + 3;
    return lowered(address.substr(0, address.find_first_of("/?#", host)));
}

bool hasUser(const std::string& address) { return webOrigin(address).find('@') != std::string::npos; }

// The word before "://", where it is one.
std::string schemeOf(const std::string& text) {
    const auto end = text.find("://");
    if (end == std::string::npos || end == 0) return {};
    const bool word = std::all_of(text.begin(), text.begin() + static_cast<ptrdiff_t>(end),
                                  [](unsigned char c) { return std::isalnum(c) || c == '+' || c == '-' || c == '.'; });
    return word ? lowered(text.substr(0, end)) : std::string();
}

/// Why a relative link may not be followed; empty if it may.
std::string objectionTo(const std::string& href) {
    const auto plain = fullyDecoded(href);
    if (plain.empty()) return "is empty";
    if (hasControls(plain)) return "holds control characters";
    if (plain.front() == '/' || plain.front() == '~') return "is an absolute path";
    if (plain.find('\\') != std::string::npos) return "holds a backslash";
    if (plain.find(':') != std::string::npos) return "is the name of a database, a driver or a drive, not of a file in the pack";
    if (plain.find_first_of("<>{}|*\"?#") != std::string::npos) return "is no plain file name";
    const fs::path path(plain);
    if (std::find(path.begin(), path.end(), "..") != path.end()) return "leaves the pack by \"..\"";
    return {};
}

bool isInside(const fs::path& folder, const fs::path& path) {
    const auto [end, at] = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
    return end == folder.end() || (std::next(end) == folder.end() && end->empty());
}

Result<std::string> insideFolder(const std::string& href, const PackOrigin& origin) {
    std::error_code error;
    const auto folder = fs::canonical(origin.base, error);
    if (error) return fail(ErrorCode::NotFound, "There is no such folder.", origin.base);
    const auto path = fs::path(origin.base) / fullyDecoded(href);
    const auto real = fs::weakly_canonical(path, error);
    if (error || !isInside(folder, real))
        return fail(ErrorCode::Malformed, "A link of this pack leads out of its folder; it is not opened.", href);
    if (fs::exists(real, error) && !fs::is_regular_file(real, error))
        return fail(ErrorCode::Malformed, "A link of this pack leads to something that is no file; it is not opened.", href);
    return path.lexically_normal().string();
}

}  // namespace

std::string fullyDecoded(std::string text) {
    for (auto decoded = decodedOnce(text); decoded != text; decoded = decodedOnce(text)) text = decoded;  // it only gets shorter
    return text;
}

bool isWebAddress(std::string_view text) { return text.starts_with("https://") || text.starts_with("http://"); }

Result<std::string> resolveHref(const std::string& href, const PackOrigin& origin) {
    const auto refused = [&](const std::string& why) {
        return fail(ErrorCode::Malformed,
                    "A link of this pack " + why + "; links are relative, below the pack, or https. It is not opened.",
                    href.substr(0, 200));
    };
    if (href.size() > kMostBytes) return refused("is too long");
    const auto scheme = schemeOf(href);
    if (scheme == "https" || scheme == "http") {
        if (hasControls(href) || href.find_first_of(" \\<>{}|\"") != std::string::npos) return refused("is no plain address");
        if (webOrigin(href).size() <= scheme.size() + 3 || hasUser(href)) return refused("is no plain address");
        const bool own = origin.kind == PackOrigin::Kind::Web && webOrigin(origin.base) == webOrigin(href);
        if (scheme == "http" && !own) return refused("is not encrypted (http)");
        return scheme + href.substr(scheme.size());
    }
    if (scheme == "s3" || scheme == "gs" || scheme == "ftp" || scheme == "az" || scheme == "abfs")
        return fail(ErrorCode::Unsupported, "Links of the kind " + scheme + ":// cannot be read here; only https can.", href);
    if (const auto objection = objectionTo(href); !objection.empty()) return refused(objection);
    const auto below = href.starts_with("./") ? href.substr(2) : href;
    switch (origin.kind) {
        case PackOrigin::Kind::Folder:
            return insideFolder(below, origin);
        case PackOrigin::Kind::Archive:
            return archivedName(origin.base, origin.prefix + fullyDecoded(below));
        case PackOrigin::Kind::Web:
            return origin.base + below;
    }
    return refused("cannot be followed");
}

PackOrigin originBelow(const PackOrigin& origin, const std::string& href, const std::string& location) {
    if (isWebAddress(location)) {
        const auto end = std::min(location.find_first_of("?#"), location.size());
        const auto slash = location.rfind('/', end == 0 ? 0 : end - 1);
        return {PackOrigin::Kind::Web, location.substr(0, slash + 1), {}};
    }
    if (origin.kind == PackOrigin::Kind::Folder) return {origin.kind, fs::path(location).parent_path().string(), {}};
    const auto plain = fullyDecoded(href);
    const auto slash = plain.rfind('/');
    return {origin.kind, origin.base, origin.prefix + (slash == std::string::npos ? "" : plain.substr(0, slash + 1))};
}

}  // namespace geo
