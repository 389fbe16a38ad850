#include "tests/bench/picture.h"

#include <gdal_priv.h>

#include <memory>

#include "geo/io/gdal_session.h"

namespace bench {
namespace {

using DatasetPtr = std::unique_ptr<GDALDataset, decltype([](GDALDataset* d) { GDALClose(d); })>;

}  // namespace

bool writePng(const std::string& path, int width, int height, std::span<const std::byte> rgba) {
    geo::startGdal();
    const DatasetPtr picture(GetGDALDriverManager()->GetDriverByName("MEM")->Create("", width, height, 4, GDT_Byte, nullptr));
    if (!picture || picture->RasterIO(GF_Write, 0, 0, width, height, const_cast<std::byte*>(rgba.data()), width, height, GDT_Byte,
                                      4, nullptr, 4, static_cast<GSpacing>(4) * width, 1) != CE_None)
        return false;
    const DatasetPtr written(GetGDALDriverManager()->GetDriverByName("PNG")->CreateCopy(path.c_str(), picture.get(), FALSE,
                                                                                        nullptr, GDALDummyProgress, nullptr));
    return written != nullptr;
}

geo::Extent rasterExtent(const std::filesystem::path& path) {
    geo::startGdal();
    geo::Extent box;
    const DatasetPtr file(GDALDataset::Open(path.c_str(), GDAL_OF_RASTER));
    double t[6];
    if (!file || file->GetGeoTransform(t) != CE_None) return box;
    box.add(geo::Point{t[0], t[3]});
    box.add(geo::Point{t[0] + file->GetRasterXSize() * t[1], t[3] + file->GetRasterYSize() * t[5]});
    return box;
}

}  // namespace bench
