#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "geo/base/result.h"
#include "geo/mosaic/tessellate.h"
#include "geo/prepare/landcover_water.h"
#include "geo/prepare/read_zones.h"

namespace geo {

/// The ground a mosaic is to cover, in metres of the city's plane.
struct Territory {
    std::vector<Rings> parts;     ///< may overlap: counted once
    std::vector<Barrier> limits;  ///< of districts, where they make the territory
    std::string basis;            ///< a sentence for the pack: what the territory is
};

/// Around a territory, in metres of the plane.
[[nodiscard]] Extent extentOf(const Territory& territory);

/// A box of meridians and parallels, which are curves in the plane: split until they are true to 1 cm.
[[nodiscard]] Result<Territory> territoryOfBox(const GeographicExtent& box, const Crs& plane);

/// All districts together; their outlines are limits that no tessera crosses.
[[nodiscard]] Territory territoryOfDistricts(const Zones& districts, const std::string& title);

/// Around a territory in degrees. Errors: those of PROJ.
[[nodiscard]] Result<GeographicExtent> geographicBox(const Territory& territory, const Crs& plane);

/// A box in degrees with so many metres around it, at most the Earth.
[[nodiscard]] GeographicExtent grown(const GeographicExtent& box, double metres);

/// What of a territory is sea.
struct Sea {
    std::vector<Rings> polygons;
    std::string source;   ///< what was asked, for the pack's credits; empty: nothing was known
    std::string tag;      ///< what the polygons are, as a network's features say it
    Diagnostics remarks;  ///< how good the coast is
};

/// The sea: from coastlines where the data have any; else open water of a land cover, and where that says nothing what
/// `landFiles` (tried in order; one that is missing is passed over) do not call land. Lines in the plane, land on their left.
[[nodiscard]] Result<Sea> findSea(const Territory& territory, const std::vector<std::vector<Point>>& coastlines,
                                  const std::optional<LandcoverWater>& landcover, const std::vector<std::string>& landFiles,
                                  const Crs& plane, const std::stop_token& stop);

/// Land known for a city: derived land of the demonstration data, then Natural Earth's.
[[nodiscard]] std::vector<std::string> landFilesOf(const std::string& cityId);

}  // namespace geo
