#pragma once

#include <string>
#include <string_view>

#include "geo/pack/pack_href.h"
#include "geo/pack/pack_model.h"

namespace geo {

/// Limits on what a stranger may send.
inline constexpr size_t kMostStacBytes = 8u << 20;
inline constexpr int kMostStacDepth = 32;
inline constexpr size_t kMostAssets = 256, kMostLinks = 4096, kMostStacClasses = 4096, kMostRingPoints = 200'000;

/// A STAC 1.0.0 Item with the projection 1.1, raster 1.1, classification 2.0 and file 2.1 extensions. Keys are sorted and
/// numbers as short as they stay exact: the same pack gives the same text.
[[nodiscard]] std::string writeItem(const CityPack& pack);

/// Reads an Item, ours or anybody's. Assets whose links cannot be read here (s3://) are left out with a remark; a link that must
/// not be followed refuses the whole. `subject` names the document in errors. Malformed says which key, TooLarge what is too
/// much.
[[nodiscard]] Result<CityPack> parseItem(std::string_view json, const PackOrigin& origin, const std::string& subject);

/// A STAC 1.0.0 Catalog; `packs` have locations relative to it.
[[nodiscard]] std::string writeCatalog(const Atlas& atlas);

/// One link of a catalog that leads down.
struct CatalogLink {
    std::string href, title, location;
    bool isItem = false;  ///< else another catalog
};
struct CatalogPage {
    std::string id, title, description;
    std::vector<CatalogLink> links;
};
/// Reads a Catalog or a Collection; only its links `item` and `child` are followed.
[[nodiscard]] Result<CatalogPage> parseCatalog(std::string_view json, const PackOrigin& origin, const std::string& subject);

/// What a JSON text claims to be.
enum class StacKind { None, Item, Catalog };
[[nodiscard]] StacKind stacKind(std::string_view json);
/// Whether a text can be parsed as JSON, within the limits.
[[nodiscard]] bool isJson(std::string_view text);

}  // namespace geo
