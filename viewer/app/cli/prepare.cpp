#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "geo/base/paths.h"
#include "geo/prepare/atlas.h"
#include "geo/prepare/prepare.h"
#include "geo/taxonomy/scheme.h"
#include "viewer/app/cli/cli.h"
#include "viewer/app/cli/coordinates.h"
#include "viewer/app/cli/interrupt.h"
#include "viewer/app/cli/print.h"
#include "viewer/app/cli/progress_line.h"
#include "viewer/app/thumbnail.h"

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

std::string joined(const std::vector<std::string>& words) {
    std::string list;
    for (const auto& word : words) list += (list.empty() ? "" : ", ") + word;
    return list;
}

geo::Result<geo::PrepareRequest> understand(const PrepareWords& words) {
    geo::PrepareRequest request;
    if (words.output.empty())
        return geo::fail(geo::ErrorCode::Malformed, "Where is the pack to be written? Name its folder with -o FOLDER.");
    if (std::isnan(words.around))
        return geo::fail(geo::ErrorCode::Malformed, "--around takes a number of kilometres from 1 to 300.", "nan");
    request.city = words.city, request.output = words.output, request.replace = words.replace;
    if (!words.bbox.empty()) {
        const auto box = parseBox(words.bbox);
        if (!box) return geo::Failure(box.error());
        constexpr double kMostDegrees = 90;
        const double width = box->east - box->west + (box->west > box->east ? 360 : 0);
        if (width > kMostDegrees)
            return geo::fail(geo::ErrorCode::Malformed,
                             "This box goes " + std::to_string(std::lround(width)) +
                                 " degrees round the Earth; it is written W,S,E,N, the western edge first.",
                             words.bbox);
        request.box = *box;
    }
    const std::pair<const std::vector<std::string>*, geo::SourceRole> lists[] = {{&words.osm, geo::SourceRole::Osm},
                                                                                 {&words.landcover, geo::SourceRole::Landcover},
                                                                                 {&words.population, geo::SourceRole::Population},
                                                                                 {&words.builtup, geo::SourceRole::Builtup},
                                                                                 {&words.districts, geo::SourceRole::Districts},
                                                                                 {&words.informal, geo::SourceRole::Informal}};
    bool epochsServe = false;
    for (const auto& [from, role] : lists) {
        auto sources = parseSources(*from);
        if (!sources) return geo::Failure(sources.error());
        auto ofEpochs = geo::forEpochs(*sources, words.epochs);
        if (!ofEpochs) return geo::Failure(ofEpochs.error());
        request.of(role) = std::move(*ofEpochs);
        epochsServe = epochsServe || request.of(role) != *sources;
    }
    if (!words.epochs.empty() && !epochsServe)
        return geo::fail(geo::ErrorCode::Malformed,
                         "--epoch is for a named source without a year of its own, such as --population ghs-pop; none is given.");
    request.scheme = words.scheme, request.attribution = words.attribution;
    const auto schemes = geo::schemeIds();
    if (!words.scheme.empty() && std::find(schemes.begin(), schemes.end(), words.scheme) == schemes.end())
        return geo::fail(geo::ErrorCode::Malformed, "There is no legend of this name; known are " + joined(schemes) + ".",
                         words.scheme);
    return request;
}

/// Makes one pack and says what came of it.
geo::Result<void> makePack(const geo::PrepareRequest& request, const geo::PrepareCity& city, const std::string& lead,
                           const std::stop_token& stop) {
    ProgressLine line;
    const auto progress = [&](double fraction, const std::string& phrase) {
        line.show(lead + std::to_string(static_cast<int>(std::lround(fraction * 100))) + " %  " + phrase);
    };
    const auto prepared = geo::prepareCity(request, city, drawThumbnail, progress, stop);
    line.show("");
    if (!prepared) return geo::Failure(prepared.error());
    for (const auto& remark : prepared->remarks.remarks) complain(lead + remark);
    printLine(fmt::format("{}: {} tesserae", prepared->folder, prepared->tesserae));
    if (prepared->inhabitants >= 0) printLine(fmt::format("  {:.0f} inhabitants inside the territory", prepared->inhabitants));
    for (const auto& [file, size] : prepared->files) printLine(fmt::format("  {:<22} {}", file, size));
    std::fflush(stdout);
    return {};
}

int prepareAtlas(const geo::PrepareRequest& pattern, double aroundKm, const geo::Members& members) {
    const Interrupt interrupt;
    const auto cities = geo::planAtlas(pattern, aroundKm, members);
    if (!cities) return reportFailure(cities.error());
    if (cities->empty())
        return reportFailure({geo::ErrorCode::NotFound,
                              "No member has data among these sources; put {id} where a file's name has the member's id, such as "
                              "--osm 2024=extracts/{id}.osm.pbf, or give every member a territory with --around.",
                              pattern.output,
                              {}});
    const auto make = [&](const geo::AtlasCity& one) -> geo::Result<void> {
        auto made = makePack(one.request, one.city, one.city.title + ": ", interrupt.token());
        if (!made && made.error().code != geo::ErrorCode::Cancelled)
            complain(one.city.title + ": " + geo::describe(made.error()));
        return made;
    };
    const auto outcome = geo::makeAtlas(pattern.output, *cities, geo::fingerprintOf(pattern, aroundKm), make, interrupt.token());
    if (!outcome && outcome.error().code == geo::ErrorCode::Cancelled)
        return reportFailure(
            {geo::ErrorCode::Cancelled, "Preparing was stopped; the same command goes on from here.", pattern.output, {}});
    if (!outcome) return reportFailure(outcome.error());
    printLine(fmt::format("{}: {} packs made, {} kept, {} failed", pattern.output, outcome->made, outcome->kept,
                          outcome->failures.size()));
    if (outcome->failures.empty()) return kDone;
    std::string names;
    for (const auto& [title, error] : outcome->failures) names += (names.empty() ? "" : ", ") + title;
    complain("No pack was made of " + names + "; run the same again to try only what is missing.");
    return kWorldFailed;
}

}  // namespace

int preparePack(const PrepareWords& words) {
    auto request = understand(words);
    if (!request) return reportWrongUsage(request.error());
    const auto members = geo::Members::load((geo::dataFolder() / "members.csv").string());
    if (!members) return reportFailure(members.error());
    if (words.all) return prepareAtlas(*request, words.around, *members);
    if (words.city.empty())
        return reportWrongUsage({geo::ErrorCode::Malformed, "Which city? Name a member, or all of them with --all.", {}, {}});
    const auto city = geo::chooseCity(request->city, request->box, *members);
    if (!city) return reportFailure(city.error());
    if (words.around > 0) request->box = geo::boxAround(city->centre, words.around);
    if (request->saysNothing()) request->osm = geo::demonstrationSources(*city);
    if (request->saysNothing())
        return reportFailure(
            {geo::ErrorCode::NotFound,
             "There is nothing to make a mosaic of: name a source with --osm, --landcover, --population or --builtup.",
             city->title,
             {}});
    const Interrupt interrupt;
    const auto made = makePack(*request, *city, "", interrupt.token());
    if (!made && made.error().code == geo::ErrorCode::Cancelled)
        return reportFailure({geo::ErrorCode::Cancelled, "Preparing was stopped; nothing was written.", city->title, {}});
    if (!made) return reportFailure(made.error());
    return kDone;
}

}  // namespace app
