#include "geo/pyramid/layer_crs.h"

#include "geo/space/transform.h"

namespace geo {

bool looksLikeDegrees(const Extent& box, double west, double east) {
    constexpr double kSlack = 0.1;  // degrees
    return box.minX >= west - kSlack && box.maxX <= east + kSlack && box.minY >= -90 - kSlack && box.maxY <= 90 + kSlack &&
           box.width() <= 360 + 2 * kSlack;
}

Result<Crs> crsOfLayer(const std::string& wanted, const VectorLayerInfo& layer, const std::string& path,
                       std::vector<std::string>& remarks) {
    if (!wanted.empty()) return Crs::parse(wanted);
    if (layer.crs) return *layer.crs;
    if (!layer.extent.empty() && looksLikeDegrees(layer.extent, -180, 360)) {
        remarks.emplace_back(
            "The file names no coordinate reference system; its coordinates were taken as longitude and latitude on WGS 84.");
        return Crs::wgs84();
    }
    return fail(ErrorCode::NoCrs,
                "The file names no coordinate reference system and its coordinates are not longitudes and latitudes; assign "
                "the right one, for instance with ogr2ogr -a_srs EPSG:32721.",
                path);
}

Result<Extent> extentIn(const Crs& crs, const GeographicExtent& box) {
    if (box.west > box.east) return Extent{};
    const auto toLayer = Transform::between(Crs::wgs84(), crs);
    if (!toLayer) return Failure(toLayer.error());
    return toLayer->forward(Extent{box.west, box.south, box.east, box.north});
}

}  // namespace geo
