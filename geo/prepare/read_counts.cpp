#include "geo/prepare/read_counts.h"

#include <fmt/format.h>

#include <algorithm>

#include "geo/base/names.h"
#include "geo/io/raw_polygons.h"
#include "geo/io/vector_dataset.h"
#include "geo/pyramid/layer_crs.h"
#include "geo/pyramid/raster_meaning.h"
#include "geo/pyramid/vector_names.h"
#include "geo/space/transform.h"

namespace geo {
namespace {

constexpr double kHaPerKm2 = 100;
constexpr double kM2PerKm2 = 1e6;
constexpr double kPercent = 100;

bool speaksOf(const std::string& text, std::initializer_list<const char*> words) {
    return std::ranges::any_of(words, [&](const char* word) { return text.find(word) != std::string::npos; });
}

Result<std::shared_ptr<const RasterFile>> openRaster(const FoundSource& source) {
    auto file = RasterFile::open(source.path);
    if (!file) return Failure(advised(file.error(), source));
    return file;
}

/// Reads the full raster in windows, times a factor. Keeps GDAL handles while it lives.
CountRaster rasterOf(const RasterMeaning& meaning, CellQuantity quantity, double factor, const std::stop_token& stop) {
    const auto decoder = std::make_shared<CellDecoder>(meaning.decoder);
    const auto reader = std::make_shared<CellReader>(*decoder);
    const bool stored = meaning.rule() == CellRule::Densities;
    RasterLevel full;
    full.columns = decoder->grid.columns, full.rows = decoder->grid.rows;
    return {decoder->grid, meaning.crs, quantity,
            [decoder, reader, full, stored, factor, stop](const CellWindow& window, std::span<double> cells) -> Result<void> {
                auto done = stored ? reader->readCounts(window, cells) : reader->read(full, window, cells, stop);
                if (factor != 1)
                    for (auto& cell : cells) cell *= factor;
                return done;
            }};
}

// Numbers without a legend are quantities here, whatever they look like.
SourceSpec quantities(const FoundSource& source, bool counts) {
    SourceSpec spec;
    spec.path = source.path;
    if (counts)
        spec.perArea = "km2";
    else
        spec.drawAs = DrawAs::Values;
    return spec;
}

Result<CountSource> populationOfRaster(const FoundSource& source, const std::shared_ptr<const RasterFile>& file,
                                       const std::stop_token& stop) {
    const auto looked = understandRaster(file, quantities(source, false), stop);
    if (!looked) return Failure(advised(looked.error(), source));
    const bool density = source.unit.empty() && saysDensity(*looked);
    const auto meaning = density ? looked : understandRaster(file, quantities(source, true), stop);
    if (!meaning) return Failure(advised(meaning.error(), source));
    CountSource counts;
    counts.isDensity = density, counts.band = meaning->decoder.band;
    counts.attribution = source.attribution.empty() ? rasterAttribution(*meaning) : source.attribution;
    const bool perHectare = speaksOf(meaning->unit, {"per ha", "/ha"});
    counts.raster =
        rasterOf(*meaning, density ? CellQuantity::PerKm2 : CellQuantity::Count, density && perHectare ? kHaPerKm2 : 1, stop);
    counts.remarks = meaning->remarks;
    if (density)
        counts.remarks.add(
            fmt::format("The cells of {} are taken for inhabitants per {}.", source.title, perHectare ? "hectare" : "km²"));
    return counts;
}

Result<CountSource> populationOfPolygons(const FoundSource& source, const GeographicExtent& box, const std::stop_token& stop) {
    const auto dataset = VectorDataset::open(source.path);
    if (!dataset) return Failure(dataset.error());
    for (const auto& layer : dataset->layers()) {
        const auto field = populationLikeField(layer.fields);
        if (field.empty()) continue;
        CountSource counts;
        const auto measured = dataset->measured(layer, stop);
        if (!measured) return Failure(measured.error());
        const auto crs = crsOfLayer({}, *measured, source.path, counts.remarks.remarks);
        if (!crs) return Failure(crs.error());
        const auto near = extentIn(*crs, box);
        if (!near) return Failure(near.error());
        counts.polygons = CountPolygons{*crs, {}, {}};
        counts.layer = layer.name;
        const auto facts = dataset->read(
            {layer.name, std::vector<std::string>{field}},
            [&](const RawFeature& feature) {
                if (feature.kind != GeometryKind::Polygon) return true;
                if (!near->empty() && !extentOf(feature).intersects(*near)) return true;
                counts.polygons->shapes.push_back(polygonsOf(feature));
                counts.polygons->counts.push_back(feature.attributes->number(field));
                return true;
            },
            stop);
        if (!facts) return Failure(facts.error());
        if (const auto whole = checkWhole(*facts, source.path); !whole) return Failure(whole.error());
        if (counts.polygons->shapes.empty())
            return fail(ErrorCode::NotFound, "No polygon of this file lies in the city; name one that covers it.", source.path);
        counts.remarks.add(fmt::format("Inhabitants are the column {} of {}.", field, source.title));
        counts.attribution = "Source: " + source.title;
        return counts;
    }
    return fail(ErrorCode::Unsupported,
                "There is no column of inhabitants in this file; give one whose polygons have a column such as population.",
                source.path);
}

}  // namespace

Result<CountSource> readPopulation(const FoundSource& source, const GeographicExtent& box, const std::stop_token& stop) {
    const auto file = openRaster(source);
    if (!file) return Failure(file.error());
    return *file ? populationOfRaster(source, *file, stop) : populationOfPolygons(source, box, stop);
}

Result<CountSource> readBuiltSurface(const FoundSource& source, const std::stop_token& stop) {
    const auto file = openRaster(source);
    if (!file) return Failure(file.error());
    if (!*file) return fail(ErrorCode::Unsupported, "This is no raster; name a raster of built-up surface.", source.path);
    const auto meaning = understandRaster(*file, quantities(source, false), stop);
    if (!meaning) return Failure(advised(meaning.error(), source));
    CountSource built;
    built.band = meaning->decoder.band;
    built.attribution = source.attribution.empty() ? rasterAttribution(*meaning) : source.attribution;
    built.remarks = meaning->remarks;
    const auto says = lowered(source.unit + " " + meaning->unit + " " + source.title);
    const auto& values = meaning->sample.values;
    const double largest = values.empty() ? 0 : *std::ranges::max_element(values);
    const bool squareMetres = speaksOf(says, {"m²", "m2", "built_s", "ghs-built-s"}) || largest > kPercent;
    const bool percent = !squareMetres && (speaksOf(says, {"%", "percent"}) || largest > 1);
    built.isDensity = !squareMetres;
    built.raster = rasterOf(*meaning, squareMetres ? CellQuantity::Count : CellQuantity::PerKm2,
                            squareMetres ? 1
                            : percent    ? kM2PerKm2 / kPercent
                                         : kM2PerKm2,
                            stop);
    built.remarks.add(fmt::format("The cells of {} are taken for built-up {}.", source.title,
                                  squareMetres ? "square metres"
                                  : percent    ? "per cent of the cell"
                                               : "shares of the cell"));
    return built;
}

}  // namespace geo
