#pragma once

#include <memory>
#include <string>

#include "geo/base/result.h"
#include "geo/io/tile_mosaic.h"
#include "geo/prepare/request.h"

namespace geo {

/// A source of a request as it is opened, and what has to be said of it.
struct FoundSource {
    SourceRole role = SourceRole::Osm;
    std::string path;                           ///< as the readers open it
    std::string title;                          ///< "ESA WorldCover 2021"; of a file its name
    int year = 0;                               ///< of the data; 0: not said
    std::string scheme;                         ///< crosswalk of its codes, where that is known beforehand
    std::string unit;                           ///< of its values, likewise
    std::string licence, attribution, url;      ///< empty: not known beforehand
    std::string advice;                         ///< what to do where it cannot be reached; empty: it is no named source
    std::shared_ptr<const TileMosaic> tiles{};  ///< keeps `path` alive where it is a mosaic of tiles

    [[nodiscard]] bool isNamed() const { return !advice.empty(); }
};

/// Finds what an argument means: a name of data/sources/sources.csv becomes the tiles that `box` needs, a path stays what it is.
/// Of a named source the headers are read. Errors: those of findNamedSource() and TileMosaic; Network says what to do instead.
[[nodiscard]] Result<FoundSource> findSource(const SourceArgument& argument, SourceRole role, const GeographicExtent& box,
                                             const std::string& iso3);

/// The year that an argument speaks of: before its "=", or a named source's own; 0: not said. Errors: those of findNamedSource().
[[nodiscard]] Result<int> yearOf(const SourceArgument& argument, SourceRole role);

/// Says of an error in reading a source what to do where the network is missing; any other error stays as it is.
[[nodiscard]] Error advised(Error error, const FoundSource& source);

}  // namespace geo
