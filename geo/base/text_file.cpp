#include "geo/base/text_file.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace geo {

Result<std::string> readTextFile(const std::string& path, size_t mostBytes) {
    std::error_code error;
    if (!std::filesystem::exists(path, error)) return fail(ErrorCode::NotFound, "There is no such file.", path);
    if (!std::filesystem::is_regular_file(path, error))
        return fail(ErrorCode::Unreadable, "This is not a file that can be read as text.", path);
    std::ifstream file(path, std::ios::binary);
    if (!file) return fail(ErrorCode::Unreadable, "The file cannot be opened; check its permissions.", path);
    const auto size = std::filesystem::file_size(path, error);
    if (error || size > mostBytes)
        return fail(ErrorCode::TooLarge,
                    fmt::format("The file is larger than the {} KiB that are allowed here.", mostBytes / 1024), path);
    std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    if (file.bad()) return fail(ErrorCode::Unreadable, "Reading the file failed before its end.", path);
    return text;
}

}  // namespace geo
