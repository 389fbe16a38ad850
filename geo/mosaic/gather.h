#pragma once

#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "geo/mosaic/city_grid.h"
#include "geo/mosaic/evidence.h"
#include "geo/mosaic/osm_objects.h"
#include "geo/mosaic/tessellate.h"

namespace geo {

/// Radius of what counts as around a tessera: some 3 km², the neighbourhood of the 1 km cells of the Degree of Urbanisation.
inline constexpr double kAroundM = 1000;
/// Radius of what counts as near: a walk past two or three blocks.
inline constexpr double kNearM = 300;

/// What the tesserae are by themselves: tessera.water (1 for water, 0 for land) and tessera.area_ha.
void gatherTesserae(EvidenceTable& evidence, std::span<const Tessera> tesserae);

/// All that an OpenStreetMap source says of the tesserae: the measures osm.* and addresses.* of data/mosaic/measures.csv, added
/// to the table. NaN where the source does not reach; a kind of object that the source lacks altogether (buildings, addresses)
/// gives no column, for nobody looked. Plane metres; pure. Any thread; takes all cores, `progress` is called on the calling
/// thread. Errors: Cancelled.
[[nodiscard]] Result<void> gatherOsm(EvidenceTable& evidence, std::span<const Tessera> tesserae, const OsmObjects& osm,
                                     const Progress& progress, const std::stop_token& stop);

/// Adds as `name` the mean of a measure over the land within kAroundM of each tessera, as far as its source covers it; NaN where
/// that is less than a cell of 250 m. Nothing where there is no such measure. Its last part must not stand beside classes, which
/// `largest` would compare it with. Pure.
void gatherAround(EvidenceTable& evidence, std::span<const Tessera> tesserae, std::string_view measure, std::string name);

/// Shares from polygons of an official layer that claims informal settlement: tenure.informal; and tenure.complete, the share of
/// each tessera where the layer is declared complete (`completeFor`; empty: nowhere). Polygons must be valid.
[[nodiscard]] Result<void> gatherClaims(EvidenceTable& evidence, std::span<const Tessera> tesserae,
                                        const std::vector<Rings>& informal, const std::vector<Rings>& completeFor,
                                        const Progress& progress, const std::stop_token& stop);

}  // namespace geo
