#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "geo/pack/stac_item.h"

namespace geo {
namespace {

using Json = nlohmann::json;  // its objects are sorted by key

constexpr const char* kVersion = "1.0.0";
constexpr const char* kProjection = "https://stac-extensions.github.io/projection/v1.1.0/schema.json";
constexpr const char* kRaster = "https://stac-extensions.github.io/raster/v1.1.0/schema.json";
constexpr const char* kClassification = "https://stac-extensions.github.io/classification/v2.0.0/schema.json";
constexpr const char* kFile = "https://stac-extensions.github.io/file/v2.1.0/schema.json";

void put(Json& object, const char* key, const std::string& text) {
    if (!text.empty()) object[key] = text;
}

Json position(Point p) {
    const auto rounded = [](double degrees) { return std::round(degrees * 1e7) / 1e7; };  // a centimetre
    return {rounded(p.x), rounded(p.y)};
}

Json ringOf(const std::vector<Point>& points) {
    Json ring = Json::array();
    for (const auto& p : points) ring.push_back(position(p));
    if (!points.empty()) ring.push_back(position(points.front()));
    return ring;
}

std::vector<Point> cornersOf(double west, double south, double east, double north) {
    return {{west, south}, {east, south}, {east, north}, {west, north}};
}

// GeoJSON (RFC 7946) cuts what crosses the antimeridian there.
Json boxGeometry(const GeographicExtent& box) {
    if (box.west <= box.east)
        return {{"type", "Polygon"}, {"coordinates", {ringOf(cornersOf(box.west, box.south, box.east, box.north))}}};
    return {
        {"type", "MultiPolygon"},
        {"coordinates",
         {{ringOf(cornersOf(box.west, box.south, 180, box.north))}, {ringOf(cornersOf(-180, box.south, box.east, box.north))}}}};
}

Json geometryOf(const CityPack& pack) {
    if (pack.territory.empty()) return boxGeometry(pack.box);
    Json polygons = Json::array();
    for (const auto& rings : pack.territory) {
        Json polygon = Json::array();
        for (const auto& ring : rings) polygon.push_back(ringOf(ring));
        polygons.push_back(std::move(polygon));
    }
    if (polygons.size() == 1) return {{"type", "Polygon"}, {"coordinates", std::move(polygons[0])}};
    return {{"type", "MultiPolygon"}, {"coordinates", std::move(polygons)}};
}

Json numberOrName(double value) {
    if (std::isnan(value)) return "nan";
    if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
    if (value == std::floor(value) && std::abs(value) < 1e15) return static_cast<int64_t>(value);
    return value;
}

std::string hexOf(Colour colour) {
    auto hex = Colour{colour.r, colour.g, colour.b, 255}.hex().substr(1);
    std::ranges::transform(hex, hex.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return hex;
}

Json classOf(const PackClass& entry) {
    Json json{{"value", entry.value}, {"description", entry.description}};
    put(json, "name", entry.name);
    if (entry.colour) json["color_hint"] = hexOf(*entry.colour);
    return json;
}

Json bandOf(const PackBand& band) {
    Json json = Json::object();
    put(json, "data_type", band.dataType);
    put(json, "description", band.description);
    put(json, "unit", band.unit);
    if (band.nodata) json["nodata"] = numberOrName(*band.nodata);
    if (band.scale != 1) json["scale"] = band.scale;
    if (band.offset != 0) json["offset"] = band.offset;
    for (const auto& entry : band.classes) json["classification:classes"].push_back(classOf(entry));
    return json;
}

Json assetOf(const PackAsset& asset) {
    Json json{{"href", asset.href}};
    put(json, "type", asset.mediaType);
    put(json, "title", asset.title);
    put(json, "description", asset.description);
    put(json, "datetime", asset.datetime);
    put(json, "attribution", asset.attribution);
    put(json, "metromosaic:scheme", asset.scheme);
    put(json, "file:checksum", asset.checksum);
    if (!asset.roles.empty()) json["roles"] = asset.roles;
    if (asset.size >= 0) json["file:size"] = asset.size;
    if (asset.epsg > 0) json["proj:epsg"] = asset.epsg;
    if (!asset.wkt2.empty()) json["proj:epsg"] = nullptr, json["proj:wkt2"] = asset.wkt2;
    if (!asset.shape.empty()) json["proj:shape"] = asset.shape;
    if (!asset.transform.empty()) json["proj:transform"] = asset.transform;
    if (!asset.box.empty()) json["proj:bbox"] = asset.box;
    for (const auto& band : asset.bands) json["raster:bands"].push_back(bandOf(band));
    return json;
}

Json providerOf(const PackProvider& provider) {
    Json json{{"name", provider.name}};
    put(json, "description", provider.description);
    put(json, "url", provider.url);
    if (!provider.roles.empty()) json["roles"] = provider.roles;
    return json;
}

Json propertiesOf(const CityPack& pack) {
    Json json{{"datetime", nullptr}};
    put(json, "datetime", pack.datetime);
    put(json, "start_datetime", pack.start);
    put(json, "end_datetime", pack.end);
    put(json, "title", pack.title);
    put(json, "description", pack.description);
    put(json, "license", pack.licence);
    if (!pack.attribution.empty()) json["attribution"] = pack.attribution;
    for (const auto& provider : pack.providers) json["providers"].push_back(providerOf(provider));
    return json;
}

Json extensionsOf(const CityPack& pack) {
    const auto any = [&](auto holds) { return std::ranges::any_of(pack.assets, holds); };
    Json used = Json::array();
    const auto classified = [](const PackAsset& a) {
        return std::ranges::any_of(a.bands, [](const PackBand& band) { return !band.classes.empty(); });
    };
    if (any(classified)) used.push_back(kClassification);
    if (any([](const PackAsset& a) { return a.size >= 0 || !a.checksum.empty(); })) used.push_back(kFile);
    if (any([](const PackAsset& a) { return a.epsg > 0 || !a.wkt2.empty() || !a.box.empty(); })) used.push_back(kProjection);
    if (any([](const PackAsset& a) { return !a.bands.empty(); })) used.push_back(kRaster);
    return used;
}

std::string textOf(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

}  // namespace

std::string writeItem(const CityPack& pack) {
    Json assets = Json::object();
    for (const auto& asset : pack.assets) assets[asset.key] = assetOf(asset);
    return textOf({{"type", "Feature"},
                   {"stac_version", kVersion},
                   {"stac_extensions", extensionsOf(pack)},
                   {"id", pack.id},
                   {"bbox", {pack.box.west, pack.box.south, pack.box.east, pack.box.north}},
                   {"geometry", geometryOf(pack)},
                   {"properties", propertiesOf(pack)},
                   {"links", Json::array()},
                   {"assets", std::move(assets)}});
}

std::string writeCatalog(const Atlas& atlas) {
    Json links = Json::array();
    links.push_back({{"rel", "root"}, {"href", "./catalog.json"}, {"type", "application/json"}});
    for (const auto& pack : atlas.packs) {
        Json link{{"rel", "item"}, {"href", pack.location}, {"type", "application/geo+json"}};
        put(link, "title", pack.title);
        links.push_back(std::move(link));
    }
    Json json{{"type", "Catalog"}, {"stac_version", kVersion}, {"id", atlas.id}, {"links", std::move(links)}};
    put(json, "title", atlas.title);
    json["description"] = atlas.description.empty() ? "City packs of land use and density" : atlas.description;
    return textOf(json);
}

}  // namespace geo
