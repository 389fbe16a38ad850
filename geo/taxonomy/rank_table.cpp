#include "geo/taxonomy/rank_table.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <initializer_list>
#include <map>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>

#include "geo/base/paths.h"
#include "geo/base/text_file.h"

namespace geo {
namespace {

using Json = nlohmann::json;
constexpr size_t kMostBytes = 1 << 20;

/// A reader's complaint; caught in loadRanks and told as an Error.
struct Complaint {
    std::string sentence;
};

void allowOnly(const Json& object, const std::string& where, std::initializer_list<std::string_view> keys) {
    if (!object.is_object()) throw Complaint{where + " is not an object."};
    for (const auto& item : object.items())
        if (std::ranges::find(keys, item.key()) == keys.end())
            throw Complaint{where + " has the unknown key \"" + item.key() + "\"."};
}

template <class T>
T read(const Json& object, const char* key, const std::string& where, T otherwise) {
    const auto found = object.find(key);
    if (found == object.end()) return otherwise;
    try {
        return found->get<T>();
    } catch (const Json::exception&) {
        throw Complaint{where + " has a \"" + key + "\" of the wrong type."};
    }
}

Colour readColour(const Json& object, const char* key, const std::string& where) {
    const auto text = read<std::string>(object, key, where, "#000000");
    const auto colour = Colour::parse(text);
    if (!colour) throw Complaint{where + " has the " + key + " \"" + text + "\", which is no colour such as #1c61a3."};
    return *colour;
}

std::vector<ScaleStop> readWidths(const Json& object, const std::string& where) {
    std::vector<ScaleStop> stops;
    for (const auto& [metresPerPixel, px] : read<std::vector<std::pair<double, double>>>(object, "width", where, {})) {
        if (!(metresPerPixel > 0) || !(px >= 0))
            throw Complaint{where + " has a width stop that is not [metres per pixel > 0, px >= 0]."};
        if (!stops.empty() && metresPerPixel >= stops.back().metresPerPixel)
            throw Complaint{where + " has width stops that do not go from coarse to fine scale."};
        stops.push_back({metresPerPixel, px});
    }
    return stops;
}

Rank readRank(const Json& object, const std::string& where, bool others = false) {
    allowOnly(
        object, where,
        {"code", "label", "match", "fill", "casing", "width", "casingPx", "dashPx", "maxMetresPerPixel", "labelPx", "labelBold"});
    Rank rank;
    rank.code = read<std::string>(object, "code", where, "");
    rank.label = read<std::string>(object, "label", where, rank.code);
    rank.match = read<std::vector<std::string>>(object, "match", where, {});
    if (rank.code.empty() || (rank.match.empty() && !others)) throw Complaint{where + " needs a \"code\" and a \"match\"."};
    rank.fill = readColour(object, "fill", where);
    rank.casing = readColour(object, "casing", where);
    rank.width = readWidths(object, where);
    rank.casingPx = read(object, "casingPx", where, 0.0);
    rank.dashPx = read(object, "dashPx", where, 0.0);
    rank.maxMetresPerPixel = read(object, "maxMetresPerPixel", where, 0.0);
    rank.labelPx = read(object, "labelPx", where, 0.0);
    rank.labelBold = read(object, "labelBold", where, false);
    return rank;
}

RankTable readTable(const Json& document, std::string_view id, bool others) {
    allowOnly(document, "The file", {"title", "others", "ranks"});
    RankTable table;
    table.name = id;
    table.title = read<std::string>(document, "title", "The file", std::string(id));
    const auto ranks = document.find("ranks");
    if (ranks == document.end() || !ranks->is_array() || ranks->empty()) throw Complaint{"The file needs a list of \"ranks\"."};
    table.others = others;
    if (others && !document.contains("others")) throw Complaint{"The file needs a rank of \"others\", for lines of no rank."};
    if (others) table.ranks.push_back(readRank(document["others"], "The rank of others", true));
    for (size_t i = 0; i < ranks->size(); ++i) table.ranks.push_back(readRank((*ranks)[i], "Rank " + std::to_string(i + 1)));
    return table;
}

}  // namespace

double widthAt(const std::vector<ScaleStop>& stops, double metresPerPixel) {
    assert(metresPerPixel > 0);
    if (stops.empty()) return 0;
    if (metresPerPixel >= stops.front().metresPerPixel) return stops.front().px;
    for (size_t i = 1; i < stops.size(); ++i) {
        const ScaleStop &coarse = stops[i - 1], &fine = stops[i];
        if (metresPerPixel < fine.metresPerPixel) continue;
        const double t = std::log(coarse.metresPerPixel / metresPerPixel) / std::log(coarse.metresPerPixel / fine.metresPerPixel);
        return std::lerp(coarse.px, fine.px, t);
    }
    return stops.back().px;
}

Result<const RankTable*> loadRanks(std::string_view id, bool others) {
    static std::mutex mutex;
    static std::map<std::pair<std::string, bool>, std::unique_ptr<const RankTable>> loaded;
    const std::scoped_lock lock(mutex);
    const std::pair key(std::string(id), others);
    if (const auto found = loaded.find(key); found != loaded.end()) return found->second.get();

    const bool plain = !id.empty() && std::ranges::all_of(id, [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; });
    const auto path = (dataFolder() / "ranks" / (std::string(id) + ".json")).string();
    if (!plain) return fail(ErrorCode::NotFound, "There is no rank table of this name; see data/ranks.", std::string(id));
    const auto text = readTextFile(path, kMostBytes);
    if (!text) return Failure(text.error());
    const Json document = Json::parse(*text, nullptr, false);
    if (document.is_discarded()) return fail(ErrorCode::Malformed, "The file is not JSON.", path);
    try {
        return loaded.emplace(key, std::make_unique<const RankTable>(readTable(document, id, others))).first->second.get();
    } catch (const Complaint& complaint) {
        return fail(ErrorCode::Malformed, complaint.sentence, path);
    }
}

}  // namespace geo
