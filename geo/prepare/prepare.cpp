#include "geo/prepare/prepare.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <filesystem>

#include "geo/pack/pack_folder.h"
#include "geo/pack/pack_writer.h"
#include "geo/space/transform.h"

namespace geo {
namespace {

constexpr double kMosaicShare = 0.95;  // of the progress bar; the rest is writing

Result<std::vector<Rings>> inDegrees(const std::vector<Rings>& parts, const Crs& plane) {
    const auto project = Transform::between(Crs::wgs84(), plane);
    if (!project) return Failure(project.error());
    auto degrees = parts;
    for (auto& rings : degrees)
        for (auto& ring : rings) project->inverse(ring);
    return degrees;
}

using Years = std::pair<int, int>;

Result<CityPack> headOf(const PrepareRequest& request, const PrepareCity& city, const Years& years, const Mosaic& mosaic) {
    const auto box = geographicBox(mosaic.territory, mosaic.plane);
    if (!box) return Failure(box.error());
    auto territory = inDegrees(mosaic.territory.parts, mosaic.plane);
    if (!territory) return Failure(territory.error());
    CityPack head;
    head.id = city.id, head.title = city.title;
    head.description = "The mosaic of " + city.title + ", street block by street block. Territory: " + mosaic.territory.basis;
    head.box = *box, head.territory = std::move(*territory);
    head.start = fmt::format("{}-01-01T00:00:00Z", years.first);
    head.end = fmt::format("{}-12-31T23:59:59Z", years.second);
    const bool others = !request.districts.empty() || !request.informal.empty();
    head.licence = request.osm.empty() ? "other" : others ? "various" : "ODbL-1.0";
    head.attribution = attributionOf(request, mosaic.sea);
    if (!request.osm.empty())
        head.providers.push_back({"OpenStreetMap contributors",
                                  "Roads, land use, buildings, water, addresses and places; under the Open Database License 1.0",
                                  "https://www.openstreetmap.org/copyright",
                                  {"producer", "licensor"}});
    return head;
}

AssetWish wishOf(const MosaicFile& file) {
    AssetWish wish;
    wish.role = file.role;
    wish.file = file.file;
    wish.key = std::filesystem::path(file.file).stem().string();
    if (file.role == PackRole::Tesserae) {
        wish.title = "Tesserae", wish.description = "Street blocks with a class, its confidence and its evidence per dimension";
        return wish;
    }
    wish.title = kPackRoles[static_cast<size_t>(file.role)];
    wish.title[0] = static_cast<char>(std::toupper(wish.title[0]));
    if (file.role == PackRole::Districts || file.role == PackRole::Places) return wish;
    wish.title += wish.key.ends_with("-lines") ? " infrastructure, lines" : " infrastructure";
    return wish;
}

}  // namespace

std::optional<std::pair<int, int>> yearsOf(const PrepareRequest& request) {
    std::optional<std::pair<int, int>> years;
    for (const auto* sources : {&request.osm, &request.districts, &request.informal})
        for (const auto& source : *sources) {
            if (source.year == 0) continue;
            if (!years) years = {source.year, source.year};
            years = {std::min(years->first, source.year), std::max(years->second, source.year)};
        }
    return years;
}

std::vector<std::string> attributionOf(const PrepareRequest& request, const Sea& sea) {
    std::vector<std::string> lines;
    if (!request.osm.empty()) lines.emplace_back("© OpenStreetMap contributors");
    if (sea.source.starts_with("demo:")) lines.emplace_back("Made with Natural Earth");
    for (const auto* sources : {&request.districts, &request.informal})
        for (const auto& source : *sources) lines.push_back("Source: " + std::filesystem::path(source.where).filename().string());
    return lines;
}

Result<Prepared> prepareCity(const PrepareRequest& request, const PrepareCity& city, const Progress& progress,
                             const std::stop_token& stop) {
    const auto years = yearsOf(request);
    if (!years)
        return fail(ErrorCode::Malformed,
                    "Nothing says when the data are from, and every map has to; put the year before a source, such as "
                    "--osm 2024=extract.osm.pbf.",
                    city.title);
    if (const auto free = mayReplace(request.output); !free) return Failure(free.error());
    const auto mosaic = makeMosaic(
        request, city,
        [&](double fraction, const std::string& phrase) {
            if (progress) progress(fraction * kMosaicShare, phrase);
        },
        stop);
    if (!mosaic) return Failure(mosaic.error());
    auto head = headOf(request, city, *years, *mosaic);
    if (!head) return Failure(head.error());
    if (progress) progress(kMosaicShare, "writing the pack");
    auto writer = PackWriter::create(request.output, std::move(*head));
    if (!writer) return Failure(writer.error());
    auto files = writeMosaic(*mosaic, city, writer->folder());
    if (!files) return Failure(files.error());
    for (const auto& file : *files)
        if (const auto added = writer->add(wishOf(file)); !added) return Failure(added.error());
    if (stop.stop_requested()) return fail(ErrorCode::Cancelled, "Preparing was cancelled.", city.title);
    if (const auto finished = writer->finish(); !finished) return Failure(finished.error());
    return Prepared{request.output, mosaic->tesserae.size(), std::move(*files), mosaic->remarks};
}

}  // namespace geo
