#include "viewer/export/png_writer.h"

#include <png.h>
#include <unistd.h>

#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <filesystem>

namespace exporting {
namespace {

constexpr double kPixelsOfLargePage = 64e6;

geo::Failure outputFailure(const std::string& path, const std::string& cause) {
    return geo::fail(geo::ErrorCode::Output, "The picture could not be written; check the folder's permissions and free space.",
                     path, cause);
}

/// A name beside the target that no other process uses.
std::string temporaryName(const std::string& path) { return path + ".part" + std::to_string(getpid()); }

geo::Result<void> moveIntoPlace(const std::string& from, const std::string& to) {
    std::error_code problem;
    std::filesystem::rename(from, to, problem);
    if (!problem) return {};
    std::error_code ignored;
    std::filesystem::remove(from, ignored);
    return outputFailure(to, problem.message());
}

}  // namespace

struct PngWriter::File {
    std::string path, temporary;
    std::FILE* stream = nullptr;
    png_structp png = nullptr;
    png_infop info = nullptr;
    std::string problem;  // what libpng said

    ~File() {
        if (png) png_destroy_write_struct(&png, &info);
        if (stream) std::fclose(stream);
        std::error_code ignored;
        if (!temporary.empty()) std::filesystem::remove(temporary, ignored);
    }
    static void onError(png_structp png, png_const_charp message) {
        static_cast<File*>(png_get_error_ptr(png))->problem = message;
        png_longjmp(png, 1);
    }
    static void onWarning(png_structp, png_const_charp) {}
};

namespace {

// libpng reports failure by longjmp: what may jump stands in functions without objects of their own.
bool beginImage(png_structp png, png_infop info, std::FILE* stream, png_uint_32 width, png_uint_32 height, png_uint_32 perMetre,
                bool fast) {
    if (setjmp(png_jmpbuf(png))) return false;
    png_init_io(png, stream);
    png_set_user_limits(png, 0x7fffffff, 0x7fffffff);
    png_set_IHDR(png, info, width, height, 8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    png_set_sRGB(png, info, PNG_sRGB_INTENT_PERCEPTUAL);
    png_set_pHYs(png, info, perMetre, perMetre, PNG_RESOLUTION_METER);
    png_set_compression_level(png, fast ? 1 : 4);
    png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_UP);  // flat colours: the row above foretells the most
    png_write_info(png, info);
    return true;
}

bool addRow(png_structp png, png_const_bytep row) {
    if (setjmp(png_jmpbuf(png))) return false;
    png_write_row(png, row);
    return true;
}

bool endImage(png_structp png, png_infop info) {
    if (setjmp(png_jmpbuf(png))) return false;
    png_write_end(png, info);
    return true;
}

}  // namespace

PngWriter::PngWriter(std::unique_ptr<File> file) : m_file(std::move(file)) {}
PngWriter::PngWriter(PngWriter&&) noexcept = default;
PngWriter::~PngWriter() = default;

geo::Result<PngWriter> PngWriter::create(const std::string& path, int width, int height, double dpi) {
    constexpr double kMetresPerInch = 0.0254;
    auto file = std::make_unique<File>();
    file->path = path;
    file->stream = std::fopen(temporaryName(path).c_str(), "wb");
    if (!file->stream) return outputFailure(path, std::strerror(errno));
    file->temporary = temporaryName(path);
    file->png = png_create_write_struct(PNG_LIBPNG_VER_STRING, file.get(), File::onError, File::onWarning);
    if (file->png) file->info = png_create_info_struct(file->png);
    if (!file->info) return geo::fail(geo::ErrorCode::Output, "There is not enough memory to write the picture.", path);
    const bool fast = static_cast<double>(width) * height > kPixelsOfLargePage;
    if (!beginImage(file->png, file->info, file->stream, static_cast<png_uint_32>(width), static_cast<png_uint_32>(height),
                    static_cast<png_uint_32>(std::lround(dpi / kMetresPerInch)), fast))
        return outputFailure(path, file->problem);
    return PngWriter(std::move(file));
}

geo::Result<void> PngWriter::writeRow(std::span<const std::byte> rgb) {
    if (!addRow(m_file->png, reinterpret_cast<png_const_bytep>(rgb.data()))) return outputFailure(m_file->path, m_file->problem);
    return {};
}

geo::Result<void> PngWriter::finish() {
    if (!endImage(m_file->png, m_file->info)) return outputFailure(m_file->path, m_file->problem);
    const bool closed = std::fclose(std::exchange(m_file->stream, nullptr)) == 0;
    if (!closed) return outputFailure(m_file->path, std::strerror(errno));
    return moveIntoPlace(std::exchange(m_file->temporary, {}), m_file->path);
}

geo::Result<void> writeTextFile(const std::string& path, const std::string& text) {
    const auto temporary = temporaryName(path);
    std::FILE* stream = std::fopen(temporary.c_str(), "wb");
    if (!stream) return outputFailure(path, std::strerror(errno));
    const bool written = std::fwrite(text.data(), 1, text.size(), stream) == text.size();
    if (std::fclose(stream) != 0 || !written) {
        std::error_code ignored;
        std::filesystem::remove(temporary, ignored);
        return outputFailure(path, std::strerror(errno));
    }
    return moveIntoPlace(temporary, path);
}

}  // namespace exporting
