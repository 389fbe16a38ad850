#include "tests/pack/sample_pack.h"

#include <gdal_priv.h>
#include <ogr_spatialref.h>

#include <cmath>
#include <functional>

#include "geo/io/cog_writer.h"
#include "geo/io/flatgeobuf_writer.h"
#include "geo/io/gdal_session.h"
#include "geo/taxonomy/scheme.h"

namespace sample {
namespace {

using geo::FieldType;
using geo::FieldValue;
using geo::Point;
using geo::Result;

constexpr double kPitch = 120, kBlock = 100;  // metres
constexpr const char* kOsm = "© OpenStreetMap contributors";

uint32_t noise(uint32_t x, uint32_t y) {
    uint32_t h = x * 374761393u + y * 668265263u;
    h = (h ^ (h >> 13)) * 1274126177u;
    return h ^ (h >> 16);
}

geo::Rings square(double x, double y, double side) { return {{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}}}; }

geo::FlatGeobufSpec specOf(const char* layer, geo::GeometryKind kind, std::vector<geo::VectorField> columns) {
    geo::FlatGeobufSpec spec;
    spec.layer = layer, spec.kind = kind, spec.columns = std::move(columns);
    spec.given = geo::Crs::cityEqualArea(kCentre);
    return spec;
}

using Add = std::function<Result<void>(geo::FlatGeobufWriter&)>;

Result<void> layer(geo::PackWriter& pack, geo::AssetWish wish, const geo::FlatGeobufSpec& spec, const Add& add) {
    auto writer = geo::FlatGeobufWriter::create((pack.folder() / wish.file).string(), spec);
    if (!writer) return geo::Failure(writer.error());
    if (auto done = add(*writer); !done) return done;
    if (auto done = writer->finish(); !done) return done;
    return pack.add(wish);
}

std::vector<geo::VectorField> tesseraColumns() {
    std::vector<geo::VectorField> columns{{"id", FieldType::Text}, {"kind", FieldType::Text}, {"area_m2", FieldType::Real}};
    for (int d = 0; d < geo::kDimensions; ++d) {
        const std::string id(geo::dimensionId(static_cast<geo::Dimension>(d)));
        columns.push_back({id, FieldType::Text});
        columns.push_back({id + "_confidence", FieldType::Real});
        columns.push_back({id + "_evidence", FieldType::Text});
    }
    for (const char* name : {"population", "addresses", "density_value"}) columns.push_back({name, FieldType::Real});
    for (const char* name : {"density_unit", "sources"}) columns.push_back({name, FieldType::Text});
    return columns;
}

// In the middle dense and residential, on the edge fields; every ninth block is unknown in most.
std::vector<FieldValue> tessera(int column, int row, const Size& size) {
    const double out = std::hypot(column - size.blocksAcross / 2.0, row - size.blocksDown / 2.0) / (size.blocksAcross / 2.0);
    const uint32_t dice = noise(static_cast<uint32_t>(column), static_cast<uint32_t>(row)) % 9;
    const char* density = out < 0.35 ? "high" : out < 0.7 ? "medium" : "low";
    const char* use = out > 0.85  ? "unknown"
                      : dice == 0 ? "recreational"
                      : dice < 3  ? "commercial"
                      : dice == 3 ? "industrial"
                                  : "residential";
    const char* settlement = out < 0.8 ? "urban" : out < 0.95 ? "agricultural" : "rural";
    const char* classes[] = {density,
                             use,
                             settlement,
                             dice == 0 || out > 0.85 ? "natural" : "man-made",
                             dice == 7 ? "informal" : "formal",
                             dice == 0 ? "green" : "grey"};
    std::vector<FieldValue> values{"b" + std::to_string(row) + "-" + std::to_string(column), "block", kBlock * kBlock};
    for (const std::string id : classes) {
        const bool unknown = id == "unknown";
        values.emplace_back(id);
        values.emplace_back(unknown ? FieldValue() : FieldValue(0.8));
        values.emplace_back(unknown ? FieldValue() : FieldValue("72 % of the block says " + id + "."));
    }
    const double addresses = std::round(84 * std::max(0.02, 1 - out));
    values.insert(values.end(), {addresses * 2.6, addresses, addresses, "addresses per ha", "OpenStreetMap, made-up land cover"});
    return values;
}

Result<void> tesserae(geo::PackWriter& pack, const Size& size) {
    const auto spec = specOf("tesserae", geo::GeometryKind::Polygon, tesseraColumns());
    return layer(pack, {geo::PackRole::Tesserae, "tesserae.fgb", {}, "Mosaic", {}, {}, kOsm, {}}, spec, [&](auto& writer) {
        for (int row = 0; row < size.blocksDown; ++row)
            for (int column = 0; column < size.blocksAcross; ++column) {
                const geo::Rings rings =
                    square((column - size.blocksAcross / 2) * kPitch, (row - size.blocksDown / 2) * kPitch, kBlock);
                if (auto done = writer.addPolygons({&rings, 1}, tessera(column, row, size)); !done) return done;
            }
        return Result<void>();
    });
}

Result<void> networks(geo::PackWriter& pack, const Size& size) {
    const double halfX = size.blocksAcross * kPitch / 2, halfY = size.blocksDown * kPitch / 2;
    const std::vector<geo::VectorField> ranked{{"rank", FieldType::Text}, {"name", FieldType::Text}};
    const auto polygons = specOf("green", geo::GeometryKind::Polygon, {{"name", FieldType::Text}});
    auto done = layer(pack, {geo::PackRole::Green, "green.fgb", {}, "Green", {}, {}, kOsm, {}}, polygons, [&](auto& writer) {
        const geo::Rings park = square(2 * kPitch, kPitch, 3 * kPitch - 20);
        const FieldValue name[] = {"Parque Batlle"};
        return writer.addPolygons({&park, 1}, name);
    });
    if (!done) return done;
    const auto rivers = specOf("blue", geo::GeometryKind::Line, ranked);
    done = layer(pack, {geo::PackRole::Blue, "blue.fgb", {}, "Water", {}, {}, kOsm, {}}, rivers, [&](auto& writer) {
        std::vector<Point> line;
        for (double x = -halfX; x <= halfX; x += 60) line.push_back({x, 150 * std::sin(x / 500) - halfY * 0.6});
        const FieldValue values[] = {"river", "Arroyo Miguelete"};
        return writer.addLines({&line, 1}, values);
    });
    if (!done) return done;
    const auto streets = specOf("grey", geo::GeometryKind::Line, ranked);
    return layer(pack, {geo::PackRole::Grey, "grey.fgb", {}, "Streets", {}, {}, kOsm, {}}, streets, [&](auto& writer) {
        for (int column = 0; column <= size.blocksAcross; ++column) {
            const double x = (column - size.blocksAcross / 2) * kPitch - 10;
            const std::vector<Point> line{{x, -halfY}, {x, halfY}};
            const FieldValue values[] = {column % 8 == 0 ? "primary" : "residential", FieldValue()};
            if (auto added = writer.addLines({&line, 1}, values); !added) return added;
        }
        return Result<void>();
    });
}

Result<void> districts(geo::PackWriter& pack, const Size& size) {
    const double side = size.blocksDown * kPitch / 2;
    const auto areas = specOf("districts", geo::GeometryKind::Polygon, {{"name", FieldType::Text}});
    auto done =
        layer(pack, {geo::PackRole::Districts, "districts.fgb", {}, "Districts", {}, {}, kOsm, {}}, areas, [&](auto& writer) {
            const char* names[] = {"Cordón", "Palermo", "La Blanqueada", "Tres Cruces"};
            for (int i = 0; i < 4; ++i) {
                const geo::Rings area = square((i % 2 - 1) * side, (i / 2 - 1) * side, side);
                const FieldValue name[] = {names[i]};
                if (auto added = writer.addPolygons({&area, 1}, name); !added) return added;
            }
            return Result<void>();
        });
    if (!done) return done;
    const auto points = specOf("places", geo::GeometryKind::Point, {{"rank", FieldType::Text}, {"name", FieldType::Text}});
    return layer(pack, {geo::PackRole::Places, "places.fgb", {}, "Places", {}, {}, kOsm, {}}, points, [&](auto& writer) {
        const FieldValue city[] = {"8", "Montevideo"}, suburb[] = {"5", "Buceo"};  // places in the table of ranks
        if (auto added = writer.addPoint({0, 0}, city); !added) return added;
        return writer.addPoint({700, -500}, suburb);
    });
}

Result<void> raster(const std::string& path, int columns, int rows, GDALDataType type, const double (&transform)[6], int epsg,
                    const char* unit, const std::function<double(uint32_t, uint32_t)>& value) {
    geo::startGdal();
    const geo::GdalMessages messages;
    const GDALDatasetUniquePtr made(
        GetGDALDriverManager()->GetDriverByName("GTiff")->Create(path.c_str(), columns, rows, 1, type, nullptr));
    OGRSpatialReference crs;
    crs.importFromEPSG(epsg);
    crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    double six[6];
    std::copy(transform, transform + 6, six);
    bool good = made && made->SetGeoTransform(six) == CE_None && made->SetSpatialRef(&crs) == CE_None;
    auto* band = good ? made->GetRasterBand(1) : nullptr;
    if (band) band->SetNoDataValue(type == GDT_Byte ? 0 : -200), band->SetUnitType(unit);
    std::vector<double> line(static_cast<size_t>(columns));
    for (int y = 0; band && y < rows; ++y) {
        for (int x = 0; x < columns; ++x)
            line[static_cast<size_t>(x)] = value(static_cast<uint32_t>(x), static_cast<uint32_t>(y));
        good = good && band->RasterIO(GF_Write, 0, y, columns, 1, line.data(), columns, 1, GDT_Float64, 0, 0, nullptr) == CE_None;
    }
    if (!good) return geo::Failure(messages.error(geo::ErrorCode::Output, "The sample raster cannot be written.", path));
    return {};
}

Result<void> rasters(geo::PackWriter& pack, const Size& size) {
    const auto scratch = (pack.folder() / "source.tif").string();
    const double cover[6] = {574050 - 5.0 * size.coverCells, 10, 0, 6137800 + 5.0 * size.coverCells, 0, -10};
    auto done = raster(scratch, size.coverCells, size.coverCells, GDT_Byte, cover, 32721, "", [](uint32_t x, uint32_t y) {
        constexpr double codes[] = {10, 20, 30, 40, 50, 80};
        return codes[noise(x, y) % 6];
    });
    if (!done) return done;
    geo::CropRequest request;
    request.source = scratch;
    if (const auto cut = geo::writeCog(request, (pack.folder() / "landcover.tif").string()); !cut)
        return geo::Failure(cut.error());
    done = pack.add({geo::PackRole::Landcover,
                     "landcover.tif",
                     {},
                     "Land cover 2021",
                     {},
                     "2021-01-01T00:00:00Z",
                     "Made-up land cover",
                     "worldcover"});
    if (!done) return done;
    const double people[6] = {-56.25, 0.001, 0, -34.85, 0, -0.001};
    done = raster(scratch, 120, 100, GDT_Float32, people, 4326, "inhabitants",
                  [](uint32_t x, uint32_t y) { return noise(x, y) % 400 * std::exp(-0.001 * std::pow(x - 60.0, 2)); });
    if (!done) return done;
    request.overviews = geo::CogOverviews::None;
    if (const auto cut = geo::writeCog(request, (pack.folder() / "density.tif").string()); !cut) return geo::Failure(cut.error());
    std::filesystem::remove(scratch);
    return pack.add(
        {geo::PackRole::Density, "density.tif", {}, "Inhabitants 2020", {}, "2020-01-01T00:00:00Z", "Made-up people", {}});
}

}  // namespace

geo::CityPack head() {
    geo::CityPack pack;
    pack.id = "sample-city", pack.title = "Sample city", pack.description = "A made-up mosaic for tests.";
    pack.box = {-56.207, -34.911, -56.173, -34.889};
    pack.start = "2020-01-01T00:00:00Z", pack.end = "2021-12-31T23:59:59Z";
    pack.licence = "various";
    pack.attribution = {kOsm, "Made-up land cover"};
    pack.providers = {{"OpenStreetMap", "ODbL-1.0", "https://www.openstreetmap.org/copyright", {"producer", "licensor"}}};
    return pack;
}

Result<void> fill(geo::PackWriter& writer, const Size& size) {
    for (const auto& part : {tesserae, networks, districts, rasters})
        if (auto done = part(writer, size); !done) return done;
    return {};
}

Result<geo::CityPack> write(const std::filesystem::path& target, const Size& size) {
    auto writer = geo::PackWriter::create(target, head());
    if (!writer) return geo::Failure(writer.error());
    if (auto done = fill(*writer, size); !done) return geo::Failure(done.error());
    return writer->finish();
}

}  // namespace sample
