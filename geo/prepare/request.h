#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/base/result.h"
#include "geo/pyramid/open_layer.h"
#include "geo/registry/members.h"

namespace geo {

/// What a source is asked about; in words of the command line.
enum class SourceRole : uint8_t { Osm, Landcover, Population, Builtup, Districts, Informal };
inline constexpr std::array<std::string_view, 6> kSourceRoles{"osm",     "landcover", "population",
                                                              "builtup", "districts", "informal"};

/// One source as a person names it: "worldcover:2021", "2015=ghs_pop_2015.tif", "demo:montevideo", a path or a URL.
struct SourceArgument {
    std::string where;
    int year = 0;  ///< of the data; 0: not said
    friend bool operator==(const SourceArgument&, const SourceArgument&) = default;
};

/// Reads "YEAR=WHERE" or "WHERE"; a year has four digits. Malformed where nothing is named, or the year is none of maps.
[[nodiscard]] Result<SourceArgument> parseSourceArgument(std::string_view text);

/// Sources for each of several years: a named source without a version ("ghs-pop") stands once for every epoch, what has a year
/// or a version stays as it is, in the order given. Without epochs everything stays.
/// Errors: those of isNamedSource().
[[nodiscard]] Result<std::vector<SourceArgument>> forEpochs(const std::vector<SourceArgument>& sources,
                                                            const std::vector<int>& epochs);

/// What `metromosaic prepare` was asked for. Every source is optional, in any mix.
struct PrepareRequest {
    std::string city;                     ///< registry id, any name of a member, or any name with a box
    std::optional<GeographicExtent> box;  ///< --bbox
    std::vector<SourceArgument> osm, landcover, population, builtup, districts, informal;
    std::string scheme;                    ///< crosswalk of the land cover where it cannot be recognised
    std::vector<std::string> attribution;  ///< to print on every map, instead of the names of files that name no publisher
    std::string output;                    ///< folder of the pack
    bool replace = false;                  ///< a pack there makes room though it was changed, or is another city's; it is kept

    [[nodiscard]] std::vector<SourceArgument>& of(SourceRole role);
    [[nodiscard]] const std::vector<SourceArgument>& of(SourceRole role) const;
    /// Whether nothing is named that tells of the ground; districts and claims alone make no mosaic.
    [[nodiscard]] bool saysNothing() const;
};

/// Calls `take(role, sources)` for the six roles in their order.
template <class Request, class Take>
void forEachRole(Request& request, Take&& take) {
    for (size_t i = 0; i < kSourceRoles.size(); ++i) {
        const auto role = static_cast<SourceRole>(i);
        take(role, request.of(role));
    }
}

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
