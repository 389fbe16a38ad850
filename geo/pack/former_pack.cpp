#include "geo/pack/former_pack.h"

#include <fmt/format.h>

#include <map>

#include "geo/base/paths.h"
#include "geo/base/text_file.h"
#include "geo/pack/checksums.h"
#include "geo/pack/pack_folder.h"
#include "geo/pack/stac_item.h"

namespace geo {
namespace fs = std::filesystem;
namespace {

constexpr size_t kMostChecksumBytes = 1 << 20;
constexpr std::string_view kKeptMark = "-former";

// Of the two files that no list names: what is said of the pack, and what is said of its files.
std::string oddityOfItem(const fs::path& folder, const std::string& id) {
    const auto text = readTextFile((folder / kItemFile).string(), kMostStacBytes);
    const auto pack = text ? parseItem(*text, {PackOrigin::Kind::Folder, folder.string(), {}}, kItemFile)
                           : Result<CityPack>(Failure(text.error()));
    if (!pack) return "The item.json of the pack in this folder cannot be read";
    return pack->id == id ? "" : "This folder holds the pack of " + (pack->title.empty() ? pack->id : pack->title);
}

Result<std::string> oddityOfFiles(const fs::path& folder) {
    const auto text = readTextFile((folder / kChecksumFile).string(), kMostChecksumBytes);
    if (!text) return Failure(text.error());
    std::map<std::string, std::string> sums;
    for (auto& entry : parseChecksums(*text)) sums[entry.name] = std::move(entry.sha256);
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        const auto name = entry.path().filename().string();
        if (name == kChecksumFile || name == kLockFile || (name.ends_with(".aux.xml") && entry.is_regular_file())) continue;
        const auto listed = sums.find(name);
        if (listed == sums.end() || !entry.is_regular_file())
            return "The pack in this folder holds " + name + ", which is no part of it";
        const auto sum = sha256OfFile(entry.path().string());
        if (!sum || *sum != listed->second) return "Of the pack in this folder " + name + " was changed since it was made";
    }
    if (error)
        return fail(ErrorCode::Output, "This folder cannot be looked into; choose another.", folder.string(), error.message());
    return std::string();
}

}  // namespace

Result<FormerPack> formerPackAt(const fs::path& target, const std::string& id) {
    std::error_code error;
    const auto place = placeOf(target);
    if (!place) return Failure(place.error());
    if (!fs::exists(*place, error)) return FormerPack{};
    if (!fs::is_directory(*place, error))
        return fail(ErrorCode::Output, "There is a file of this name; a pack is a folder: choose another name.", target.string());
    if (fs::is_empty(*place, error)) return FormerPack{};
    if (!fs::is_regular_file(*place / kItemFile, error) || !fs::is_regular_file(*place / kChecksumFile, error))
        return fail(ErrorCode::Output, "This folder holds something other than a pack; choose another name, or empty it.",
                    target.string());
    FormerPack former{true, oddityOfItem(*place, id)};
    if (!former.oddity.empty()) return former;
    auto changed = oddityOfFiles(*place);
    if (!changed) return Failure(changed.error());
    former.oddity = std::move(*changed);
    return former;
}

Result<FormerPack> mayReplace(const fs::path& target, const std::string& id, Replace which) {
    auto former = formerPackAt(target, id);
    if (!former || former->oddity.empty() || which == Replace::Any) return former;
    const auto place = placeOf(target);
    return fail(ErrorCode::Output,
                fmt::format("{}; choose another folder, or say --replace: then it is kept as {}.", former->oddity,
                            nameToKeep(place ? *place : target).filename().string()),
                target.string());
}

fs::path nameToKeep(const fs::path& target) {
    std::error_code error;
    for (int turn = 1;; ++turn) {
        auto name = target;
        name += turn == 1 ? std::string(kKeptMark) : fmt::format("{}-{}", kKeptMark, turn);
        if (!fs::exists(fs::symlink_status(name, error))) return name;
    }
}

bool isKeptName(std::string_view name) {
    const auto end = name.find_last_not_of("0123456789");
    if (end != std::string_view::npos && end + 1 < name.size() && name[end] == '-') name = name.substr(0, end);
    return name.size() > kKeptMark.size() && name.ends_with(kKeptMark);
}

Result<fs::path> placeOf(const fs::path& target) {
    std::error_code error;
    auto place = fs::absolute(target, error).lexically_normal();
    if (!place.has_filename()) place = place.parent_path();
    auto behind = behindLinks(place);
    if (!behind)
        return fail(ErrorCode::Output, "This link leads in a circle; choose another name, or remove it.", target.string());
    if (behind->filename() == "..") *behind = fs::canonical(*behind, error);
    if (!fs::is_directory(behind->parent_path(), error))
        return fail(ErrorCode::Output, "There is no folder " + behind->parent_path().string() + "; make it first.",
                    target.string());
    return *behind;
}

}  // namespace geo
