#pragma once

#include <stop_token>
#include <string>
#include <variant>
#include <vector>

#include "geo/pack/pack_model.h"

namespace geo {

/// Whether a name stands for a city pack or an atlas, and not for plain data: a folder or .zip with item.json or catalog.json, a
/// .json file that says it is STAC, an item.json or catalog.json that is damaged, an address whose path ends in item.json,
/// catalog.json, collection.json or a slash, or has /items/ in it. Looks into local files; asks no server.
[[nodiscard]] bool namesPack(const std::string& path);

/// What lies there: one pack, or an atlas of several. An atlas of catalogues is read to the end, at most 4 deep and 64 of them;
/// one that names a catalogue twice, or contains itself, is refused. From strangers: see resolveHref for the links that are
/// followed. A pack whose files are missing says so in its gaps and remarks. May take long for addresses: call it on a worker.
/// Errors: NotFound, Unreadable, Malformed, TooLarge, Unsupported, Network; Cancelled soon after `stop`.
[[nodiscard]] Result<std::variant<CityPack, Atlas>> readPackOrAtlas(const std::string& path, const std::stop_token& stop);

/// The same where one pack is wanted; an atlas of one pack gives that. Unsupported for an atlas of several, with their names.
[[nodiscard]] Result<CityPack> readPack(const std::string& path, const std::stop_token& stop);

/// Layers for the viewer, bottom to top: land cover and densities, tesserae, networks, districts, places. Of anybody's item that
/// names no roles of ours: its classes first, then its pictures and measurements. Opens the assets; those that fail are gaps, or
/// remarks where the item is a stranger's. Cancelled soon after `stop`.
[[nodiscard]] Result<std::vector<LayerProposal>> proposePackLayers(const CityPack& pack, Diagnostics& remarks,
                                                                   const std::stop_token& stop);

/// A text for `metromosaic info`. Opens the assets, and reads the features of those that are on this computer in search of
/// damage.
[[nodiscard]] Explanation explainPack(const CityPack& pack);
[[nodiscard]] Explanation explainAtlas(const Atlas& atlas, const std::string& path);

}  // namespace geo
