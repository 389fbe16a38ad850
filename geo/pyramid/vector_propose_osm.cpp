#include "geo/pyramid/vector_propose_osm.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "geo/base/names.h"
#include "geo/pyramid/vector_propose_look.h"
#include "geo/taxonomy/selector.h"

namespace geo {
namespace {

// From bottom to top.
constexpr int kDensity = 0;
constexpr int kGround = 5;
constexpr int kGreen = 10;
constexpr int kLandUse = 20;
constexpr int kSea = 28;
constexpr int kWater = 30;
constexpr int kBuildings = 40;
constexpr int kWaterways = 50;
constexpr int kRailways = 60;
constexpr int kRoads = 70;
constexpr int kPlaces = 90;

struct Theme {
    int height;
    const char* title;
    const char* geometry;
    std::vector<std::string> select;
    const char* dimension;  // of the osm crosswalk; empty: ranks
    const char* ranks;
    DrawAs drawAs = DrawAs::Auto;
};

const std::vector<Theme>& tagThemes() {
    static const std::vector<Theme> themes{
        {kDensity, "Addresses per hectare", "point", {"addr:housenumber"}, "", "", DrawAs::PointDensity},
        {kLandUse,
         "Land use",
         "polygon",
         {"landuse=residential|commercial|retail|industrial|railway|quarry|landfill|port|military|construction|farmland",
          "landuse=farmyard|allotments|greenhouse_horticulture", "residential", "leisure",
          "amenity=school|university|college|hospital|kindergarten|marketplace|prison", "tourism=zoo|theme_park|camp_site",
          "aeroway=aerodrome"},
         "use",
         ""},
        {kGreen,
         "Green",
         "polygon",
         {"landuse=forest|grass|meadow|recreation_ground|village_green|cemetery|orchard|vineyard|allotments|flowerbed|greenfield",
          "leisure=park|garden|nature_reserve|golf_course|common|dog_park",
          "natural=wood|scrub|grassland|heath|wetland|beach|sand|fell"},
         "infrastructure",
         ""},
        {kSea, "Sea", "line", {"natural=coastline"}, "", "", DrawAs::Sea},
        {kWater,
         "Water",
         "polygon",
         {"natural=water|bay", "waterway=riverbank|dock", "landuse=reservoir|basin|salt_pond", "water"},
         "infrastructure",
         ""},
        {kBuildings, "Buildings by use", "polygon", {"building"}, "use", ""},
        {kWaterways, "Waterways", "line", {"waterway"}, "", "waterways"},
        {kRoads, "Roads and railways", "line", {"highway", "railway"}, "", "transport"},
        {kPlaces,
         "Places",
         "point",
         {"place=city|town|village|hamlet|suburb|borough|quarter|neighbourhood|locality|island|isolated_dwelling"},
         "",
         "places",
         DrawAs::Points},
    };
    return themes;
}

SourceSpec specOf(const Theme& theme, const std::string& path, const std::string& layer) {
    SourceSpec spec;
    spec.path = path, spec.layer = layer, spec.geometry = theme.geometry, spec.drawAs = theme.drawAs;
    spec.ranks = theme.ranks;
    if (*theme.dimension) spec.scheme = "osm", spec.dimension = theme.dimension;
    if (spec.ranks == "places") spec.labelField = "name";
    return spec;
}

ProposedLook lookOf(const Theme& theme) {
    ProposedLook look;
    look.colourOf = softColours(theme.dimension);
    if (theme.height == kBuildings)  // a shade firmer than the land that they stand on
        for (auto& [code, colour] : look.colourOf) colour = mix(colour, Colour{70, 50, 30, 255}, code == "unknown" ? 0.12 : 0.1);
    if (theme.height == kLandUse || theme.height == kGreen) look.hidden = {"unknown"};
    if (theme.height == kGreen) look.hidden.insert("grey");
    if (theme.height == kSea) look.fill = softColours("infrastructure").at("blue");
    if (theme.height == kGround) look.covers = true;
    if (theme.height == kPlaces) look.radiusPx = 0;
    return look;
}

// How many features of the right geometry each theme would select.
std::vector<size_t> countMatches(const VectorDataset& dataset, const VectorLayerInfo& layer, size_t& features,
                                 const std::stop_token& stop) {
    const auto& themes = tagThemes();
    std::vector<std::vector<Selector>> selectors;
    for (const auto& theme : themes) selectors.push_back(parseSelectors(theme.select));
    std::vector<size_t> counts(themes.size());
    const VectorAttributes* current = nullptr;
    const AttributeLookup lookup = [&](std::string_view key) { return current->text(key); };
    const char* const names[] = {"point", "line", "polygon"};
    const auto take = [&](const RawFeature& feature) {
        current = feature.attributes;
        ++features;
        for (size_t i = 0; i < themes.size(); ++i)
            if (std::string_view(themes[i].geometry) == names[static_cast<size_t>(feature.kind)] &&
                matchesAny(selectors[i], lookup))
                ++counts[i];
        return true;
    };
    if (!dataset.read({layer.name, std::nullopt}, take, stop)) counts.assign(themes.size(), 0);
    return counts;
}

std::vector<LayerProposal> fromTags(const VectorDataset& dataset, const std::string& path, const VectorLayerInfo& layer,
                                    const std::stop_token& stop) {
    std::vector<LayerProposal> all;
    size_t features = 0;
    const auto counts = countMatches(dataset, layer, features, stop);
    for (size_t i = 0; i < counts.size(); ++i) {
        const auto& theme = tagThemes()[i];
        if (counts[i] == 0 || (theme.height == kDensity && counts[i] * 20 < features)) continue;
        auto spec = specOf(theme, path, layer.name);
        spec.select = theme.select;
        all.push_back({theme.title, std::move(spec), lookOf(theme), theme.height, 0});
    }
    return all;
}

struct NamedTheme {
    const char* word;  // in the layer's name, lower case
    int height;
    const char* title;
    const char* keys;      // of the values in the layer's class field
    const char* constant;  // "key==value" where the layer has no class field
    const char* geometry;
    const char* dimension;
    const char* ranks;
    const char* select = "";
    const char* exclude = "";
};

// All rows of the first word that fits count.
constexpr std::array kNamed{
    NamedTheme{"landuse_overlay", kGreen, "", "", "", "", "", ""},
    NamedTheme{"road_label", kRoads, "", "", "", "", "", ""},
    NamedTheme{"landuse", kGreen, "Green", "landuse|leisure|natural", "", "polygon", "infrastructure", ""},
    NamedTheme{"landuse", kLandUse, "Land use", "landuse|leisure|amenity|natural|aeroway", "", "polygon", "use", ""},
    NamedTheme{"building", kBuildings, "Buildings by use", "building|amenity|shop|leisure|man_made", "building==yes", "polygon",
               "use", ""},
    NamedTheme{"natural", kGreen, "Nature", "natural|landuse|leisure|waterway", "", "polygon", "infrastructure", "", "",
               "natural=water|riverbank|bay"},
    NamedTheme{"natural", kWater, "Water", "natural|landuse|leisure|waterway", "", "polygon", "infrastructure", "",
               "natural=water|riverbank|bay"},
    NamedTheme{"waterway", kWaterways, "Waterways", "waterway", "", "line", "", "waterways"},
    NamedTheme{"water", kWater, "Water", "natural|waterway|landuse", "natural==water", "polygon", "infrastructure", ""},
    NamedTheme{"roads", kRoads, "Roads", "highway", "", "line", "", "transport"},
    NamedTheme{"railway", kRailways, "Railways", "railway", "", "line", "", "transport"},
    NamedTheme{"rail", kRailways, "Railways", "railway", "", "line", "", "transport"},
    NamedTheme{"road", kRoads, "Roads and railways", "", "", "line", "", "transport"},
    NamedTheme{"place", kPlaces, "Places", "place", "", "point", "", "places"},
    NamedTheme{"place", kGround, "Quarters and villages", "", "", "polygon", "", ""},
};

// Whether any value seen in the class field passes the theme's filters.
bool selectsAny(const NamedTheme& theme, const SampledField& field) {
    const auto select = parseSelectors({theme.select}), exclude = parseSelectors({theme.exclude});
    return std::any_of(field.values.begin(), field.values.end(), [&](const auto& value) {
        const AttributeLookup lookup = [&](std::string_view) { return std::optional<std::string_view>(value.first); };
        return (!*theme.select || matchesAny(select, lookup)) && (!*theme.exclude || !matchesAny(exclude, lookup));
    });
}

std::vector<LayerProposal> fromLayerName(const std::string& path, const VectorLayerInfo& layer, const LayerSample& sample) {
    std::string classField;
    for (const char* candidate : {"fclass", "class", "type"})
        if (classField.empty() && sample.has(candidate)) classField = candidate;
    std::vector<LayerProposal> all;
    const NamedTheme* first = nullptr;
    for (const auto& named : kNamed) {
        if (lowered(layer.name).find(named.word) == std::string::npos) continue;
        if (first && std::string_view(first->word) != named.word) break;  // the first word that fits counts
        first = &named;
        const std::string_view geometry = named.geometry;
        const size_t fitting = geometry == "polygon" ? sample.polygons : geometry == "line" ? sample.lines : sample.points;
        const bool classes = *named.dimension || *named.ranks;
        if (!*named.title || fitting == 0 || (classes && classField.empty() && !*named.constant)) continue;
        if (const auto* field = sample.find(classField); field && !selectsAny(named, *field)) continue;
        const Theme theme{named.height,
                          named.title,
                          named.geometry,
                          {},
                          named.dimension,
                          named.ranks,
                          named.height == kPlaces ? DrawAs::Points : DrawAs::Auto};
        auto spec = specOf(theme, path, layer.name);
        if (classField.empty() && classes)
            spec.classField = named.constant;
        else if (*named.keys)
            spec.classField = std::string(named.keys) + "=" + classField;
        if (*named.select) spec.select = {named.select};
        if (*named.exclude) spec.exclude = {named.exclude};
        all.push_back({named.title, std::move(spec), lookOf(theme), named.height, 0});
    }
    return all;
}

}  // namespace

std::vector<LayerProposal> proposeOsm(const VectorDataset& dataset, const std::string& path, const VectorLayerInfo& layer,
                                      const LayerSample& sample, const std::stop_token& stop) {
    const bool objects = sample.has("@id") || sample.has("osm_id") || sample.has("osm_way_id");
    const bool freeTags = sample.has("highway") || sample.has("landuse") || sample.has("natural") || sample.has("building") ||
                          sample.has("addr:housenumber");
    if (freeTags && (layer.tagged || objects)) return fromTags(dataset, path, layer, stop);
    if (objects || layer.tagged || sample.has("fclass")) return fromLayerName(path, layer, sample);
    return {};
}

}  // namespace geo
