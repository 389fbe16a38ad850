#include "geo/prepare/landcover_water.h"

#include <algorithm>
#include <cmath>

#include "geo/base/csv.h"
#include "geo/base/paths.h"
#include "geo/base/text_file.h"
#include "geo/io/mask_polygons.h"
#include "geo/mosaic/ring_projection.h"
#include "geo/raster/cell_area.h"
#include "geo/raster/cell_coverage.h"
#include "geo/vector/polygon_difference.h"

namespace geo {
namespace {

constexpr size_t kMostBytes = 1 << 20;
constexpr double kWidestCellM = 150;
constexpr double kLeastM2 = 10'000;
constexpr double kLeastCells = 4;
constexpr double kStrayM = 0.01;  // of an edge from its exact image

/// Per class of a scheme whether it is open water; empty: none is.
Result<std::vector<bool>> openWaterOf(const Scheme& scheme) {
    const auto path = (dataFolder() / "mosaic/open_water.csv").string();
    const auto text = readTextFile(path, kMostBytes);
    if (!text) return Failure(text.error());
    const auto table = parseCsv(*text, path);
    if (!table) return Failure(table.error());
    const auto ofScheme = table->column("scheme"), ofCode = table->column("code");
    if (!ofScheme || !ofCode) return fail(ErrorCode::Malformed, "This table needs the columns scheme and code.", path);
    std::vector<bool> open(scheme.table.size());
    bool any = false;
    for (const auto& row : table->rows) {
        if (row[*ofScheme] != scheme.table.name) continue;
        const auto index = scheme.indexOfCode.find(row[*ofCode]);
        if (index == scheme.indexOfCode.end())
            return fail(ErrorCode::Malformed, "The scheme " + scheme.table.name + " has no code " + row[*ofCode] + ".", path);
        open[index->second] = true;
        any = true;
    }
    return any ? open : std::vector<bool>();
}

/// Outlines of cells in the plane, without what is smaller than `least` cells.
Result<std::vector<Rings>> outlinesOf(const ClassGrid& raster, const std::vector<uint8_t>& mask, double least, const Crs& plane,
                                      const std::stop_token& stop) {
    auto found = maskPolygons(mask, raster.grid.columns, raster.grid.rows, stop);
    if (!found) return Failure(found.error());
    const auto tiny = [&](const std::vector<Point>& ring) { return std::abs(signedArea(ring)) < least; };
    std::erase_if(*found, [&](const Rings& rings) { return tiny(rings.front()); });
    const auto project = RingProjection::between(raster.crs, plane, raster.grid.extent(), kStrayM);
    if (!project) return Failure(project.error());
    std::vector<Rings> outlines;
    for (auto& rings : *found) {
        rings.erase(std::remove_if(rings.begin() + 1, rings.end(), tiny), rings.end());
        for (auto& ring : rings)
            for (auto& p : ring) p = raster.grid.transform.toCrs(p.x, p.y);
        auto projected = (*project)(rings);
        if (!projected) return Failure(projected.error());
        outlines.push_back(std::move(*projected));
    }
    return outlines;
}

}  // namespace

Result<std::optional<LandcoverWater>> waterOf(const ClassGrid& raster, const std::string& scheme, const std::string& title,
                                              const Crs& plane, const std::stop_token& stop) {
    const auto legend = loadScheme(scheme);
    if (!legend) return Failure(legend.error());
    const auto open = openWaterOf(**legend);
    if (!open) return Failure(open.error());
    const auto areas = CellAreas::of(raster.grid, raster.crs);
    if (!areas) return Failure(areas.error());
    const double cellM2 = areas->at(raster.grid.columns / 2.0, raster.grid.rows / 2.0);
    if (open->empty() || !(cellM2 <= kWidestCellM * kWidestCellM)) return std::optional<LandcoverWater>();

    const double least = std::max(kLeastCells, kLeastM2 / cellM2);
    std::vector<uint8_t> mask(raster.classes.size());
    const auto outlines = [&](const auto& keep) {
        std::ranges::transform(raster.classes, mask.begin(), [&](uint16_t index) { return keep(index) ? 1 : 0; });
        return outlinesOf(raster, mask, least, plane, stop);
    };
    auto water = outlines([&](uint16_t index) { return (*open)[index]; });
    if (!water) return Failure(water.error());
    auto covered = outlines([](uint16_t index) { return index != 0; });
    if (!covered) return Failure(covered.error());
    return std::optional(LandcoverWater{title, std::sqrt(cellM2), std::move(*water), std::move(*covered)});
}

Result<void> leaveOutMapped(LandcoverWater& landcover, const std::vector<Rings>& mapped) {
    constexpr double kMapped = 0.5;
    const auto boxOf = [](const Rings& rings) {
        Extent box;
        for (const auto& p : rings.front()) box.add(p);
        return box;
    };
    std::vector<Extent> boxes;
    for (const auto& rings : mapped) boxes.push_back(boxOf(rings));
    std::vector<Rings> kept, near;
    for (auto& rings : landcover.water) {
        const Extent box = boxOf(rings);
        near.clear();
        for (size_t i = 0; i < mapped.size(); ++i)
            if (boxes[i].intersects(box)) near.push_back(mapped[i]);
        const auto rest =
            near.empty() ? Result<std::vector<Rings>>(std::vector<Rings>{rings}) : difference(std::span(&rings, 1), near);
        if (!rest) return Failure(rest.error());
        double left = 0;
        for (const auto& piece : *rest) left += std::abs(polygonArea(piece));
        if (left > kMapped * std::abs(polygonArea(rings))) kept.push_back(std::move(rings));
    }
    landcover.water = std::move(kept);
    return {};
}

}  // namespace geo
