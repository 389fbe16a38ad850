#include "viewer/app/look.h"

#include <algorithm>
#include <filesystem>

#include "geo/base/names.h"
#include "geo/base/paths.h"
#include "geo/io/data_folder.h"
#include "geo/pack/read_pack.h"
#include "geo/pyramid/data_titles.h"

namespace app {
namespace {

geo::Result<Look::File> fileAt(const std::string& path, const std::stop_token& stop) {
    const auto box = geo::geographicExtent(path, stop);
    if (!box) return geo::Failure(box.error());
    auto layers = geo::proposeLayers(path, stop);
    if (!layers) return geo::Failure(layers.error());
    return Look::File{path, geo::readableTitle(nameOf(path)), *box, std::move(*layers)};
}

/// Items of strangers are called after scenes of satellites and the like; ours after the place.
bool isOfPlace(const geo::CityPack& pack) { return std::ranges::any_of(pack.assets, &geo::PackAsset::isLayer); }

void lookIntoPack(const std::string& path, const std::stop_token& stop, Look& look) {
    const auto pack = geo::readPack(path, stop);
    if (!pack) return look.problems.push_back(geo::describe(pack.error()));
    auto told = pack->remarks;
    auto layers = geo::proposePackLayers(*pack, told, stop);
    look.remarks.insert(look.remarks.end(), told.remarks.begin(), told.remarks.end());
    for (const auto& gap : told.gaps) look.problems.push_back(geo::describe(gap));
    if (layers)
        look.files.push_back({path, pack->title, pack->box, std::move(*layers), isOfPlace(*pack) ? pack->title : ""});
    else
        look.problems.push_back(geo::describe(layers.error()));
}

std::vector<std::string> shortNames(const std::vector<std::string>& paths) {
    std::vector<std::string> names;
    for (const auto& path : paths) names.push_back(geo::shortName(path));
    return names;
}

// An archive of vectors is one dataset; else every file stands for itself.
void lookIntoContent(const std::string& path, const geo::FolderContent& content, const std::stop_token& stop, Look& look) {
    std::vector<std::string> taken, refused = content.other, data = content.vectors;
    const bool archive = std::filesystem::is_regular_file(path);
    if (archive && !content.vectors.empty()) {
        if (auto whole = fileAt(path, stop)) {
            look.files.push_back(std::move(*whole));
            taken = shortNames(content.vectors);
            data.clear();
        }
    }
    data.insert(data.end(), content.rasters.begin(), content.rasters.end());
    for (const auto& file : data) {
        if (auto found = fileAt(file, stop)) {
            look.files.push_back(std::move(*found));
            taken.push_back(geo::shortName(file));
        } else {
            refused.push_back(geo::shortName(file) + " (" +
                              found.error().message.substr(0, found.error().message.find_first_of(";.")) + ")");
        }
    }
    const std::string what = archive ? "archive" : "folder";
    if (taken.empty())
        look.problems.push_back(geo::shownSource(path) + ": " +
                                (refused.empty()
                                     ? "This " + what + " is empty."
                                     : "This " + what + (archive ? "" : " itself") +
                                           " holds no raster or vector that can be read, only " + geo::listed(refused) +
                                           (archive ? "." : "; name the files or folders that you mean.")));
    else if (!refused.empty())
        look.remarks.push_back(geo::shownSource(path) + ": Taken from this " + what + ": " + geo::listed(taken) +
                               "; left out: " + geo::listed(refused) + ".");
}

}  // namespace

std::string nameOf(const std::string& path) {
    const auto stem = std::filesystem::path(geo::shortName(path)).stem().string();
    return stem.empty() ? path : stem;
}

geo::Result<Look> lookInto(const std::vector<std::string>& paths, base::Task& task) {
    const auto stop = task.stopToken();
    Look look;
    for (size_t i = 0; i < paths.size(); ++i) {
        task.report(static_cast<double>(i) / static_cast<double>(paths.size()), nameOf(paths[i]));
        if (const auto readable = geo::checkReadable(paths[i]); !readable) {
            look.problems.push_back(geo::describe(readable.error()));
        } else if (geo::namesPack(paths[i])) {
            lookIntoPack(paths[i], stop, look);
        } else if (const auto content = geo::lookIntoFolder(paths[i])) {
            lookIntoContent(paths[i], *content, stop, look);
        } else if (auto file = fileAt(paths[i], stop)) {
            look.files.push_back(std::move(*file));
        } else {
            look.problems.push_back(geo::describe(file.error()));
        }
        if (stop.stop_requested()) return geo::fail(geo::ErrorCode::Cancelled, "Opening was cancelled.");
    }
    return look;
}

}  // namespace app
