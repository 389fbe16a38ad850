#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "geo/base/json_depth.h"
#include "geo/base/text.h"
#include "geo/pack/stac_item.h"

namespace geo {
namespace {

using Json = nlohmann::json;
constexpr size_t kMostText = 20'000, kMostBands = 256, kMostListed = 1000;

/// The reader's complaint; caught below and told as an Error.
struct Complaint {
    ErrorCode code;
    std::string sentence;
};
[[noreturn]] void complain(std::string sentence, ErrorCode code = ErrorCode::Malformed) {
    throw Complaint{code, std::move(sentence)};
}

const Json* member(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found == object.end() || found->is_null() ? nullptr : &*found;
}

std::string textOf(const Json& json, const std::string& where) {
    if (!json.is_string()) complain(where + " must be a text.");
    const auto& text = json.get_ref<const std::string&>();
    if (text.size() > kMostText)
        complain(where + " is longer than " + std::to_string(kMostText) + " bytes.", ErrorCode::TooLarge);
    return printable(text);
}

std::string text(const Json& object, const char* key, const std::string& where) {
    const auto* found = member(object, key);
    return found ? textOf(*found, where + key) : std::string();
}

// What others may write as they like is taken where it is what we know, and is no reason to refuse the rest.
std::string softText(const Json& object, const char* key, const std::string& where) {
    const auto* found = member(object, key);
    return found && found->is_string() ? textOf(*found, where + key) : std::string();
}

std::vector<std::string> texts(const Json& object, const char* key, const std::string& where) {
    std::vector<std::string> list;
    const auto* found = member(object, key);
    if (!found) return list;
    if (found->is_string()) return {textOf(*found, where + key)};
    if (!found->is_array()) complain(where + key + " must be a list of texts.");
    if (found->size() > kMostListed) complain(where + key + " has too many entries.", ErrorCode::TooLarge);
    for (const auto& item : *found) list.push_back(textOf(item, where + key));
    return list;
}

double finite(const Json& json, const std::string& where) {
    const double value = json.is_number() ? json.get<double>() : NAN;
    if (!std::isfinite(value)) complain(where + " must hold numbers.");
    return value;
}

std::vector<double> numbers(const Json& object, const char* key, const std::string& where) {
    std::vector<double> list;
    const auto* found = member(object, key);
    if (!found) return list;
    if (!found->is_array() || found->size() > 16) complain(where + key + " must be a short list of numbers.");
    for (const auto& item : *found) list.push_back(finite(item, where + key));
    return list;
}

GeographicExtent boxOf(const std::vector<double>& n) {
    if (n.size() != 4 && n.size() != 6) complain("bbox must have four or six numbers.");
    const size_t half = n.size() / 2;
    const GeographicExtent box{n[0], n[1], n[half], n[half + 1]};
    const auto inRange = [](double value, double limit) { return value >= -limit && value <= limit; };
    if (!inRange(box.west, 180) || !inRange(box.east, 180) || !inRange(box.south, 90) || !inRange(box.north, 90) ||
        box.south > box.north)
        complain("bbox must be west, south, east, north in degrees.");
    return box;
}

class RingReader {
public:
    std::vector<Rings> polygons(const Json& geometry) {
        const auto type = text(geometry, "type", "geometry.");
        const auto* coordinates = member(geometry, "coordinates");
        std::vector<Rings> all;
        if (!coordinates || (type != "Polygon" && type != "MultiPolygon")) return all;  // a point is a place, not a territory
        if (type == "Polygon") all.push_back(polygon(*coordinates));
        if (type == "MultiPolygon")
            for (const auto& one : listed(*coordinates)) all.push_back(polygon(one));
        std::erase_if(all, [](const Rings& rings) { return rings.empty(); });
        return all;
    }

private:
    static const Json& listed(const Json& json) {
        if (!json.is_array()) complain("geometry.coordinates must be lists of positions.");
        return json;
    }
    Rings polygon(const Json& json) {
        Rings rings;
        for (const auto& one : listed(json)) {
            auto& ring = rings.emplace_back();
            for (const auto& at : listed(one)) {
                if (!at.is_array() || at.size() < 2) complain("geometry.coordinates must be lists of positions.");
                if (++m_points > kMostRingPoints) complain("The geometry has too many vertices.", ErrorCode::TooLarge);
                ring.push_back({finite(at[0], "geometry.coordinates"), finite(at[1], "geometry.coordinates")});
            }
            if (ring.size() > 1 && ring.front() == ring.back()) ring.pop_back();
            if (ring.size() < 3) rings.pop_back();
        }
        return rings;
    }
    size_t m_points = 0;
};

GeographicExtent boxAround(const std::vector<Rings>& polygons) {
    Extent box;
    for (const auto& rings : polygons)
        for (const auto& p : rings.front()) box.add(p);
    return boxOf({box.minX, box.minY, box.maxX, box.maxY});
}

std::optional<double> nodataOf(const Json& band) {
    const auto* found = member(band, "nodata");
    if (!found) return std::nullopt;
    if (*found == "nan") return std::numeric_limits<double>::quiet_NaN();
    if (*found == "inf") return std::numeric_limits<double>::infinity();
    if (*found == "-inf") return -std::numeric_limits<double>::infinity();
    return found->is_number() ? std::optional(found->get<double>()) : std::nullopt;
}

std::vector<PackClass> classesOf(const Json& object, const std::string& where) {
    std::vector<PackClass> classes;
    const auto* found = member(object, "classification:classes");
    if (!found || !found->is_array()) return classes;
    if (found->size() > kMostStacClasses) complain(where + "classification:classes has too many entries.", ErrorCode::TooLarge);
    for (const auto& item : *found) {
        if (!item.is_object() || !item.contains("value") || !item["value"].is_number_integer()) continue;
        PackClass entry;
        entry.value = item["value"].get<int64_t>();
        entry.name = softText(item, "name", where);
        entry.description = softText(item, "description", where);
        if (entry.description.empty()) entry.description = softText(item, "title", where);
        const auto hint = softText(item, "color_hint", where);
        entry.colour = hint.empty() ? std::nullopt : Colour::parse(hint);
        if (entry.colour) entry.colour->a = 255;
        classes.push_back(std::move(entry));
    }
    return classes;
}

std::vector<PackBand> bandsOf(const Json& asset, const std::string& where) {
    std::vector<PackBand> bands;
    const auto* found = member(asset, "raster:bands");
    if (found && !found->is_array()) complain(where + "raster:bands must be a list.");
    if (found && found->size() > kMostBands) complain(where + "raster:bands has too many entries.", ErrorCode::TooLarge);
    for (const auto& item : found ? *found : Json::array()) {
        auto& band = bands.emplace_back();
        if (!item.is_object()) continue;
        band.dataType = softText(item, "data_type", where);
        band.description = softText(item, "description", where);
        band.unit = softText(item, "unit", where);
        band.nodata = nodataOf(item);
        if (const auto* scale = member(item, "scale")) band.scale = finite(*scale, where + "raster:bands.scale");
        if (const auto* offset = member(item, "offset")) band.offset = finite(*offset, where + "raster:bands.offset");
        band.classes = classesOf(item, where);
    }
    if (auto own = classesOf(asset, where); !own.empty()) {  // of the whole asset: of its only band
        if (bands.empty()) bands.emplace_back();
        if (bands.size() == 1 && bands[0].classes.empty()) bands[0].classes = std::move(own);
    }
    return bands;
}

PackAsset assetOf(const std::string& key, const Json& json, const Json& properties) {
    const std::string where = "assets." + key.substr(0, 80) + ".";
    if (!json.is_object()) complain(where + " must be an object.");
    PackAsset asset;
    asset.key = textOf(key, "assets");
    const auto* href = member(json, "href");
    if (!href || !href->is_string()) complain(where + "href must be a text.");
    asset.href = href->get<std::string>();
    asset.mediaType = softText(json, "type", where);
    asset.roles = texts(json, "roles", where);
    asset.title = softText(json, "title", where);
    asset.description = softText(json, "description", where);
    asset.datetime = softText(json, "datetime", where);
    asset.attribution = softText(json, "attribution", where);
    asset.scheme = softText(json, "metromosaic:scheme", where);
    asset.checksum = softText(json, "file:checksum", where);
    if (const auto* size = member(json, "file:size"); size && size->is_number_integer() && size->get<int64_t>() >= 0)
        asset.size = size->get<int64_t>();
    for (const auto* holder : {&json, &properties}) {  // an item may say it once for all its assets
        const auto* epsg = member(*holder, "proj:epsg");
        if (asset.epsg == 0 && asset.wkt2.empty() && epsg && epsg->is_number_integer()) {
            const auto code = epsg->get<int64_t>();
            asset.epsg = code > 0 && code < 10'000'000 ? static_cast<int>(code) : 0;
        }
        if (asset.epsg == 0 && asset.wkt2.empty()) asset.wkt2 = softText(*holder, "proj:wkt2", where);
    }
    for (const double cells : numbers(json, "proj:shape", where)) {
        if (!(cells >= 0 && cells <= 2e9)) complain(where + "proj:shape must be rows and columns.");
        asset.shape.push_back(static_cast<int>(cells));
    }
    asset.transform = numbers(json, "proj:transform", where);
    asset.box = numbers(json, "proj:bbox", where);
    asset.bands = bandsOf(json, where);
    return asset;
}

void readProperties(const Json& json, CityPack& pack) {
    pack.datetime = text(json, "datetime", "properties.");
    pack.start = text(json, "start_datetime", "properties.");
    pack.end = text(json, "end_datetime", "properties.");
    pack.title = softText(json, "title", "properties.");
    pack.description = softText(json, "description", "properties.");
    pack.licence = softText(json, "license", "properties.");
    pack.attribution = texts(json, "attribution", "properties.");
    const auto* providers = member(json, "providers");
    if (!providers) return;
    if (!providers->is_array() || providers->size() > kMostListed) complain("properties.providers must be a short list.");
    for (const auto& item : *providers) {
        if (!item.is_object()) complain("properties.providers must be a list of objects.");
        PackProvider provider;
        provider.name = text(item, "name", "properties.providers.");
        provider.description = text(item, "description", "properties.providers.");
        provider.url = text(item, "url", "properties.providers.");
        provider.roles = texts(item, "roles", "properties.providers.");
        pack.providers.push_back(std::move(provider));
    }
}

Failure refusedLink(const Error& error, const std::string& key, const std::string& subject) {
    return fail(error.code, error.message, subject, "asset " + key + ": " + error.subject);
}

Result<CityPack> readItem(const Json& json, const PackOrigin& origin, const std::string& subject) {
    CityPack pack;
    pack.source = subject;
    pack.id = text(json, "id", "");
    if (pack.id.empty()) complain("The item has no id.");
    const auto* properties = member(json, "properties");
    if (!properties || !properties->is_object()) complain("The item has no properties.");
    readProperties(*properties, pack);
    if (pack.title.empty()) pack.title = pack.id;
    if (const auto* geometry = member(json, "geometry")) {
        if (!geometry->is_object()) complain("geometry must be an object.");
        pack.territory = RingReader().polygons(*geometry);
    }
    if (member(json, "bbox"))
        pack.box = boxOf(numbers(json, "bbox", ""));
    else if (!pack.territory.empty())
        pack.box = boxAround(pack.territory);
    else
        complain("The item does not say where on Earth it lies (bbox).");
    const auto* assets = member(json, "assets");
    if (!assets || !assets->is_object()) complain("The item has no assets.");
    if (assets->size() > kMostAssets)
        complain(fmt::format("The item has {} assets; {} are allowed.", assets->size(), kMostAssets), ErrorCode::TooLarge);
    for (const auto& [key, value] : assets->items()) {
        auto asset = assetOf(key, value, *properties);
        auto location = resolveHref(asset.href, origin);
        if (!location && location.error().code == ErrorCode::Unsupported) {
            pack.remarks.add("The asset " + asset.key + " is left out: " + location.error().message);
            continue;
        }
        if (!location) return refusedLink(location.error(), asset.key, subject);
        asset.location = std::move(*location);
        pack.assets.push_back(std::move(asset));
    }
    return pack;
}

Result<CatalogPage> readCatalog(const Json& json, const PackOrigin& origin, const std::string& subject) {
    CatalogPage page;
    page.id = text(json, "id", "");
    page.title = softText(json, "title", "");
    page.description = softText(json, "description", "");
    const auto* links = member(json, "links");
    if (!links || !links->is_array()) complain("The catalog has no links.");
    if (links->size() > kMostLinks)
        complain(fmt::format("The catalog has {} links; {} are allowed.", links->size(), kMostLinks), ErrorCode::TooLarge);
    for (const auto& item : *links) {
        if (!item.is_object()) complain("links must be a list of objects.");
        const auto rel = softText(item, "rel", "links.");
        if (rel != "item" && rel != "child") continue;
        CatalogLink link{text(item, "href", "links."), softText(item, "title", "links."), {}, rel == "item"};
        auto location = resolveHref(link.href, origin);
        if (!location) return refusedLink(location.error(), link.title, subject);
        link.location = std::move(*location);
        page.links.push_back(std::move(link));
    }
    return page;
}

template <class Read>
auto guarded(std::string_view json, const std::string& subject, StacKind wanted, const Read& read)
    -> decltype(read(std::declval<Json>())) {
    if (json.size() > kMostStacBytes) return fail(ErrorCode::TooLarge, "A STAC document may have 8 MiB at most.", subject);
    if (jsonDepth(json) > kMostStacDepth)
        return fail(ErrorCode::Malformed, "The brackets of this document nest too deeply.", subject);
    try {
        const auto document = Json::parse(json);
        if (!document.is_object()) complain("A STAC document must be an object.");
        if (!text(document, "stac_version", "").starts_with("1."))
            complain("This is not a STAC document of version 1 (stac_version).");
        const auto type = text(document, "type", "");
        const bool fits = wanted == StacKind::Item ? type == "Feature" : type == "Catalog" || type == "Collection";
        if (!fits) complain(wanted == StacKind::Item ? "This is not a STAC Item (type)." : "This is not a STAC Catalog (type).");
        return read(document);
    } catch (const Json::exception& error) {
        return fail(ErrorCode::Malformed, "This document is no valid JSON, it may have been cut; fetch it again.", subject,
                    error.what());
    } catch (const Complaint& complaint) {
        return fail(complaint.code, complaint.sentence, subject);
    }
}

}  // namespace

Result<CityPack> parseItem(std::string_view json, const PackOrigin& origin, const std::string& subject) {
    return guarded(json, subject, StacKind::Item, [&](const Json& document) { return readItem(document, origin, subject); });
}

Result<CatalogPage> parseCatalog(std::string_view json, const PackOrigin& origin, const std::string& subject) {
    return guarded(json, subject, StacKind::Catalog,
                   [&](const Json& document) { return readCatalog(document, origin, subject); });
}

bool isJson(std::string_view text) {
    return text.size() <= kMostStacBytes && jsonDepth(text) <= kMostStacDepth && Json::accept(text);
}

StacKind stacKind(std::string_view json) {
    if (json.size() > kMostStacBytes || jsonDepth(json) > kMostStacDepth) return StacKind::None;
    const auto document = Json::parse(json, nullptr, false);
    if (!document.is_object() || !document.contains("stac_version")) return StacKind::None;
    const auto type = document.value("type", Json());
    return type == "Feature" ? StacKind::Item : type == "Catalog" || type == "Collection" ? StacKind::Catalog : StacKind::None;
}

}  // namespace geo
