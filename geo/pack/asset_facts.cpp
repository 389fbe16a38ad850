#include "geo/pack/asset_facts.h"

#include <algorithm>
#include <cctype>
#include <filesystem>

#include "geo/base/names.h"
#include "geo/io/raster_file.h"
#include "geo/io/vector_dataset.h"
#include "geo/pack/checksums.h"
#include "geo/pack/stac_item.h"
#include "geo/raster/raster_grid.h"
#include "geo/taxonomy/scheme.h"

namespace geo {
namespace {

std::string dataTypeOf(CellType type) {
    switch (type) {
        case CellType::UInt8:
            return "uint8";
        case CellType::Int8:
            return "int8";
        case CellType::UInt16:
            return "uint16";
        case CellType::Int16:
            return "int16";
        case CellType::UInt32:
            return "uint32";
        case CellType::Int32:
            return "int32";
        case CellType::UInt64:
            return "uint64";
        case CellType::Int64:
            return "int64";
        case CellType::Float32:
            return "float32";
        case CellType::Float64:
            return "float64";
        case CellType::Complex:
            return "other";
    }
    return "other";
}

// "Built-up, dense" -> "built-up_dense": letters, digits, - and _ only.
std::string shortClassName(const std::string& label, int64_t code) {
    std::string name;
    for (const char c : lowered(label)) {
        const bool plain = std::isalnum(static_cast<unsigned char>(c)) || c == '-';
        if (plain)
            name += c;
        else if (!name.empty() && name.back() != '_')
            name += '_';
    }
    while (!name.empty() && name.back() == '_') name.pop_back();
    return name.empty() ? "class_" + std::to_string(code) : name;
}

void placeBy(const std::string& definition, PackAsset& asset) {
    const auto crs = Crs::parse(definition);
    const std::string code = crs ? *crs == Crs::wgs84() ? "EPSG:4326" : crs->authorityCode() : "";
    constexpr std::string_view kEpsg = "EPSG:";
    if (code.starts_with(kEpsg))
        asset.epsg = std::stoi(code.substr(kEpsg.size()));
    else
        asset.wkt2 = definition;
}

std::vector<PackClass> classesOf(const BandFacts& band, const Scheme* scheme) {
    std::vector<PackClass> classes;
    for (const auto& entry : band.legend) {
        PackClass one{entry.code, {}, entry.label, entry.colour};
        const auto known = scheme ? scheme->table.indexOf(std::to_string(entry.code)) : std::nullopt;
        if (one.description.empty() && known) one.description = scheme->table.classes[*known].label;
        if (one.description.empty()) continue;  // a palette's filling
        classes.push_back(std::move(one));
    }
    if (classes.empty() && scheme)
        for (const auto& entry : scheme->table.classes) {
            const bool number = !entry.code.empty() && entry.code.size() < 10 &&
                                std::ranges::all_of(entry.code, [](unsigned char c) { return std::isdigit(c); });
            if (number) classes.push_back({std::stoll(entry.code), {}, entry.label, entry.colour});
        }
    if (classes.size() > kMostStacClasses) classes.clear();
    for (auto& one : classes) {
        one.name = shortClassName(one.description, one.value);
        if (one.colour) one.colour->a = 255;
    }
    return classes;
}

Result<void> describeRaster(const std::string& path, PackAsset& asset) {
    const auto file = RasterFile::open(path);
    if (!file) return Failure(file.error());
    if (!*file) return fail(ErrorCode::Unsupported, "This is not a raster.", path);
    const auto& facts = (*file)->facts();
    const Scheme* scheme = nullptr;
    if (!asset.scheme.empty()) {
        const auto loaded = loadScheme(asset.scheme);
        if (!loaded) return Failure(loaded.error());
        scheme = *loaded;
    }
    if (!facts.crs.empty()) placeBy(facts.crs, asset);
    asset.shape = {facts.rows, facts.columns};
    if (facts.transform) {
        const auto& c = facts.transform->c;
        asset.transform = {c[1], c[2], c[0], c[4], c[5], c[3]};
        const auto box = RasterGrid{facts.columns, facts.rows, *facts.transform}.extent();
        asset.box = {box.minX, box.minY, box.maxX, box.maxY};
    }
    for (const auto& band : facts.bands)
        asset.bands.push_back(
            {dataTypeOf(band.type), band.description, band.unit, band.nodata, band.scale, band.offset, classesOf(band, scheme)});
    return {};
}

Result<void> describeVector(const std::string& path, PackAsset& asset) {
    const auto dataset = VectorDataset::open(path, {}, true);
    if (!dataset) return Failure(dataset.error());
    const auto layer = dataset->measured(dataset->layers().front(), {});
    if (!layer) return Failure(layer.error());
    if (layer->crs) placeBy(layer->crs->definition(), asset);
    const auto& box = layer->extent;
    if (!box.empty()) asset.box = {box.minX, box.minY, box.maxX, box.maxY};
    return {};
}

}  // namespace

Result<void> describeAsset(const std::string& path, PackAsset& asset) {
    const auto ending = lowered(std::filesystem::path(path).extension().string());
    Result<void> described;
    if (ending == ".tif") {
        asset.mediaType = kCogType;
        described = describeRaster(path, asset);
    } else if (ending == ".fgb") {
        asset.mediaType = kFlatGeobufType;
        described = describeVector(path, asset);
    } else if (ending == ".png" || ending == ".jpg") {
        asset.mediaType = ending == ".png" ? "image/png" : "image/jpeg";
    } else {
        return fail(ErrorCode::Unsupported, "A pack holds .tif, .fgb, .png and .jpg files.", path);
    }
    if (!described) return described;
    const auto sum = sha256OfFile(path);
    if (!sum) return Failure(sum.error());
    std::error_code error;
    asset.checksum = "1220" + *sum;  // multihash: sha2-256 of 32 bytes
    asset.size = static_cast<int64_t>(std::filesystem::file_size(path, error));
    return {};
}

}  // namespace geo
