#pragma once

#include <memory>
#include <string>
#include <vector>

#include "geo/base/result.h"

namespace geo {

/// Tiles of one raster data set, of one CRS and cell size, read as one raster. Opens the tiles' headers; cells are read where
/// they are asked for. Immutable; any thread.
class TileMosaic {
public:
    /// Tiles that do not exist at the publisher's (over the sea) are left out: their cells hold no data. Errors: those of opening
    /// a tile, Network among them; NotFound where none of them exists; Unsupported where they do not fit together.
    [[nodiscard]] static Result<std::shared_ptr<const TileMosaic>> of(const std::vector<std::string>& files);
    ~TileMosaic();
    TileMosaic(const TileMosaic&) = delete;
    TileMosaic& operator=(const TileMosaic&) = delete;

    /// What RasterFile opens, as long as this lives.
    [[nodiscard]] const std::string& path() const { return m_path; }
    /// How many of the tiles do not exist.
    [[nodiscard]] size_t missing() const { return m_missing; }

private:
    TileMosaic() = default;

    std::string m_path;
    bool m_virtual = false;  // made here, and to be removed
    size_t m_missing = 0;
};

}  // namespace geo
