#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/base/result.h"
#include "geo/pyramid/open_layer.h"
#include "geo/registry/members.h"

namespace geo {

/// One source as a person names it: "worldcover:2021", "2015=ghs_pop_2015.tif", "demo:montevideo", a path or a URL.
struct SourceArgument {
    std::string where;
    int year = 0;  ///< of the data; 0: not said
    friend bool operator==(const SourceArgument&, const SourceArgument&) = default;
};

/// Reads "YEAR=WHERE" or "WHERE"; a year has four digits. Malformed where nothing is named.
[[nodiscard]] Result<SourceArgument> parseSourceArgument(std::string_view text);

/// Sources for each of several years: a named source without a version ("ghs-pop") stands once for every epoch, what has a year
/// or a version stays as it is, in the order given. Without epochs everything stays.
[[nodiscard]] std::vector<SourceArgument> forEpochs(const std::vector<SourceArgument>& sources, const std::vector<int>& epochs);

/// What `metromosaic prepare` was asked for. Every source is optional, in any mix.
struct PrepareRequest {
    std::string city;                     ///< registry id, any name of a member, or any name with a box
    std::optional<GeographicExtent> box;  ///< --bbox
    std::vector<SourceArgument> osm, landcover, population, builtup, districts, informal;
    std::string scheme;  ///< crosswalk of the land cover where it cannot be recognised
    std::string output;  ///< folder of the pack
};

/// The metropolis a pack is made of.
struct PrepareCity {
    std::string id;     ///< kebab case, ASCII: a folder's name and the STAC item's id
    std::string title;  ///< "Montevideo"
    LonLat centre;      ///< of the city's plane
    std::string iso3;   ///< country; empty: not known
    bool registered = false;
    friend bool operator==(const PrepareCity&, const PrepareCity&) = default;
};

/// By id, then by a name that means just one member; else a name of one's own, which needs a box: its middle is the plane's
/// centre. Errors: NotFound (no member of this name and no box; the nearest names are said), Malformed (a name without a letter
/// or digit).
[[nodiscard]] Result<PrepareCity> chooseCity(const std::string& name, const std::optional<GeographicExtent>& box,
                                             const Members& members);

/// The sources of a demonstration city where nothing else was given: its vector tiles, if they are installed.
[[nodiscard]] std::vector<SourceArgument> demonstrationSources(const PrepareCity& city);

}  // namespace geo
