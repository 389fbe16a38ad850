#include "geo/prepare/source_tiles.h"

#include <fmt/format.h>

#include <cmath>

#include "geo/space/transform.h"

namespace geo {
namespace {

constexpr double kGhslLeft = -18'041'000, kGhslTop = 9'000'000, kGhslSide = 1'000'000;
constexpr int kGhslRows = 18, kGhslColumns = 36;

// One or two boxes, none of which crosses the antimeridian.
std::vector<GeographicExtent> withoutCrossing(const GeographicExtent& box) {
    if (box.west <= box.east) return {box};
    return {{box.west, box.south, 180, box.north}, {-180, box.south, box.east, box.north}};
}

// First and last step of a row of intervals that touch low..high; what only meets an interval's far edge does not touch it.
struct Steps {
    int first, last;
};
Steps stepsOver(double low, double high) {
    const int first = static_cast<int>(std::floor(low));
    return {first, std::max(first, static_cast<int>(std::ceil(high)) - 1)};
}

}  // namespace

std::vector<std::string> degreeTiles(const GeographicExtent& box, int sideDeg) {
    std::vector<std::string> names;
    for (const auto& part : withoutCrossing(box)) {
        const auto columns = stepsOver(part.west / sideDeg, part.east / sideDeg);
        const auto rows = stepsOver(part.south / sideDeg, part.north / sideDeg);
        for (int column = columns.first; column <= columns.last; ++column)
            for (int row = rows.last; row >= rows.first; --row) {
                const int lon = column * sideDeg, lat = row * sideDeg;
                names.push_back(
                    fmt::format("{}{:02}{}{:03}", lat < 0 ? 'S' : 'N', std::abs(lat), lon < 0 ? 'W' : 'E', std::abs(lon)));
            }
    }
    return names;
}

Result<std::vector<std::string>> ghslTiles(const GeographicExtent& box) {
    const auto mollweide = Crs::parse("ESRI:54009");
    if (!mollweide) return Failure(mollweide.error());
    const auto project = Transform::between(Crs::wgs84(), *mollweide);
    if (!project) return Failure(project.error());
    std::vector<std::string> names;
    for (const auto& part : withoutCrossing(box)) {
        const auto plane = project->forward(Extent{part.west, part.south, part.east, part.north});
        if (plane.empty()) continue;
        const auto columns = stepsOver((plane.minX - kGhslLeft) / kGhslSide, (plane.maxX - kGhslLeft) / kGhslSide);
        const auto rows = stepsOver((kGhslTop - plane.maxY) / kGhslSide, (kGhslTop - plane.minY) / kGhslSide);
        for (int column = std::max(0, columns.first); column <= std::min(kGhslColumns - 1, columns.last); ++column)
            for (int row = std::max(0, rows.first); row <= std::min(kGhslRows - 1, rows.last); ++row)
                names.push_back(fmt::format("R{}_C{}", row + 1, column + 1));
    }
    return names;
}

}  // namespace geo
