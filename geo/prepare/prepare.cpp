#include "geo/prepare/prepare.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <filesystem>
#include <set>

#include "geo/base/counted.h"
#include "geo/base/names.h"
#include "geo/pack/pack_writer.h"
#include "geo/prepare/source_files.h"
#include "geo/space/transform.h"
#include "geo/vector/polygon_difference.h"

namespace geo {
namespace {

// The territory in item.json is for finding and overviews: its files have the exact one.
constexpr double kOutlineSteps = 500, kLeastOutlineM = 5;
constexpr double kMosaicShare = 0.9;  // of the progress bar; the rest is writing

Result<std::vector<Rings>> inDegrees(const std::vector<Rings>& parts, const Crs& plane) {
    const auto project = Transform::between(Crs::wgs84(), plane);
    if (!project) return Failure(project.error());
    auto degrees = parts;
    for (auto& rings : degrees)
        for (auto& ring : rings) project->inverse(ring);
    return degrees;
}

constexpr std::string_view kUnnamed = "Source: ";  // what is said of a file whose publisher nobody named

using Years = std::pair<int, int>;

std::string placeName(const SourceArgument& source) { return shortName(source.where); }

// The licence that all sources share; "various" where they differ, "other" where nobody told.
std::string licenceOf(const PrepareRequest& request, const Mosaic& mosaic) {
    std::set<std::string> licences;
    for (const auto& used : mosaic.sources) licences.insert(used.source.licence);
    if (!request.districts.empty()) licences.insert("");
    if (licences.size() > 1) return "various";
    const auto only = licences.empty() ? std::string() : *licences.begin();
    return only.empty() || only.find(' ') != std::string::npos ? "other" : only;
}

std::vector<PackProvider> providersOf(const Mosaic& mosaic) {
    std::vector<PackProvider> providers;
    for (const auto& used : mosaic.sources) {
        const auto& source = used.source;
        if (source.licence.empty()) continue;
        PackProvider provider{source.title, "Under " + source.licence, source.url, {"producer", "licensor"}};
        if (source.role == SourceRole::Osm)
            provider.name = "OpenStreetMap contributors",
            provider.description = "Roads, land use, buildings, water, addresses and places; under the Open Database License 1.0";
        if (std::ranges::find(providers, provider.name, &PackProvider::name) == providers.end())
            providers.push_back(std::move(provider));
    }
    return providers;
}

// Without them a tessera is no street block, and must not be called one.
bool hasStreets(const Mosaic& mosaic) {
    return std::ranges::any_of(mosaic.osm.lines, [](const OsmLine& line) { return line.barrier.has_value(); });
}

Result<CityPack> headOf(const PrepareRequest& request, const PrepareCity& city, const Years& years, const Mosaic& mosaic) {
    const auto box = geographicBox(mosaic.territory, mosaic.plane);
    if (!box) return Failure(box.error());
    const Extent extent = extentOf(mosaic.territory);
    const auto outline =
        outlineOf(mosaic.territory.parts, std::max(kLeastOutlineM, std::max(extent.width(), extent.height()) / kOutlineSteps));
    if (!outline) return Failure(outline.error());
    auto territory = inDegrees(*outline, mosaic.plane);
    if (!territory) return Failure(territory.error());
    CityPack head;
    head.id = city.id, head.title = city.title;
    head.description =
        fmt::format("The mosaic of {}, {}. Territory: {}", city.title,
                    hasStreets(mosaic) ? "street block by street block" : "square by square", mosaic.territory.basis);
    head.box = *box, head.territory = std::move(*territory);
    head.start = fmt::format("{}-01-01T00:00:00Z", years.first);
    head.end = fmt::format("{}-12-31T23:59:59Z", years.second);
    head.licence = licenceOf(request, mosaic);
    head.attribution = attributionOf(request, mosaic);
    head.providers = providersOf(mosaic);
    return head;
}

AssetWish wishOf(const MosaicFile& file, bool streets) {
    AssetWish wish;
    wish.role = file.role;
    wish.file = file.file;
    wish.key = std::filesystem::path(file.file).stem().string();
    if (file.role == PackRole::Tesserae) {
        wish.title = streets ? "Tesserae" : "Grid squares";
        wish.description = std::string(streets ? "Street blocks" : "Squares of land") +
                           " with a class, its confidence and its evidence per dimension";
        return wish;
    }
    wish.title = kPackRoles[static_cast<size_t>(file.role)];
    wish.title[0] = static_cast<char>(std::toupper(wish.title[0]));
    if (file.role == PackRole::Districts || file.role == PackRole::Places) return wish;
    wish.title += wish.key.ends_with("-lines") ? " infrastructure, lines" : " infrastructure";
    return wish;
}

/// What could not be written was to be in the pack; where it was made until then says nothing to a person.
Failure inPack(Error error, const PackWriter& writer, const std::string& folder) {
    if (const auto made = writer.folder().string(); error.subject.starts_with(made))
        error.subject = folder + error.subject.substr(made.size());
    return Failure(std::move(error));
}

Result<void> addThumbnail(PackWriter& writer, const DrawThumbnail& draw, Diagnostics& remarks) {
    if (!draw) return {};
    constexpr const char* kFile = "thumbnail.png";
    if (auto drafted = writer.writeDraft(); !drafted) return drafted;
    if (const auto drawn = draw(writer.folder(), writer.folder() / kFile); !drawn) {
        remarks.add("The pack has no thumbnail: " + describe(drawn.error()));
        return {};
    }
    AssetWish wish;
    wish.role = PackRole::Thumbnail, wish.file = kFile, wish.title = "Thumbnail";
    return writer.add(wish);
}

}  // namespace

Result<std::optional<std::pair<int, int>>> yearsOf(const PrepareRequest& request) {
    std::optional<std::pair<int, int>> years;
    Result<void> good;
    forEachRole(request, [&](SourceRole role, const std::vector<SourceArgument>& sources) {
        for (const auto& source : sources) {
            const auto year = yearOf(source, role);
            if (!year && good) good = Failure(year.error());
            if (!year || *year == 0) continue;
            if (!years) years = {*year, *year};
            years = {std::min(years->first, *year), std::max(years->second, *year)};
        }
    });
    if (!good) return Failure(good.error());
    return years;
}

std::vector<std::string> attributionOf(const PrepareRequest& request, const Mosaic& mosaic) {
    std::vector<std::string> lines;
    const auto add = [&](std::string line) {
        if (!line.empty() && std::ranges::find(lines, line) == lines.end()) lines.push_back(std::move(line));
    };
    for (const auto& used : mosaic.sources) add(used.source.attribution);
    if (mosaic.sea.source.starts_with("demo:")) add("Made with Natural Earth");
    if (!request.attribution.empty()) {
        std::erase_if(lines, [](const std::string& line) { return line.starts_with(kUnnamed); });
        for (const auto& line : request.attribution) add(line);
        return lines;
    }
    if (const auto& districts = request.districts; !districts.empty())
        add("Districts: " + placeName(districts.front()) +
            (districts.size() > 1 ? fmt::format(" and {} more", districts.size() - 1) : ""));
    return lines;
}

Result<Prepared> prepareCity(const PrepareRequest& request, const PrepareCity& city, const DrawThumbnail& draw,
                             const Progress& progress, const std::stop_token& stop) {
    const auto said = yearsOf(request);
    if (!said) return Failure(said.error());
    const auto& years = *said;
    if (!years)
        return fail(ErrorCode::Malformed,
                    "Nothing says when the data are from, and every map has to; put the year before a source, such as "
                    "--osm 2024=extract.osm.pbf.",
                    city.title);
    const auto replace = request.replace ? Replace::Any : Replace::Unchanged;
    if (const auto free = mayReplace(request.output, city.id, replace); !free) return Failure(free.error());
    auto mosaic = makeMosaic(request, city, partOf(progress, 0, kMosaicShare), stop);
    if (!mosaic) return Failure(mosaic.error());
    auto head = headOf(request, city, *years, *mosaic);
    if (!head) return Failure(head.error());
    auto writer = PackWriter::create(request.output, std::move(*head), replace);
    if (!writer) return Failure(writer.error());
    const auto writing = partOf(progress, kMosaicShare, 1);
    if (writing) writing(0, "writing the pack");
    Prepared prepared{request.output, mosaic->tesserae.size()};
    const auto files = writeMosaic(*mosaic, city, writer->folder());
    if (!files) return inPack(files.error(), *writer, request.output);
    const bool streets = hasStreets(*mosaic);
    for (const auto& file : *files) {
        if (const auto added = writer->add(wishOf(file, streets)); !added) return inPack(added.error(), *writer, request.output);
        prepared.files.emplace_back(file.file, counted(file.features, "feature"));
    }
    const auto sources = writeSources(*mosaic, writer->folder(), writing, stop);
    if (!sources) return inPack(sources.error(), *writer, request.output);
    for (const auto& file : *sources) {
        if (const auto added = writer->add(file.wish); !added) return inPack(added.error(), *writer, request.output);
        prepared.files.emplace_back(file.wish.file, file.size);
    }
    if (const auto added = addThumbnail(*writer, draw, mosaic->remarks); !added)
        return inPack(added.error(), *writer, request.output);
    if (stop.stop_requested()) return fail(ErrorCode::Cancelled, "Preparing was cancelled.", city.title);
    if (const auto finished = writer->finish(); !finished) return inPack(finished.error(), *writer, request.output);
    if (!mosaic->inhabitants.empty()) {
        prepared.inhabitants = 0;
        for (const double people : mosaic->inhabitants) prepared.inhabitants += std::isnan(people) ? 0 : people;
    }
    prepared.remarks = std::move(mosaic->remarks);
    if (!writer->kept().empty()) prepared.remarks.add("The former pack is kept: " + writer->kept().string());
    return prepared;
}

}  // namespace geo
