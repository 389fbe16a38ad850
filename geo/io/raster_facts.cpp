#include "geo/io/raster_facts.h"

#include <cpl_conv.h>
#include <gdal_priv.h>
#include <gdal_rat.h>
#include <ogr_spatialref.h>

#include <charconv>
#include <cmath>
#include <cstring>
#include <map>

namespace geo {
namespace {

CellType cellTypeOf(GDALRasterBand& band) {
    const char* pixelType = band.GetMetadataItem("PIXELTYPE", "IMAGE_STRUCTURE");
    switch (band.GetRasterDataType()) {
        case GDT_Byte:
            return pixelType && EQUAL(pixelType, "SIGNEDBYTE") ? CellType::Int8 : CellType::UInt8;
        case GDT_UInt16:
            return CellType::UInt16;
        case GDT_Int16:
            return CellType::Int16;
        case GDT_UInt32:
            return CellType::UInt32;
        case GDT_Int32:
            return CellType::Int32;
        case GDT_UInt64:
            return CellType::UInt64;
        case GDT_Int64:
            return CellType::Int64;
        case GDT_Float32:
            return CellType::Float32;
        case GDT_Float64:
            return CellType::Float64;
        default:
            return CellType::Complex;
    }
}

BandRole roleOf(GDALColorInterp interpretation) {
    switch (interpretation) {
        case GCI_PaletteIndex:
            return BandRole::Palette;
        case GCI_RedBand:
            return BandRole::Red;
        case GCI_GreenBand:
            return BandRole::Green;
        case GCI_BlueBand:
            return BandRole::Blue;
        case GCI_AlphaBand:
            return BandRole::Alpha;
        case GCI_GrayIndex:
            return BandRole::Grey;
        default:
            return BandRole::Other;
    }
}

std::string joined(char** list) {
    std::string text;
    for (; list && *list; ++list) text.append(text.empty() ? "" : " ").append(*list);
    return text;
}

using Legend = std::map<int64_t, LegendEntry>;

LegendEntry& entryOf(Legend& legend, int64_t code) {
    auto& entry = legend[code];
    entry.code = code;
    return entry;
}

void addPalette(GDALRasterBand& band, Legend& legend) {
    const GDALColorTable* table = band.GetColorTable();
    if (!table || table->GetPaletteInterpretation() != GPI_RGB) return;
    for (int i = 0; i < table->GetColorEntryCount(); ++i) {
        const GDALColorEntry& c = *table->GetColorEntry(i);
        const auto channel = [](short value) { return static_cast<uint8_t>(std::clamp<int>(value, 0, 255)); };
        entryOf(legend, i).colour = Colour{channel(c.c1), channel(c.c2), channel(c.c3), channel(c.c4)};
    }
}

void addCategoryNames(GDALRasterBand& band, Legend& legend) {
    char** names = band.GetCategoryNames();
    for (int64_t code = 0; names && *names; ++names, ++code)
        if (**names) entryOf(legend, code).label = *names;
}

// Names of classes inside a GeoTIFF: band metadata CLASS_<code>, as writeCog() leaves them.
void addNamedClasses(GDALRasterBand& band, Legend& legend) {
    constexpr std::string_view kPrefix = "CLASS_";
    for (char** item = band.GetMetadata(); item && *item; ++item) {
        const std::string_view text(*item);
        const auto equals = text.find('=');
        if (!text.starts_with(kPrefix) || equals == std::string_view::npos || equals + 1 == text.size()) continue;
        int64_t code = 0;
        const char *from = text.data() + kPrefix.size(), *to = text.data() + equals;
        if (const auto [at, error] = std::from_chars(from, to, code); error == std::errc() && at == to)
            entryOf(legend, code).label = text.substr(equals + 1);
    }
}

/// The column a viewer would print: the one declared as name, else the first text column that is not a colour.
int labelColumn(const GDALRasterAttributeTable& table) {
    if (const int named = table.GetColOfUsage(GFU_Name); named >= 0) return named;
    for (int i = 0; i < table.GetColumnCount(); ++i)
        if (table.GetTypeOfCol(i) == GFT_String) return i;
    return -1;
}

void addAttributeTable(GDALRasterBand& band, Legend& legend) {
    const GDALRasterAttributeTable* table = band.GetDefaultRAT();
    constexpr int kMostRows = 65536;
    if (!table || table->GetRowCount() == 0 || table->GetRowCount() > kMostRows) return;
    int value = table->GetColOfUsage(GFU_MinMax);
    if (value < 0) value = table->GetColOfUsage(GFU_Min);
    for (int i = 0; value < 0 && i < table->GetColumnCount(); ++i)
        if (EQUAL(table->GetNameOfCol(i), "value")) value = i;
    const int label = labelColumn(*table), red = table->GetColOfUsage(GFU_Red), green = table->GetColOfUsage(GFU_Green),
              blue = table->GetColOfUsage(GFU_Blue);
    for (int row = 0; row < table->GetRowCount(); ++row) {
        const double code = value >= 0 ? table->GetValueAsDouble(row, value) : row;
        if (!(std::abs(code) < 9e15) || code != std::floor(code)) continue;
        auto& entry = entryOf(legend, static_cast<int64_t>(code));
        if (label >= 0) entry.label = table->GetValueAsString(row, label);
        if (red >= 0 && green >= 0 && blue >= 0) {
            double rgb[3] = {table->GetValueAsDouble(row, red), table->GetValueAsDouble(row, green),
                             table->GetValueAsDouble(row, blue)};
            const bool shares = table->GetTypeOfCol(red) == GFT_Real && rgb[0] <= 1 && rgb[1] <= 1 && rgb[2] <= 1;
            for (double& c : rgb) c = std::clamp(shares ? c * 255 : c, 0.0, 255.0);
            entry.colour = Colour{static_cast<uint8_t>(rgb[0]), static_cast<uint8_t>(rgb[1]), static_cast<uint8_t>(rgb[2])};
        }
    }
}

/// The place of a NetCDF band along the dimensions that are not drawn: "time 31 days since 2020-01-01".
std::string placeAlongDimensions(GDALRasterBand& band) {
    constexpr const char* kPrefix = "NETCDF_DIM_";
    std::string text;
    for (char** item = band.GetMetadata(); item && *item; ++item) {
        const std::string entry = *item;
        const auto equals = entry.find('=');
        if (entry.rfind(kPrefix, 0) != 0 || equals == std::string::npos) continue;
        const auto name = entry.substr(std::strlen(kPrefix), equals - std::strlen(kPrefix));
        text += (text.empty() ? "" : ", ") + name + ' ' + entry.substr(equals + 1);
        GDALDataset* dataset = band.GetDataset();
        if (const char* unit = dataset ? dataset->GetMetadataItem((name + "#units").c_str()) : nullptr)
            text += std::string(" ") + unit;
    }
    return text;
}

BandFacts bandFacts(GDALRasterBand& band) {
    BandFacts facts;
    facts.type = cellTypeOf(band);
    facts.typeName = facts.type == CellType::Int8 ? "Int8" : GDALGetDataTypeName(band.GetRasterDataType());
    facts.description = band.GetDescription();
    if (facts.description.empty()) facts.description = placeAlongDimensions(band);
    facts.unit = band.GetUnitType();
    if (const char* units = band.GetMetadataItem("units"); facts.unit.empty() && units) facts.unit = units;
    facts.role = roleOf(band.GetColorInterpretation());
    int has = 0;
    if (band.GetRasterDataType() == GDT_Int64) {
        const auto value = band.GetNoDataValueAsInt64(&has);
        if (has) facts.nodata = static_cast<double>(value);
    } else if (band.GetRasterDataType() == GDT_UInt64) {
        const auto value = band.GetNoDataValueAsUInt64(&has);
        if (has) facts.nodata = static_cast<double>(value);
    } else if (const double value = band.GetNoDataValue(&has); has) {
        facts.nodata = facts.type == CellType::Float32 ? static_cast<double>(static_cast<float>(value)) : value;
    }
    facts.masked = (band.GetMaskFlags() & (GMF_ALL_VALID | GMF_NODATA)) == 0;
    if (const double scale = band.GetScale(&has); has && std::isfinite(scale) && scale != 0) facts.scale = scale;
    if (const double offset = band.GetOffset(&has); has && std::isfinite(offset)) facts.offset = offset;
    band.GetBlockSize(&facts.blockColumns, &facts.blockRows);
    Legend legend;
    addPalette(band, legend);
    facts.hasPalette = !legend.empty();
    addCategoryNames(band, legend);
    addAttributeTable(band, legend);
    addNamedClasses(band, legend);
    for (auto& [code, entry] : legend) facts.legend.push_back(std::move(entry));
    for (int i = 0; i < band.GetOverviewCount(); ++i)
        if (GDALRasterBand* overview = band.GetOverview(i))
            facts.overviews.emplace_back(overview->GetXSize(), overview->GetYSize());
    facts.metadata = joined(band.GetMetadata());
    return facts;
}

void placeByControlPoints(GDALDataset& dataset, RasterFacts& facts) {
    facts.controlPoints = dataset.GetGCPCount();
    GeoTransform fitted;
    // Only an exact affine fit: bending a picture between points is the work of gdalwarp, with its choices.
    if (facts.controlPoints >= 3 && GDALGCPsToGeoTransform(facts.controlPoints, dataset.GetGCPs(), fitted.c.data(), FALSE)) {
        facts.transform = fitted;
        if (const char* wkt = dataset.GetGCPProjection(); facts.crs.empty() && wkt) facts.crs = wkt;
    }
}

}  // namespace

RasterFacts readRasterFacts(GDALDataset& dataset) {
    RasterFacts facts;
    facts.driver = dataset.GetDriver() ? dataset.GetDriver()->GetMetadataItem(GDAL_DMD_LONGNAME) : "";
    facts.columns = dataset.GetRasterXSize();
    facts.rows = dataset.GetRasterYSize();
    GeoTransform transform;
    if (dataset.GetGeoTransform(transform.c.data()) == CE_None) facts.transform = transform;
    if (const auto* srs = dataset.GetSpatialRef()) {
        char* wkt = nullptr;
        const char* options[] = {"FORMAT=WKT2_2019", nullptr};
        if (srs->exportToWkt(&wkt, options) == OGRERR_NONE && wkt) facts.crs = wkt;
        CPLFree(wkt);
    }
    if (!facts.transform) placeByControlPoints(dataset, facts);
    facts.curved = !facts.transform && (dataset.GetMetadata("GEOLOCATION") || dataset.GetMetadata("RPC"));
    facts.metadata = joined(dataset.GetMetadata());
    if (const char* copyright = dataset.GetMetadataItem("TIFFTAG_COPYRIGHT")) facts.copyright = copyright;
    constexpr int kMostBands = 4096;
    for (int i = 1; i <= std::min(dataset.GetRasterCount(), kMostBands); ++i)
        facts.bands.push_back(bandFacts(*dataset.GetRasterBand(i)));
    char** files = dataset.GetFileList();
    for (char** file = files; file && *file && facts.files.size() < 256; ++file) facts.files.emplace_back(*file);
    CSLDestroy(files);
    return facts;
}

}  // namespace geo
