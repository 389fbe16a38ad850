#include "geo/io/mask_polygons.h"

#include <fmt/format.h>
#include <gdal_alg.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include "geo/io/gdal_session.h"

namespace geo {
namespace {

void appendRings(const OGRPolygon& polygon, std::vector<Rings>& polygons) {
    Rings rings;
    for (const auto* ring : polygon) {
        auto& points = rings.emplace_back();
        for (int i = 0; i + 1 < ring->getNumPoints(); ++i) points.push_back({ring->getX(i), ring->getY(i)});
    }
    if (!rings.empty()) polygons.push_back(std::move(rings));
}

int CPL_STDCALL goesOn(double, const char*, void* token) {
    return static_cast<const std::stop_token*>(token)->stop_requested() ? FALSE : TRUE;
}

}  // namespace

Result<std::vector<Rings>> maskPolygons(std::span<const uint8_t> mask, int columns, int rows, const std::stop_token& stop) {
    startGdal();
    const GdalMessages messages;
    auto* driver = GetGDALDriverManager()->GetDriverByName("MEM");
    auto* shapes = GetGDALDriverManager()->GetDriverByName("Memory");
    // The cells stay where they are: MEM reads them at their address.
    const GDALDatasetUniquePtr cells(driver ? driver->Create("", columns, rows, 0, GDT_Byte, nullptr) : nullptr);
    const GDALDatasetUniquePtr found(shapes ? shapes->Create("", 0, 0, 0, GDT_Unknown, nullptr) : nullptr);
    auto* layer = found ? found->CreateLayer("polygons", nullptr, wkbPolygon, nullptr) : nullptr;
    const auto address = fmt::format("{}", static_cast<const void*>(mask.data()));
    const char* options[] = {nullptr, nullptr};
    const std::string pointer = "DATAPOINTER=" + address;
    options[0] = pointer.c_str();
    if (!cells || !layer || cells->AddBand(GDT_Byte, const_cast<char**>(options)) != CE_None)
        return Failure(messages.error(ErrorCode::TooLarge, "There is no memory for these cells.", {}));
    auto* band = cells->GetRasterBand(1);
    auto token = stop;
    const auto made = GDALPolygonize(band, band, OGRLayer::ToHandle(layer), -1, nullptr, goesOn, &token);
    if (stop.stop_requested()) return fail(ErrorCode::Cancelled, "Outlining cells was cancelled.");
    if (made != CE_None)
        return Failure(messages.error(ErrorCode::TooLarge, "There is no memory for the outlines of these cells.", {}));
    std::vector<Rings> polygons;
    for (const auto& feature : *layer)
        if (const auto* geometry = feature->GetGeometryRef())
            if (wkbFlatten(geometry->getGeometryType()) == wkbPolygon) appendRings(*geometry->toPolygon(), polygons);
    return polygons;
}

}  // namespace geo
