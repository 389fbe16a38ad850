#include "geo/prepare/source_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

#include "geo/base/counted.h"
#include "geo/io/cog_writer.h"
#include "geo/io/flatgeobuf_writer.h"
#include "geo/io/raw_polygons.h"
#include "geo/pyramid/layer_crs.h"
#include "geo/space/transform.h"

namespace geo {
namespace {

bool isShown(SourceRole role) {
    return role == SourceRole::Landcover || role == SourceRole::Population || role == SourceRole::Builtup;
}

std::string subjectOf(const FoundSource& source) {
    switch (source.role) {
        case SourceRole::Landcover:
            return source.scheme == "lcz"        ? "Local Climate Zones"
                   : source.scheme == "ghs_smod" ? "Degree of Urbanisation"
                                                 : "Land cover";
        case SourceRole::Population:
            return "Population";
        case SourceRole::Builtup:
            return "Built-up surface";
        default:
            return source.title;
    }
}

std::string unitOf(const UsedSource& used) {
    if (!used.source.unit.empty()) return used.source.unit;
    if (used.source.role == SourceRole::Population && !used.isDensity) return "inhabitants per cell";
    if (used.source.role == SourceRole::Builtup && !used.isDensity) return "m² built per cell";
    return {};
}

/// Names and words of one source; `taken`: keys that are given away already.
AssetWish wishOf(const UsedSource& used, std::set<std::string>& taken) {
    const auto& source = used.source;
    AssetWish wish;
    wish.role = source.role == SourceRole::Landcover ? PackRole::Landcover : PackRole::Density;
    std::string key(kSourceRoles[static_cast<size_t>(source.role)]);
    if (source.year > 0) key += fmt::format("-{}", source.year);
    wish.key = key;
    for (int i = 2; !taken.insert(wish.key).second; ++i) wish.key = fmt::format("{}-{}", key, i);
    wish.title = subjectOf(source);
    if (source.year > 0) {
        wish.title += fmt::format(", {}", source.year);
        wish.datetime = fmt::format("{}-01-01T00:00:00Z", source.year);
    }
    wish.description = "From " + source.title + ", on its own grid, cut to the territory.";
    wish.attribution = source.attribution;
    wish.scheme = source.role == SourceRole::Landcover ? source.scheme : "";
    wish.unit = unitOf(used);
    return wish;
}

Result<std::string> writeRaster(const UsedSource& used, const Mosaic& mosaic, const std::string& target, const Progress& progress,
                                const std::stop_token& stop) {
    CropRequest request;
    request.source = used.source.path;
    request.box = extentOf(mosaic.territory), request.boxCrs = mosaic.plane;
    request.band = used.band;
    request.overviews = used.source.role == SourceRole::Landcover ? CogOverviews::Mode
                        : used.isDensity                          ? CogOverviews::Average
                                                                  : CogOverviews::None;
    const auto window = writeCog(
        request, target,
        [&](double fraction) {
            if (progress) progress(fraction, "writing " + used.source.title);
        },
        stop);
    if (!window) return Failure(advised(window.error(), used.source));
    return fmt::format("{} x {} cells", window->columns, window->rows);
}

FieldValue valueOf(const VectorAttributes& attributes, const VectorField& field) {
    if (field.type == FieldType::Text) {
        const auto text = attributes.text(field.name);
        return text ? FieldValue(std::string(*text)) : FieldValue();
    }
    if (field.type == FieldType::Integer) {  // as text: a double has room for 53 bits
        const auto text = attributes.text(field.name).value_or(std::string_view());
        int64_t number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        return error == std::errc() && end == text.data() + text.size() ? FieldValue(number) : FieldValue();
    }
    const double number = attributes.number(field.name);
    return std::isfinite(number) ? FieldValue(number) : FieldValue();
}

/// Empty where nothing of it lies in the territory: then there is no file.
Result<std::string> writeAreas(const UsedSource& used, const Mosaic& mosaic, const std::string& target,
                               const std::stop_token& stop) {
    const auto dataset = VectorDataset::open(used.source.path);
    if (!dataset) return Failure(dataset.error());
    const auto* found = dataset->find(used.layer);
    if (!found) return fail(ErrorCode::NotFound, "This file has changed while it was read; try again.", used.source.title);
    const auto measured = dataset->measured(*found, stop);
    if (!measured) return Failure(measured.error());
    const auto& layer = *measured;
    std::vector<std::string> remarks;
    const auto crs = crsOfLayer({}, layer, used.source.path, remarks);
    if (!crs) return Failure(crs.error());
    const auto toLayer = Transform::between(mosaic.plane, *crs);
    if (!toLayer) return Failure(toLayer.error());
    const Extent near = toLayer->forward(extentOf(mosaic.territory));
    FlatGeobufSpec spec{std::string(kSourceRoles[static_cast<size_t>(used.source.role)]), GeometryKind::Polygon, {}, *crs, *crs};
    std::ranges::copy_if(layer.fields, std::back_inserter(spec.columns),
                         [](const VectorField& field) { return field.type != FieldType::Other; });
    auto writer = FlatGeobufWriter::create(target, spec);
    if (!writer) return Failure(writer.error());
    Result<void> added;
    const auto facts = dataset->read(
        {layer.name, std::nullopt},
        [&](const RawFeature& feature) {
            if (feature.kind != GeometryKind::Polygon || !extentOf(feature).intersects(near)) return true;
            const auto polygons = polygonsOf(feature);
            if (polygons.empty()) return true;  // said when it was read
            std::vector<FieldValue> values;
            for (const auto& column : spec.columns) values.push_back(valueOf(*feature.attributes, column));
            added = writer->addPolygons(polygons, values);
            return added.has_value();
        },
        stop);
    if (!facts) return Failure(facts.error());
    if (!added) return Failure(added.error());
    const size_t features = writer->features();
    if (features == 0) return std::string();
    if (auto done = writer->finish(); !done) return Failure(done.error());
    return counted(static_cast<int64_t>(features), "area");
}

}  // namespace

Result<std::vector<SourceFile>> writeSources(const Mosaic& mosaic, const std::filesystem::path& folder, const Progress& progress,
                                             const std::stop_token& stop) {
    std::vector<SourceFile> files;
    std::set<std::string> taken;
    for (const auto& used : mosaic.sources) {
        if (!isShown(used.source.role)) continue;
        SourceFile file{wishOf(used, taken), {}};
        file.wish.file = file.wish.key + (used.band > 0 ? ".tif" : ".fgb");
        const auto target = (folder / file.wish.file).string();
        auto size = used.band > 0 ? writeRaster(used, mosaic, target, progress, stop) : writeAreas(used, mosaic, target, stop);
        if (!size) return Failure(size.error());
        if (size->empty()) continue;
        file.size = std::move(*size);
        files.push_back(std::move(file));
    }
    return files;
}

}  // namespace geo
