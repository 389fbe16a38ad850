#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "geo/base/names.h"
#include "geo/pack/pack_href.h"
#include "geo/pack/read_pack.h"
#include "geo/pyramid/data_titles.h"
#include "geo/pyramid/layer_source.h"
#include "geo/pyramid/vector_propose_look.h"
#include "geo/pyramid/vector_sample.h"
#include "geo/taxonomy/rank_table.h"
#include "geo/taxonomy/scheme.h"
#include "geo/taxonomy/selector.h"

namespace geo {
namespace {

constexpr size_t kMostStrange = 6;  // layers of an item that names no roles of ours

enum class Format { Raster, Vector, Other };

Format formatOf(const PackAsset& asset) {
    const auto type = lowered(asset.mediaType);
    auto path = lowered(fullyDecoded(asset.href));
    path = path.substr(0, path.find_first_of("?#"));
    if (type.starts_with("image/tiff") || type.starts_with("image/vnd.stac.geotiff")) return Format::Raster;
    if (type.find("flatgeobuf") != std::string::npos) return Format::Vector;
    if (!type.empty() && type != "application/octet-stream") return Format::Other;
    if (path.ends_with(".tif") || path.ends_with(".tiff")) return Format::Raster;
    return path.ends_with(".fgb") ? Format::Vector : Format::Other;
}

bool isPicture(const PackAsset& asset) {  // of the item, not of the place
    return std::ranges::any_of(
        asset.roles, [](const std::string& role) { return role == "thumbnail" || role == "overview" || role == "metadata"; });
}

bool hasClasses(const PackAsset& asset) {
    return std::ranges::any_of(asset.bands, [](const PackBand& band) { return !band.classes.empty(); });
}

/// An asset with its place in the map.
struct Chosen {
    const PackAsset* asset;
    int place;
    std::optional<PackRole> role;
};

std::optional<PackRole> roleOf(const PackAsset& asset) {
    for (size_t i = 0; i < kPackRoles.size(); ++i)
        if (asset.has(static_cast<PackRole>(i))) return static_cast<PackRole>(i);
    return std::nullopt;
}

std::vector<Chosen> ourAssets(const CityPack& pack) {
    std::vector<Chosen> chosen;
    for (const auto& asset : pack.assets) {
        const auto role = roleOf(asset);
        if (role && *role != PackRole::Thumbnail && formatOf(asset) != Format::Other)
            chosen.push_back({&asset, static_cast<int>(*role), role});
    }
    const auto later = [](const Chosen& a, const Chosen& b) {  // of several epochs the latest on top
        return a.place != b.place ? a.place < b.place : a.asset->datetime < b.asset->datetime;
    };
    std::ranges::stable_sort(chosen, later);
    return chosen;
}

// Classes say more than pictures, pictures more than single bands: the best of them ends on top.
std::vector<Chosen> strangersAssets(const CityPack& pack) {
    std::vector<Chosen> chosen;
    for (const auto& asset : pack.assets) {
        const auto format = formatOf(asset);
        if (format == Format::Other || isPicture(asset)) continue;
        const bool visual = std::ranges::find(asset.roles, "visual") != asset.roles.end();
        chosen.push_back({&asset, format == Format::Vector ? 0 : hasClasses(asset) ? 1 : visual ? 2 : 3, {}});
    }
    std::ranges::stable_sort(chosen, {}, &Chosen::place);
    if (chosen.size() > kMostStrange) chosen.resize(kMostStrange);
    std::ranges::reverse(chosen);
    return chosen;
}

std::string titleOf(const PackAsset& asset) {
    std::string title = asset.title.empty() ? asset.key : assetTitle(knownTitles(), asset.title);
    if (!asset.datetime.empty() && title.find(asset.datetime.substr(0, 4)) == std::string::npos)
        title += ", " + asset.datetime.substr(0, 4);
    return title;
}

bool isKnownScheme(const std::string& scheme) {
    const auto known = schemeIds();
    return std::ranges::find(known, scheme) != known.end();
}

// Cells that hold how many there are, not how dense they lie.
bool holdsCounts(const PackAsset& asset) {
    const auto unit = asset.bands.empty() ? std::string() : lowered(asset.bands[0].unit);
    const bool perArea = unit.find("per") == 0 || unit.find(" per ") != std::string::npos || unit.find('/') != std::string::npos;
    const auto speaks = [&](const char* word) { return unit.find(word) != std::string::npos; };
    return !perArea && (speaks("people") || speaks("inhabitants") || speaks("persons") || speaks("count"));
}

SourceSpec specOf(const CityPack& pack, const PackAsset& asset) {
    SourceSpec spec;
    spec.path = asset.location;
    spec.guest = true;
    spec.attribution = asset.attribution;
    if (spec.attribution.empty()) spec.attribution = fmt::format("{}", fmt::join(pack.attribution, kCreditMark));
    if (formatOf(asset) == Format::Vector) return spec;
    if (isKnownScheme(asset.scheme)) spec.scheme = asset.scheme;
    if (holdsCounts(asset)) spec.perArea = "km2";
    if (!spec.scheme.empty() || asset.bands.size() != 1 || !hasClasses(asset)) return spec;
    spec.drawAs = DrawAs::Classes;
    for (const auto& entry : asset.bands[0].classes) {
        const auto& label = entry.description.empty() ? entry.name : entry.description;
        spec.legend.push_back(fmt::format("{}|{}|{}", entry.value, entry.colour ? entry.colour->hex() : "", label));
    }
    return spec;
}

/// What the columns of a network or of places say.
struct Columns {
    LayerSample sample;
    std::string rankField;  ///< whose values are ranks of the table; empty: none
};

bool ranksAny(const RankTable& table, const SampledField& field) {
    const bool byPlace = field.name == "rank";
    for (size_t i = 0; i < table.ranks.size(); ++i)
        for (const auto& [value, count] : field.values) {
            const auto& rank = table.ranks[i];
            if (value == rank.code || (byPlace && value == std::to_string(i))) return true;
            for (const auto& selector : parseSelectors(rank.match))
                if (selector.matchesValue(value)) return true;
        }
    return false;
}

Columns columnsOf(const LayerProposal& proposal, const char* ranks, const std::stop_token& stop) {
    Columns columns;
    const auto dataset = VectorDataset::open(proposal.spec.path, {}, true);
    if (!dataset) return columns;  // said when the layer is opened
    columns.sample = sampleLayer(*dataset, dataset->layers().front(), 1000, {}, stop);
    const auto table = loadRanks(ranks);
    for (const char* name : {"rank", "class", "kind", "type", "highway", "railway", "waterway", "place"})
        if (const auto* field = columns.sample.find(name);
            field && table && columns.rankField.empty() && ranksAny(**table, *field))
            columns.rankField = name;
    return columns;
}

void dressNetwork(PackRole role, LayerProposal& proposal, const std::stop_token& stop) {
    const char* ranks = role == PackRole::Blue ? "waterways" : role == PackRole::Places ? "places" : "transport";
    const auto columns = columnsOf(proposal, ranks, stop);
    auto& spec = proposal.spec;
    auto& look = proposal.look;
    const auto& infrastructure = dimensionTable(Dimension::Infrastructure);
    const auto index = infrastructure.indexOf(kPackRoles[static_cast<size_t>(role)]);
    spec.classField.clear(), spec.scheme.clear(), spec.valueField.clear();
    look = {};
    if (index) look.fill = infrastructure.classes[*index].colour;
    if (columns.sample.polygons > 0 && index && role != PackRole::Green)  // the sea must not shout the mosaic down
        look.fill = softColours("infrastructure").at(std::string(kPackRoles[static_cast<size_t>(role)]));
    if (columns.sample.polygons > 0 && role == PackRole::Green) look.outline = look.fill;  // the mosaic below keeps its colours
    if (role == PackRole::Places) spec.drawAs = DrawAs::Points, spec.labelField = columns.sample.has("name") ? "name" : "";
    if (!columns.rankField.empty() && columns.sample.polygons == 0 && role != PackRole::Green) {
        spec.ranks = ranks;
        spec.unranked = role != PackRole::Places;
        spec.classField = "highway|railway|waterway|place|class|type=" + columns.rankField;
        look.fill.reset();
        if (role == PackRole::Places) look.radiusPx = 0;
    }
}

void dress(const Chosen& chosen, bool hasTesserae, LayerProposal& proposal, const std::stop_token& stop) {
    if (!chosen.role) return;
    auto& look = proposal.look;
    switch (*chosen.role) {
        case PackRole::Landcover:
        case PackRole::Density:
            look.visible = !hasTesserae;
            break;
        case PackRole::Tesserae:
            break;
        case PackRole::Green:
        case PackRole::Blue:
        case PackRole::Grey:
        case PackRole::Places:
            dressNetwork(*chosen.role, proposal, stop);
            break;
        case PackRole::Districts:
            if (proposal.spec.drawAs != DrawAs::Points) {
                proposal.spec.classField.clear(), proposal.spec.valueField.clear(), proposal.spec.perArea.clear();
                look = {};
                look.outline = Colour{52, 47, 42, 255};
            }
            break;
        case PackRole::Thumbnail:
            look.visible = false;
            break;
    }
}

}  // namespace

Result<std::vector<LayerProposal>> proposePackLayers(const CityPack& pack, Diagnostics& remarks, const std::stop_token& stop) {
    auto chosen = ourAssets(pack);
    const bool ours = !chosen.empty();
    if (!ours) chosen = strangersAssets(pack);
    const bool hasTesserae = std::ranges::any_of(chosen, [](const Chosen& c) { return c.role == PackRole::Tesserae; });
    std::vector<LayerProposal> stack;
    std::optional<Error> first;
    for (const auto& one : chosen) {
        auto proposals = proposeLayers(specOf(pack, *one.asset), stop);
        if (stop.stop_requested()) return fail(ErrorCode::Cancelled, "Looking into the pack was cancelled.", pack.source);
        if (!proposals) {
            const auto what = "The asset " + one.asset->key, why = describe(proposals.error());
            if (ours)
                remarks.gaps.push_back(
                    {proposals.error().code, what + " cannot be drawn; fetch the pack again. " + why, pack.source, {}});
            else
                remarks.add(what + " is left out: " + why);
            if (!first) first = proposals.error();
            continue;
        }
        for (auto& proposal : *proposals) {
            const bool names = proposal.spec.drawAs == DrawAs::Points && proposal.look.radiusPx == 0;
            if (names && one.role != PackRole::Districts) continue;
            proposal.title = titleOf(*one.asset) + (names ? ", names" : "");
            proposal.id = one.asset->key + (names ? "-names" : "");
            proposal.height = static_cast<int>(stack.size());  // the order is settled here
            dress(one, hasTesserae, proposal, stop);
            if (!ours) proposal.look.visible = one.asset == chosen.back().asset;
            stack.push_back(std::move(proposal));
        }
    }
    if (stack.empty() && first) return Failure(*first);
    if (stack.empty())
        return fail(ErrorCode::Unsupported, "This pack holds no GeoTIFF and no FlatGeobuf that could be drawn.", pack.source);
    return stack;
}

}  // namespace geo
