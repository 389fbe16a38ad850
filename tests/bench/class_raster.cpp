#include <gdal_priv.h>

#include <algorithm>
#include <atomic>
#include <memory>
#include <thread>

#include "geo/io/gdal_session.h"
#include "tests/bench/bench_data.h"
#include "tests/bench/land_cover.h"

namespace bench {
namespace {

constexpr double kCellMetres = 10;
constexpr double kCentreEast = 575'000, kCentreNorth = 6'140'000;  // Montevideo, EPSG:32721
constexpr int kBandRows = 512;                                     // rows in memory at once: one row of blocks

using DatasetPtr = std::unique_ptr<GDALDataset, decltype([](GDALDataset* d) { GDALClose(d); })>;

void paintBand(const LandCover& cover, int firstRow, int rows, int cells, std::vector<uint8_t>& codes) {
    std::atomic<int> next{0};
    std::vector<std::jthread> threads;
    for (unsigned t = 0; t < std::max(1u, std::thread::hardware_concurrency()); ++t)
        threads.emplace_back([&] {
            LandCover::Scratch scratch;
            for (int row = next++; row < rows; row = next++)
                cover.paintRow(firstRow + row, {&codes[static_cast<size_t>(row) * cells], static_cast<size_t>(cells)}, scratch);
        });
}

void describeClasses(GDALRasterBand& band) {
    GDALColorTable colours;
    std::vector<const char*> names{"No data"};
    const GDALColorEntry nothing{0, 0, 0, 0};
    colours.SetColorEntry(0, &nothing);
    std::vector<std::string> texts;
    for (const auto& c : coverClasses()) texts.emplace_back(c.name);
    for (size_t i = 0; i < texts.size(); ++i) {
        const auto& colour = coverClasses()[i].colour;
        const GDALColorEntry entry{colour.r, colour.g, colour.b, 255};
        colours.SetColorEntry(static_cast<int>(i) + 1, &entry);
        names.push_back(texts[i].c_str());
    }
    names.push_back(nullptr);
    band.SetColorTable(&colours);
    band.SetNoDataValue(0);
    band.SetCategoryNames(const_cast<char**>(names.data()));
}

DatasetPtr createPlain(const std::string& path, int cells) {
    const char* options[] = {"TILED=YES",    "BLOCKXSIZE=512", "BLOCKYSIZE=512", "COMPRESS=ZSTD",
                             "ZSTD_LEVEL=1", "NUM_THREADS=2",  nullptr};
    DatasetPtr plain(GetGDALDriverManager()->GetDriverByName("GTiff")->Create(path.c_str(), cells, cells, 1, GDT_Byte,
                                                                              const_cast<char**>(options)));
    if (!plain) return plain;
    const double half = cells * kCellMetres / 2;
    double transform[6] = {kCentreEast - half, kCellMetres, 0, kCentreNorth + half, 0, -kCellMetres};
    plain->SetGeoTransform(transform);
    OGRSpatialReference crs;
    crs.importFromEPSG(32721);
    plain->SetSpatialRef(&crs);
    describeClasses(*plain->GetRasterBand(1));
    return plain;
}

}  // namespace

geo::Result<void> writeClassRaster(const std::filesystem::path& path, int cells) {
    geo::startGdal();
    const geo::GdalMessages messages;
    const auto fail = [&](const char* sentence) {
        return tl::unexpected(messages.error(geo::ErrorCode::Output, sentence, path.string()));
    };
    const std::string plainPath = path.string() + ".plain.tif", partPath = path.string() + ".part.tif";
    auto plain = createPlain(plainPath, cells);
    if (!plain) return fail("The benchmark's raster cannot be created; is there room on the disk?");
    const LandCover cover(cells);
    std::vector<uint8_t> codes(static_cast<size_t>(kBandRows) * cells);
    for (int row = 0; row < cells; row += kBandRows) {
        const int rows = std::min(kBandRows, cells - row);
        paintBand(cover, row, rows, cells, codes);
        if (plain->GetRasterBand(1)->RasterIO(GF_Write, 0, row, cells, rows, codes.data(), cells, rows, GDT_Byte, 0, 0) !=
            CE_None)
            return fail("The benchmark's raster cannot be written; is there room on the disk?");
    }
    plain->FlushCache();
    const char* options[] = {
        "COMPRESS=DEFLATE", "LEVEL=1", "OVERVIEWS=IGNORE_EXISTING", "OVERVIEW_RESAMPLING=MODE", "BLOCKSIZE=512",
        "NUM_THREADS=2",    nullptr};
    {
        const DatasetPtr cog(GetGDALDriverManager()->GetDriverByName("COG")->CreateCopy(
            partPath.c_str(), plain.get(), FALSE, const_cast<char**>(options), GDALDummyProgress, nullptr));
        if (!cog) return fail("The benchmark's raster cannot be copied to a COG; is there room on the disk?");
    }
    plain.reset();
    std::filesystem::remove(plainPath);
    std::filesystem::rename(partPath, path);
    return {};
}

}  // namespace bench
