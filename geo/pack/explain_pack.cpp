#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "geo/base/counted.h"
#include "geo/base/names.h"
#include "geo/pack/pack_href.h"
#include "geo/pack/read_pack.h"
#include "geo/pyramid/explain_text.h"
#include "geo/pyramid/vector_sample.h"

namespace geo {
namespace {

using Json = nlohmann::ordered_json;

std::string sizeText(int64_t bytes) {
    if (bytes < 0) return "";
    if (bytes < 1024 * 1024) return fmt::format("{} KiB", (bytes + 1023) / 1024);
    return fmt::format("{:.1f} MiB", static_cast<double>(bytes) / (1024 * 1024));
}

std::string timeText(const CityPack& pack) {
    if (!pack.datetime.empty()) return pack.datetime.substr(0, 10);
    return pack.start.empty() ? "" : pack.start.substr(0, 10) + " to " + pack.end.substr(0, 10);
}

std::string crsText(const PackAsset& asset) {
    return asset.epsg > 0 ? fmt::format("EPSG:{}", asset.epsg) : asset.wkt2.empty() ? "" : "its own CRS";
}

std::string assetLine(const PackAsset& asset) {
    std::vector<std::string> facts;
    for (const auto& fact : {crsText(asset), sizeText(asset.size)})
        if (!fact.empty()) facts.push_back(fact);
    if (asset.shape.size() == 2) facts.insert(facts.begin(), fmt::format("{} x {} cells", asset.shape[1], asset.shape[0]));
    const auto& title = asset.title.empty() ? asset.mediaType : asset.title;
    return fmt::format("  {:<14} {:<34} {}\n", asset.key, title, fmt::join(facts, ", "));
}

// A file that opens may yet be cut further on. What is far away is not fetched for that.
void lookIntoFiles(const CityPack& pack, Diagnostics& remarks) {
    for (const auto& asset : pack.assets) {
        if (!asset.isLayer() || asset.mediaType != kFlatGeobufType || isWebAddress(asset.location)) continue;
        const auto file = VectorDataset::open(asset.location, {}, true);
        for (const auto& layer : file ? file->layers() : std::vector<VectorLayerInfo>{}) {
            const auto met = lookForDamage(*file, layer, asset.location, mostLookedAt(asset.location));
            for (const auto& gap : met ? met->gaps : std::vector{met.error()})
                remarks.gaps.push_back({gap.code, "Part of the asset " + asset.key + " is damaged or cut; fetch the pack again.",
                                        pack.source, gap.cause});
            for (const auto& remark : met ? met->remarks : std::vector<std::string>{}) remarks.add(asset.key + ": " + remark);
        }
    }
}

}  // namespace

Explanation explainPack(const CityPack& pack) {
    Json json{{"path", shownSource(pack.source)},
              {"kind", "city pack"},
              {"id", pack.id},
              {"title", pack.title},
              {"datetime", timeText(pack)}};
    json["extent"] = {pack.box.west, pack.box.south, pack.box.east, pack.box.north};
    json["licence"] = pack.licence;
    json["attribution"] = pack.attribution;
    std::string details = "\nAssets\n";
    json["assets"] = Json::array();
    for (const auto& asset : pack.assets) {
        details += assetLine(asset);
        json["assets"].push_back({{"key", asset.key},
                                  {"roles", asset.roles},
                                  {"type", asset.mediaType},
                                  {"title", asset.title},
                                  {"crs", crsText(asset)}});
    }
    Diagnostics remarks = pack.remarks;
    const auto layers = proposePackLayers(pack, remarks, {});
    lookIntoFiles(pack, remarks);
    details += "\nThe viewer will show, from bottom to top\n";
    json["shown_as"] = Json::array();
    if (!layers) details += "  nothing: " + layers.error().message + "\n";
    for (const auto& layer : layers ? *layers : std::vector<LayerProposal>{}) {
        std::string how = layer.look.visible ? "" : "hidden at first";
        if (!layer.look.dimension.empty()) how = "coloured by " + layer.look.dimension + ", or another dimension";
        details += fmt::format("  {:<34} {}\n", layer.title, how);
        json["shown_as"].push_back({{"title", layer.title}, {"how", how}, {"visible", layer.look.visible}});
    }
    if (!pack.attribution.empty()) details += fmt::format("\nAttribution  {}\n", fmt::join(pack.attribution, "; "));
    if (!pack.licence.empty()) details += "Licence      " + pack.licence + "\n";
    for (const auto& remark : remarks.remarks) details += "Remark       " + remark + "\n";
    json["remarks"] = remarks.remarks;
    json["gaps"] = Json::array();
    for (const auto& gap : remarks.gaps) {
        details += "Missing      " + gap.message + "\n";
        json["gaps"].push_back(gap.message);
    }
    const auto time = timeText(pack);
    const auto summary = fmt::format("A city pack of {}: {}, {}{}.", pack.title, counted(std::ssize(pack.assets), "asset"),
                                     whereOnEarth(pack.box), time.empty() ? "" : ", of " + time);
    json["summary"] = summary;
    return {shownSource(pack.source) + "\n" + paragraph(summary) + details,
            json.dump(2, ' ', false, Json::error_handler_t::replace), std::move(remarks.gaps)};
}

Explanation explainAtlas(const Atlas& atlas, const std::string& path) {
    Json json{{"path", shownSource(path)}, {"kind", "atlas"}, {"id", atlas.id}, {"title", atlas.title}, {"packs", Json::array()}};
    const auto summary =
        fmt::format("An atlas{}: {}. Open {} by its place.", atlas.title.empty() ? "" : ", " + atlas.title,
                    counted(std::ssize(atlas.packs), "city pack"), nounFor(std::ssize(atlas.packs), "it", "one of them"));
    std::string text = shownSource(path) + "\n" + paragraph(summary) + "\n";
    for (const auto& pack : atlas.packs) {
        text += fmt::format("  {:<28} {}\n", pack.title, pack.location);
        json["packs"].push_back({{"title", pack.title}, {"location", pack.location}});
    }
    json["summary"] = summary;
    return {text, json.dump(2, ' ', false, Json::error_handler_t::replace)};
}

}  // namespace geo
