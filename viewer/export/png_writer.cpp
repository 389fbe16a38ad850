#include "viewer/export/png_writer.h"

#include <png.h>

#include <cmath>
#include <cstdio>

#include "geo/base/atomic_file.h"

namespace exporting {
namespace {

constexpr double kPixelsOfLargePage = 64e6;

geo::Failure outputFailure(const std::string& path, const std::string& cause) {
    return geo::fail(geo::ErrorCode::Output, "The picture could not be written; check the folder's permissions and free space.",
                     path, cause);
}

}  // namespace

struct PngWriter::File {
    std::string path;
    geo::AtomicFile file;
    png_structp png = nullptr;
    png_infop info = nullptr;
    std::string problem;  // what libpng said

    File(std::string name, geo::AtomicFile part) : path(std::move(name)), file(std::move(part)) {}
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    ~File() {
        if (png) png_destroy_write_struct(&png, &info);
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
    auto part = geo::AtomicFile::create(path, "picture");
    if (!part) return geo::Failure(part.error());
    auto file = std::make_unique<File>(path, std::move(*part));
    file->png = png_create_write_struct(PNG_LIBPNG_VER_STRING, file.get(), File::onError, File::onWarning);
    if (file->png) file->info = png_create_info_struct(file->png);
    if (!file->info) return geo::fail(geo::ErrorCode::Output, "There is not enough memory to write the picture.", path);
    const bool fast = static_cast<double>(width) * height > kPixelsOfLargePage;
    if (!beginImage(file->png, file->info, file->file.stream(), static_cast<png_uint_32>(width), static_cast<png_uint_32>(height),
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
    return m_file->file.commit();
}

}  // namespace exporting
