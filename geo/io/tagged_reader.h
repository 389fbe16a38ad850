#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "geo/io/vector_tagged.h"

class GDALDataset;

namespace geo {

/// Takes a piece of what is read; false where no more is wanted.
using TakePart = std::function<bool(TaggedPart&&)>;

/// Reads one layer of a set of vector tiles, several tiles at once: each has a handle of its own. Every tile is a part, in the
/// order of `files`, handed over by the calling thread; no more than four for each core are in memory that were not. A tile that
/// lacks the layer is empty; one that cannot be read is a complaint. Areas whose outline crosses itself, which GDAL cannot cut at
/// the edge of their tile, are mended first. Errors: Cancelled. For the io folder only.
[[nodiscard]] Result<void> readTiles(const std::vector<TileFile>& files, const std::string& layer, const std::string& path,
                                     const TakePart& take, const std::stop_token& stop);

/// Reads all layers of an OpenStreetMap extract, in the order in which the driver gives them, in parts of `most` features, or of
/// a million vertices where that is less. One thread. Errors: Cancelled.
[[nodiscard]] Result<void> readExtract(GDALDataset& dataset, const std::string& path, size_t most, const TakePart& take,
                                       const std::stop_token& stop);

}  // namespace geo
