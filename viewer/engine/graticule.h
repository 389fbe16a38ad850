#pragma once

#include <string>
#include <vector>

#include "geo/space/crs.h"

namespace engine {

/// Meridians and parallels of the map, and the outline of the sphere, as lines in the map CRS. Made once for a CRS.
class Graticule {
public:
    struct Lines {
        std::vector<std::vector<geo::Point>> net, outline;
        /// The map's west and east edges, south to north, as many points each: between them lies the globe. Empty where the
        /// two are one line and the map has no edge there.
        std::vector<geo::Point> west, east;
    };
    /// `crsKey` tells one CRS from another.
    [[nodiscard]] const Lines& lines(const geo::Crs& crs, const std::string& crsKey);

private:
    std::string m_crsKey;
    bool m_made = false;
    Lines m_lines;
};

}  // namespace engine
