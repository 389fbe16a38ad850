#pragma once

#include <string>
#include <vector>

#include "geo/prepare/found_source.h"

namespace geo {

/// A source that took part in a mosaic.
struct UsedSource {
    FoundSource source;
    int band = 0;                ///< of a raster, from 1; 0: it is none
    std::string layer;           ///< of a file of areas
    bool isDensity = false;      ///< its numbers are per area
    std::vector<bool> believed;  ///< per tessera: whether some of its evidence comes from here
};

}  // namespace geo
