#include "geo/io/cog_writer.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <fmt/format.h>
#include <gdal_priv.h>
#include <gdal_utils.h>

#include <cmath>

#include "geo/io/gdal_part.h"
#include "geo/io/gdal_session.h"
#include "geo/io/raster_file.h"
#include "geo/space/transform.h"

namespace geo {
namespace {

constexpr double kWithinACell = 1e-6;  // share of a cell that rounding may add to a box

struct Close {
    void operator()(GDALDataset* dataset) const { GDALClose(dataset); }
};
using DatasetPtr = std::unique_ptr<GDALDataset, Close>;

struct FreeOptions {
    void operator()(GDALTranslateOptions* options) const { GDALTranslateOptionsFree(options); }
};

/// Sidecars are read with a local source and written beside the target: category names have no place in a GeoTIFF.
class SidecarScope {
public:
    explicit SidecarScope(bool remote) {
        CPLSetThreadLocalConfigOption("GDAL_PAM_ENABLED", "YES");
        if (!remote) CPLSetThreadLocalConfigOption("GDAL_DISABLE_READDIR_ON_OPEN", "FALSE");
    }
    ~SidecarScope() {
        CPLSetThreadLocalConfigOption("GDAL_PAM_ENABLED", nullptr);
        CPLSetThreadLocalConfigOption("GDAL_DISABLE_READDIR_ON_OPEN", nullptr);
    }
    SidecarScope(const SidecarScope&) = delete;
    SidecarScope& operator=(const SidecarScope&) = delete;
};

Result<CropWindow> windowOf(const CropRequest& request, const RasterFacts& facts) {
    CropWindow window{0, 0, facts.columns, facts.rows};
    if (!request.box) return window;
    if (!facts.transform || facts.transform->determinant() == 0 || facts.crs.empty())
        return fail(ErrorCode::Unsupported,
                    "This raster does not say where on Earth it lies; give it a CRS and a position first.", request.source);
    const auto crs = Crs::parse(facts.crs);
    if (!crs) return Failure(crs.error());
    const auto transform = Transform::between(request.boxCrs, *crs);
    if (!transform) return Failure(transform.error());
    const auto box = transform->forward(*request.box);
    Extent cells;
    if (!box.empty())
        for (const Point corner : {Point{box.minX, box.minY}, {box.maxX, box.minY}, {box.maxX, box.maxY}, {box.minX, box.maxY}})
            cells.add(facts.transform->toCell(corner));
    cells = cells.intersection({0, 0, static_cast<double>(facts.columns), static_cast<double>(facts.rows)});
    const auto first = [](double at) { return static_cast<int>(std::floor(at + kWithinACell)); };
    const auto end = [](double at) { return static_cast<int>(std::ceil(at - kWithinACell)); };
    if (cells.empty() || end(cells.maxX) <= first(cells.minX) || end(cells.maxY) <= first(cells.minY))
        return fail(ErrorCode::NotFound, "This raster has nothing inside the box that was asked for; check both.",
                    request.source);
    window.column = first(cells.minX), window.row = first(cells.minY);
    window.columns = end(cells.maxX) - window.column, window.rows = end(cells.maxY) - window.row;
    return window;
}

struct Watch {
    const std::function<void(double)>& progress;
    std::stop_token stop;
};

int CPL_STDCALL watch(double done, const char*, void* data) {
    const auto& watcher = *static_cast<const Watch*>(data);
    if (watcher.progress) watcher.progress(done);
    return watcher.stop.stop_requested() ? FALSE : TRUE;
}

/// The cropped raster as GDAL sees it, without a cell being read.
DatasetPtr cropped(GDALDataset& source, const CropRequest& request, const CropWindow& w) {
    CPLStringList words;
    for (const char* word : {"-of", "VRT", "-srcwin"}) words.AddString(word);
    for (const int number : {w.column, w.row, w.columns, w.rows}) words.AddString(std::to_string(number).c_str());
    if (request.band > 0) words.AddString("-b"), words.AddString(std::to_string(request.band).c_str());
    const std::unique_ptr<GDALTranslateOptions, FreeOptions> options(GDALTranslateOptionsNew(words.List(), nullptr));
    return DatasetPtr(GDALDataset::FromHandle(GDALTranslate("", GDALDataset::ToHandle(&source), options.get(), nullptr)));
}

void nameClasses(GDALDataset& dataset, const RasterFacts& facts, int onlyBand) {
    for (int i = 1; i <= dataset.GetRasterCount(); ++i) {
        const auto& band = facts.bands[static_cast<size_t>(onlyBand > 0 ? onlyBand : i) - 1];
        for (const auto& entry : band.legend)
            if (!entry.label.empty())
                dataset.GetRasterBand(i)->SetMetadataItem(fmt::format("CLASS_{}", entry.code).c_str(), entry.label.c_str());
    }
}

CPLStringList creationOptions(CogOverviews overviews) {
    CPLStringList options;
    options.SetNameValue("COMPRESS", "DEFLATE");
    options.SetNameValue("PREDICTOR", "YES");
    options.SetNameValue("BLOCKSIZE", "512");
    options.SetNameValue("BIGTIFF", "IF_SAFER");
    options.SetNameValue("OVERVIEWS", overviews == CogOverviews::None ? "NONE" : "IGNORE_EXISTING");
    options.SetNameValue("OVERVIEW_RESAMPLING", overviews == CogOverviews::Average ? "AVERAGE" : "MODE");
    return options;
}

}  // namespace

Result<CropWindow> writeCog(const CropRequest& request, const std::string& target,
                            const std::function<void(double fraction)>& progress, const std::stop_token& stop) {
    const auto file = RasterFile::open(request.source);
    if (!file) return Failure(file.error());
    if (!*file) return fail(ErrorCode::Unsupported, "This is not a raster.", request.source);
    const auto& facts = (*file)->facts();
    if (request.band < 0 || request.band > static_cast<int>(facts.bands.size()))
        return fail(ErrorCode::NotFound, fmt::format("There is no band {}; the raster has {}.", request.band, facts.bands.size()),
                    request.source);
    auto window = windowOf(request, facts);
    if (!window) return window;
    auto part = GdalPart::create(target);
    if (!part) return Failure(part.error());

    const GdalMessages messages;
    const SidecarScope sidecars((*file)->isRemote());
    auto* driver = GetGDALDriverManager()->GetDriverByName("COG");
    const DatasetPtr source(GDALDataset::Open((*file)->gdalName().c_str(), GDAL_OF_RASTER | GDAL_OF_VERBOSE_ERROR));
    const auto crop = source ? cropped(*source, request, *window) : nullptr;
    if (!driver || !crop)
        return Failure(
            messages.error(ErrorCode::Unreadable, "This raster cannot be read again; get a fresh copy of it.", request.source));
    nameClasses(*crop, facts, request.band);
    const auto options = creationOptions(request.overviews);
    Watch watcher{progress, stop};
    DatasetPtr written(driver->CreateCopy(part->name().c_str(), crop.get(), FALSE, options.List(), watch, &watcher));
    if (stop.stop_requested()) return fail(ErrorCode::Cancelled, "Writing was cancelled.", target);
    const bool whole = written != nullptr;
    written.reset();  // writes what is left
    if (!whole || messages.sawError())
        return Failure(messages.error(ErrorCode::Output,
                                      "The raster could not be copied: part of it cannot be read, or the disk is full.", target));
    if (auto done = part->commit(); !done) return Failure(done.error());
    return window;
}

}  // namespace geo
