#include "geo/pack/checksums.h"

#include <glib.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <sstream>

namespace geo {
namespace {

constexpr size_t kDigits = 64;

struct FreeChecksum {
    void operator()(GChecksum* checksum) const { g_checksum_free(checksum); }
};
struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};

}  // namespace

Result<std::string> sha256OfFile(const std::string& path) {
    const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "rbe"));
    const std::unique_ptr<GChecksum, FreeChecksum> checksum(g_checksum_new(G_CHECKSUM_SHA256));
    std::vector<guchar> bytes(1 << 18);
    size_t read = 0;
    while (file && (read = std::fread(bytes.data(), 1, bytes.size(), file.get())) > 0)
        g_checksum_update(checksum.get(), bytes.data(), static_cast<gssize>(read));
    if (!file || std::ferror(file.get())) return fail(ErrorCode::Unreadable, "The file cannot be read to its end.", path);
    return std::string(g_checksum_get_string(checksum.get()));
}

std::string writeChecksums(std::vector<Checksum> list) {
    std::ranges::sort(list, {}, &Checksum::name);
    std::string text;
    for (const auto& entry : list) text += entry.sha256 + "  " + entry.name + "\n";
    return text;
}

std::vector<Checksum> parseChecksums(const std::string& text) {
    std::vector<Checksum> list;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);)
        if (line.size() > kDigits + 2 && line.find_first_not_of("0123456789abcdef") == kDigits)
            list.push_back({line.substr(0, kDigits), line.substr(kDigits + 2)});
    return list;
}

}  // namespace geo
