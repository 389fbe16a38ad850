#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>

#include "geo/base/result.h"

namespace exporting {

/// Writes an opaque RGB PNG row by row, so that a page need never be in memory as a whole. The file appears under its name only
/// when it is finished; before that, and after a failure, there is nothing.
class PngWriter {
public:
    /// `dpi` goes into the file's pHYs chunk.
    [[nodiscard]] static geo::Result<PngWriter> create(const std::string& path, int width, int height, double dpi);
    PngWriter(PngWriter&&) noexcept;
    PngWriter& operator=(PngWriter&&) = delete;
    ~PngWriter();

    /// The next row from the top: RGB, 3 bytes a pixel.
    [[nodiscard]] geo::Result<void> writeRow(std::span<const std::byte> rgb);
    /// Closes the file and gives it its name; after all rows.
    [[nodiscard]] geo::Result<void> finish();

private:
    struct File;
    explicit PngWriter(std::unique_ptr<File> file);
    std::unique_ptr<File> m_file;
};

}  // namespace exporting
