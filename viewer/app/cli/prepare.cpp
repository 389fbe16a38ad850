#include <cmath>
#include <cstdio>

#include "geo/base/paths.h"
#include "geo/prepare/prepare.h"
#include "viewer/app/cli/cli.h"
#include "viewer/app/cli/coordinates.h"
#include "viewer/app/cli/progress_line.h"

namespace app {
namespace {

geo::Result<std::vector<geo::SourceArgument>> parseSources(const std::vector<std::string>& words) {
    std::vector<geo::SourceArgument> sources;
    for (const auto& word : words) {
        auto source = geo::parseSourceArgument(word);
        if (!source) return geo::Failure(source.error());
        sources.push_back(std::move(*source));
    }
    return sources;
}

geo::Result<geo::PrepareRequest> understand(const PrepareWords& words) {
    geo::PrepareRequest request;
    request.city = words.city, request.output = words.output;
    if (!words.bbox.empty()) {
        const auto box = parseBox(words.bbox);
        if (!box) return geo::Failure(box.error());
        request.box = *box;
    }
    const std::pair<const std::vector<std::string>*, std::vector<geo::SourceArgument>*> lists[] = {
        {&words.osm, &request.osm}, {&words.districts, &request.districts}, {&words.informal, &request.informal}};
    for (const auto& [from, to] : lists) {
        auto sources = parseSources(*from);
        if (!sources) return geo::Failure(sources.error());
        *to = std::move(*sources);
    }
    return request;
}

}  // namespace

int preparePack(const PrepareWords& words) {
    auto request = understand(words);
    if (!request) return reportWrongUsage(request.error());
    const auto members = geo::Members::load((geo::dataFolder() / "members.csv").string());
    if (!members) return reportFailure(members.error());
    const auto city = geo::chooseCity(request->city, request->box, *members);
    if (!city) return reportFailure(city.error());
    if (request->osm.empty()) request->osm = geo::demonstrationSources(*city);

    ProgressLine line;
    const auto progress = [&](double fraction, const std::string& phrase) {
        line.show(std::to_string(static_cast<int>(std::lround(fraction * 100))) + " %  " + phrase);
    };
    const auto prepared = geo::prepareCity(*request, *city, progress, {});
    line.show("");
    if (!prepared) return reportFailure(prepared.error());
    for (const auto& remark : prepared->remarks.remarks) std::fprintf(stderr, "metromosaic: %s\n", remark.c_str());
    std::printf("%s: %zu tesserae\n", prepared->folder.c_str(), prepared->tesserae);
    for (const auto& file : prepared->files) std::printf("  %-20s %zu features\n", file.file.c_str(), file.features);
    return kDone;
}

}  // namespace app
