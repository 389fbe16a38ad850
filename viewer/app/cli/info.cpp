#include <filesystem>
#include <nlohmann/json.hpp>
#include <utility>

#include "geo/base/names.h"
#include "geo/io/data_folder.h"
#include "geo/pack/read_pack.h"
#include "geo/pyramid/open_layer.h"
#include "viewer/app/cli/cli.h"
#include "viewer/app/cli/print.h"
#include "viewer/app/layer_loader.h"

namespace app {
namespace fs = std::filesystem;
namespace {

geo::Result<geo::Explanation> explain(const std::string& path) {
    return guarded<geo::Explanation>(path, [&]() -> geo::Result<geo::Explanation> {
        if (!geo::namesPack(path)) return geo::explain(path);
        const auto found = geo::readPackOrAtlas(path, {});
        if (!found) return geo::Failure(found.error());
        const auto* pack = std::get_if<geo::CityPack>(&*found);
        return pack ? geo::explainPack(*pack) : geo::explainAtlas(std::get<geo::Atlas>(*found), path);
    });
}

// What opening the same would open: of a folder its files one by one, of an archive its vectors together where that is a dataset.
std::vector<std::string> filesOf(const std::string& path) {
    if (geo::namesPack(path)) return {path};
    auto content = geo::lookIntoFolder(path);
    if (!content) return {path};
    std::vector<std::string> files = std::move(content->vectors);
    if (fs::is_regular_file(path) && !files.empty() && explain(path)) files = {path};
    files.insert(files.end(), content->rasters.begin(), content->rasters.end());
    if (files.empty()) return {path};  // said as it is: a format that keeps its data in a folder, or no data
    if (!content->other.empty()) complain(geo::shownSource(path) + ": Left out: " + geo::listed(content->other) + ".");
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
                continue;
            }
            for (const auto& gap : explanation->gaps) status = reportFailure(gap);
            if (request.json) {
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
