#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/pyramid/open_layer.h"
#include "geo/taxonomy/colour.h"
#include "geo/vector/coastline.h"

namespace geo {

/// What an asset of a city pack is for, in the order of the map from bottom to top; in files by its word.
enum class PackRole { Landcover, Density, Tesserae, Green, Blue, Grey, Districts, Places, Thumbnail };
inline constexpr std::array<std::string_view, 9> kPackRoles{"landcover", "density",   "tesserae", "green",    "blue",
                                                            "grey",      "districts", "places",   "thumbnail"};

inline constexpr std::string_view kCogType = "image/tiff; application=geotiff; profile=cloud-optimized";
inline constexpr std::string_view kFlatGeobufType = "application/vnd.flatgeobuf";

/// One class of a band, as the classification extension has it.
struct PackClass {
    int64_t value = 0;
    std::string name;         ///< letters, digits, - and _
    std::string description;  ///< for people
    std::optional<Colour> colour;
};

/// One band, as the raster extension has it.
struct PackBand {
    std::string dataType;  ///< "uint8", "float32" ...
    std::string description, unit;
    std::optional<double> nodata;  ///< may be NaN or infinite
    double scale = 1, offset = 0;
    std::vector<PackClass> classes;
};

/// One file of a pack.
struct PackAsset {
    std::string key;
    std::string href;  ///< as in the item: relative to it, or https
    std::string mediaType;
    std::vector<std::string> roles;
    std::string title, description;
    std::string datetime;     ///< RFC 3339; empty: as the item's
    std::string attribution;  ///< text to print on every map
    std::string scheme;       ///< crosswalk scheme of its class codes ("worldcover"), our own property metromosaic:scheme
    int epsg = 0;             ///< 0: none; then wkt2
    std::string wkt2;
    std::vector<int> shape;         ///< rows, columns
    std::vector<double> transform;  ///< x = t0 column + t1 row + t2, y = t3 column + t4 row + t5
    std::vector<double> box;        ///< in the asset's CRS: west, south, east, north
    std::vector<PackBand> bands;
    std::string checksum;  ///< multihash, hexadecimal: 1220 and the sha2-256
    int64_t size = -1;     ///< bytes; -1: not said

    /// What the readers open: filled when a pack is read, never written.
    std::string location;

    [[nodiscard]] bool has(PackRole role) const;
    /// Whether a role of ours makes it a layer of the map.
    [[nodiscard]] bool isLayer() const;
};

/// Who made the data, and on which terms.
struct PackProvider {
    std::string name, description, url;
    std::vector<std::string> roles;  ///< producer, licensor, processor, host
};

/// All that is shown of one metropolis: a STAC Item.
struct CityPack {
    std::string id, title, description;
    GeographicExtent box;
    std::vector<Rings> territory;  ///< longitude, latitude; empty: the box stands for it
    std::string datetime;          ///< RFC 3339; empty: `start` and `end` say the range
    std::string start, end;
    std::string licence;  ///< SPDX identifier; "various" where the assets differ
    std::vector<std::string> attribution;
    std::vector<PackProvider> providers;
    std::vector<PackAsset> assets;  ///< by key

    std::string source;   ///< where it was read from; never written
    Diagnostics remarks;  ///< from reading: assets that are left out, and why; gaps: layers of the map whose files are missing
};

/// One entry of an atlas.
struct AtlasEntry {
    std::string title, location;
};

/// A catalogue of city packs: a STAC Catalog.
struct Atlas {
    std::string id, title, description;
    std::vector<AtlasEntry> packs;
};

}  // namespace geo
