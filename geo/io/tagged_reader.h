#pragma once

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "geo/io/vector_tagged.h"

class GDALDataset;

namespace geo {

/// Reads one layer of a set of vector tiles, several tiles at once: each has a handle of its own. Features keep the order of
/// `files`. A tile that lacks the layer is empty; one that cannot be read is a complaint. Errors: Cancelled. For the io folder
/// only.
[[nodiscard]] Result<std::shared_ptr<const TaggedFeatures>> readTiles(const std::vector<std::string>& files,
                                                                      const std::string& layer, const std::string& path,
                                                                      const std::stop_token& stop);

/// Reads all layers of an OpenStreetMap extract, in the order in which the driver gives them. One thread.
[[nodiscard]] Result<std::shared_ptr<const TaggedFeatures>> readExtract(GDALDataset& dataset, const std::string& path,
                                                                        const std::stop_token& stop);

}  // namespace geo
