#include "geo/pyramid/raster_layer.h"

#include <filesystem>

#include "geo/pyramid/raster_meaning.h"
#include "geo/pyramid/raster_placing.h"
#include "geo/pyramid/raster_source.h"
#include "geo/pyramid/vector_names.h"

namespace geo {

Result<std::shared_ptr<const LayerSource>> openRasterLayer(const SourceSpec& spec, const Crs& mapCrs, const Progress& progress,
                                                           std::stop_token stop) {
    if (progress) progress(0, "opening " + shortName(spec.path));
    auto file = RasterFile::open(spec.path, spec.guest);
    if (!file) return tl::make_unexpected(file.error());
    if (!*file) return std::shared_ptr<const LayerSource>();
    if (stop.stop_requested()) return fail(ErrorCode::Cancelled, "Cancelled.");
    auto meaning = understandRaster(std::move(*file), spec, stop);
    if (!meaning) return tl::make_unexpected(meaning.error());
    if (progress) progress(0.5, "preparing " + shortName(spec.path));
    return RasterSource::create(std::move(*meaning), spec, mapCrs, stop);
}

Result<std::vector<LayerProposal>> proposeRasterLayers(const SourceSpec& wanted, const std::stop_token& stop) {
    const auto& path = wanted.path;
    auto file = RasterFile::open(path, wanted.guest);
    if (!file) return tl::make_unexpected(file.error());
    if (!*file) return std::vector<LayerProposal>();
    SourceSpec spec = wanted;
    const auto meaning = understandRaster(std::move(*file), spec, stop);
    if (!meaning) return tl::make_unexpected(meaning.error());
    LayerProposal proposal;
    spec.band = meaning->decoder.band;
    spec.scheme = meaning->scheme;
    spec.drawAs = meaning->rule() == CellRule::Classes ? DrawAs::Classes : DrawAs::Values;
    if (meaning->rule() == CellRule::Densities) spec.perArea = "km2";
    proposal.title = readableTitle(std::filesystem::path(path).stem().string());
    if (proposal.title.empty()) proposal.title = shortName(path);
    if (!meaning->scheme.empty())
        if (const auto scheme = loadScheme(meaning->scheme)) proposal.title = (*scheme)->table.title;
    if (meaning->rule() == CellRule::Densities && saysPopulation(*meaning)) proposal.title = "Population density";
    proposal.spec = std::move(spec);
    return std::vector<LayerProposal>{std::move(proposal)};
}

Result<std::optional<GeographicExtent>> rasterGeographicExtent(const std::string& path) {
    auto file = RasterFile::open(path);
    if (!file) return tl::make_unexpected(file.error());
    if (!*file) return std::optional<GeographicExtent>();
    Diagnostics remarks;
    const auto place = placeRaster(**file, "", remarks);
    if (!place) return tl::make_unexpected(place.error());
    const auto extent = geographicExtentOf(*place);
    if (!extent) return tl::make_unexpected(extent.error());
    return std::optional<GeographicExtent>(*extent);
}

}  // namespace geo
