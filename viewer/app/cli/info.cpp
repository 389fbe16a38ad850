#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "geo/pack/read_pack.h"
#include "geo/pyramid/open_layer.h"
#include "viewer/app/cli/cli.h"
#include "viewer/app/cli/print.h"
#include "viewer/app/layer_loader.h"

namespace app {
namespace fs = std::filesystem;
namespace {

constexpr size_t kMostFilesOfAFolder = 500;

bool looksLikeData(const fs::path& path) {
    static const std::set<std::string> endings{".tif", ".tiff", ".vrt",     ".nc",   ".img",    ".jp2", ".asc",
                                               ".grd", ".shp",  ".geojson", ".json", ".gpkg",   ".fgb", ".kml",
                                               ".gml", ".pbf",  ".mvt",     ".tab",  ".sqlite", ".gpx"};
    auto ending = path.extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return endings.contains(ending);
}

geo::Result<geo::Explanation> explain(const std::string& path) {
    return guarded<geo::Explanation>(path, [&]() -> geo::Result<geo::Explanation> {
        if (!geo::namesPack(path)) return geo::explain(path);
        const auto found = geo::readPackOrAtlas(path, {});
        if (!found) return geo::Failure(found.error());
        const auto* pack = std::get_if<geo::CityPack>(&*found);
        return pack ? geo::explainPack(*pack) : geo::explainAtlas(std::get<geo::Atlas>(*found), path);
    });
}

// A folder may be a dataset itself (vector tiles, a file geodatabase); else it stands for the files in it.
std::vector<std::string> filesOf(const std::string& path) {
    std::error_code error;
    if (!fs::is_directory(path, error) || explain(path)) return {path};
    std::vector<std::string> files;
    const auto options = fs::directory_options::skip_permission_denied;
    for (fs::recursive_directory_iterator at(path, options, error), end; !error && at != end; at.increment(error))
        if (at->is_regular_file(error) && looksLikeData(at->path()) && files.size() < kMostFilesOfAFolder)
            files.push_back(at->path().string());
    std::sort(files.begin(), files.end());
    if (files.empty()) files.push_back(path);
    return files;
}

}  // namespace

int explainFiles(const InfoRequest& request) {
    int status = kDone;
    auto documents = nlohmann::ordered_json::array();
    bool first = true;
    for (const auto& path : request.paths) {
        for (const auto& file : filesOf(path)) {
            const auto explanation = explain(file);
            if (!explanation) {
                status = reportFailure(explanation.error());
            } else if (request.json) {
                documents.push_back(nlohmann::ordered_json::parse(explanation->json, nullptr, false));
            } else {
                if (!first) printLine("");
                printLines(explanation->text);
                first = false;
            }
        }
    }
    if (request.json && (status == kDone || !documents.empty()))
        printJson((documents.size() == 1 ? documents[0] : documents).dump(2));
    return status;
}

}  // namespace app
