#include "geo/pyramid/open_layer.h"

#include <unistd.h>

#include <filesystem>

#include "geo/base/names.h"
#include "geo/base/paths.h"
#include "geo/pyramid/raster_layer.h"
#include "geo/pyramid/vector_layer.h"
#include "geo/pyramid/vector_sample.h"

namespace geo {
namespace {

/// The path as the readers take it; refuses early what is plainly missing or empty, so that no driver has to guess.
Result<std::string> readablePath(const std::string& path) {
    if (path.empty()) return fail(ErrorCode::NotFound, "No file was named.");
    auto resolved = resolveDemoPath(path);
    if (!resolved) return resolved;
    const bool named = resolved->find(':') != std::string::npos || resolved->rfind("/vsi", 0) == 0;  // URL or GDAL name
    std::error_code error;
    const auto status = std::filesystem::status(*resolved, error);
    if (!std::filesystem::exists(status)) {
        if (named) return resolved;
        return fail(ErrorCode::NotFound, "There is no such file or folder; check the name.", path);
    }
    if (auto readable = checkReadable(*resolved); !readable) return Failure(readable.error());
    if (std::filesystem::is_regular_file(status) && std::filesystem::file_size(*resolved, error) == 0 && !error)
        return fail(ErrorCode::Unreadable, "This file is empty; get a fresh copy of it.", path);
    return resolved;
}

}  // namespace

Result<std::shared_ptr<const LayerSource>> openLayer(const SourceSpec& spec, const Crs& mapCrs, const Progress& progress,
                                                     std::stop_token stop) {
    auto path = readablePath(spec.path);
    if (!path) return tl::make_unexpected(path.error());
    SourceSpec resolved = spec;
    resolved.path = std::move(*path);
    auto raster = namesDatabase(spec.path)  // tables, never rasters
                      ? Result<std::shared_ptr<const LayerSource>>(nullptr)
                      : openRasterLayer(resolved, mapCrs, progress, stop);
    if (!raster || *raster) return raster;
    return openVectorLayer(resolved, mapCrs, progress, stop);
}

Result<std::vector<LayerProposal>> proposeLayers(const std::string& path, const std::stop_token& stop) {
    SourceSpec wanted;
    wanted.path = path;
    return proposeLayers(wanted, stop);
}

Result<std::vector<LayerProposal>> proposeLayers(const SourceSpec& wanted, const std::stop_token& stop) {
    const auto readable = readablePath(wanted.path);
    if (!readable) return tl::make_unexpected(readable.error());
    SourceSpec resolved = wanted;
    resolved.path = *readable;
    auto proposals = namesDatabase(*readable) ? std::vector<LayerProposal>() : proposeRasterLayers(resolved, stop);
    if (proposals && proposals->empty()) proposals = proposeVectorLayers(resolved, stop);
    if (proposals)
        for (auto& proposal : *proposals)
            if (proposal.spec.path == *readable) proposal.spec.path = wanted.path;
    return proposals;
}

bool liesBelow(const LayerProposal& a, const LayerProposal& b) {
    return a.height != b.height ? a.height < b.height : a.objectKm2 > b.objectKm2;
}

Result<GeographicExtent> geographicExtent(const std::string& path, const std::stop_token& stop) {
    const auto readable = readablePath(path);
    if (!readable) return tl::make_unexpected(readable.error());
    if (namesDatabase(path)) return vectorGeographicExtent(*readable, stop);
    const auto raster = rasterGeographicExtent(*readable);
    if (!raster) return tl::make_unexpected(raster.error());
    if (stop.stop_requested()) return fail(ErrorCode::Cancelled, "Cancelled.", path);
    return *raster ? Result<GeographicExtent>(**raster) : vectorGeographicExtent(*readable, stop);
}

Result<Explanation> explain(const std::string& path) {
    const auto readable = readablePath(path);
    if (!readable) return tl::make_unexpected(readable.error());
    if (namesDatabase(path)) return explainVector(*readable, mostLookedAt(*readable));
    auto explanation = explainRaster(*readable);
    if (explanation && explanation->text.empty()) return explainVector(*readable, mostLookedAt(*readable));
    return explanation;
}

LonLat GeographicExtent::centre() const {
    const double width = east >= west ? east - west : east - west + 360;
    double lonDeg = west + width / 2;
    if (lonDeg > 180) lonDeg -= 360;
    return {lonDeg, (south + north) / 2};
}

}  // namespace geo
