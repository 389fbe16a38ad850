#pragma once

#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "geo/base/result.h"
#include "geo/prepare/prepare.h"
#include "geo/prepare/request.h"
#include "geo/registry/members.h"

namespace geo {

/// A city of an atlas, and what its pack is made of.
struct AtlasCity {
    PrepareCity city;
    PrepareRequest request;
};

/// A square of `sideKm` with its middle in a city's centre, along meridians and parallels.
[[nodiscard]] GeographicExtent boxAround(const LonLat& centre, double sideKm);

/// Every member with data, in the registry's order, candidates left out. In the sources of `pattern` "{id}" stands for the
/// member's id; such a file that is not there for a city is left out for it. A city has data where one of its own files is there;
/// with `aroundKm` above 0, which gives every territory, also where any source is left. Without any source: the demonstration's.
/// `pattern.output` is the atlas's folder; each pack goes into a folder of its id. Errors: NotFound, for a file that all share.
[[nodiscard]] Result<std::vector<AtlasCity>> planAtlas(const PrepareRequest& pattern, double aroundKm, const Members& members);

/// One word for what was asked for: two runs with the same sources can go on from each other.
[[nodiscard]] std::string fingerprintOf(const PrepareRequest& pattern, double aroundKm);

/// What became of an atlas.
struct AtlasOutcome {
    size_t made = 0, kept = 0;
    std::vector<std::pair<std::string, Error>> failures;  ///< by the city's title
};

/// Makes one pack; the atlas does not ask how.
using MakePack = std::function<Result<void>(const AtlasCity& city)>;

/// Makes the packs one by one, and a catalogue of those that are there after each. What is done is noted in the folder's file
/// ".preparing" until all of it is: a later run of the same fingerprint keeps those packs and makes the others, also those that
/// failed. A failure does not stop the others. Errors: Output where the folder cannot be written to, or
/// has another catalogue; Cancelled.
[[nodiscard]] Result<AtlasOutcome> makeAtlas(const std::filesystem::path& folder, const std::vector<AtlasCity>& cities,
                                             const std::string& fingerprint, const MakePack& make, const std::stop_token& stop);

}  // namespace geo
