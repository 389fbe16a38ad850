#include "geo/pyramid/point_tile.h"

#include <array>
#include <cmath>
#include <numbers>

#include "geo/pyramid/area_scratch.h"
#include "geo/pyramid/vector_ranks.h"

namespace geo {
namespace {

constexpr size_t kMostPoints = 1500;
constexpr double kMarginPx = 16;  // half the largest symbol
constexpr double kSmallestDiscPx = 1.4, kLargestDiscPx = 2.0;

// Twelve sides: at these radii no one can tell it from a circle.
void addDisc(AreaRaster& raster, Point centre, double radius) {
    std::array<Point, 12> ring;
    for (size_t i = 0; i < ring.size(); ++i) {
        const double turn = 2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(ring.size());
        ring[i] = {centre.x + radius * std::cos(turn), centre.y + radius * std::sin(turn)};
    }
    raster.addRing(ring);
}

}  // namespace

Result<TileContent> pointTile(const FeatureStore& store, const std::vector<uint16_t>& classOf, const RankTable* ranks,
                              const TileScheme& scheme, const TileId& id, const std::stop_token& stop) {
    const double resolution = scheme.resolution(id.level);
    const Extent box = scheme.extent(id);
    std::vector<uint32_t> found;
    store.query(box.grown(kMarginPx * resolution), found);
    const auto highest = [&](uint32_t feature) { return ranks && classOf[feature] == ranks->ranks.size(); };
    std::erase_if(found, [&](uint32_t feature) { return !rankShows(ranks, classOf, feature, resolution) && !highest(feature); });
    const TexelFrame frame(box, scheme.tilePx, store);
    if (found.size() > kMostPoints) {
        auto& raster = areaScratch(scheme.tilePx);
        // The more points, the smaller the discs; the least important are painted first.
        const double radius =
            std::clamp(kLargestDiscPx * std::sqrt(8000.0 / static_cast<double>(found.size())), kSmallestDiscPx, kLargestDiscPx);
        for (size_t i = found.size(); i-- > 0;) {
            if (i % 1024 == 0 && stop.stop_requested()) return fail(ErrorCode::Cancelled, "Drawing this tile was cancelled.");
            for (uint32_t p = store.firstPart(found[i]); p < store.lastPart(found[i]); ++p)
                addDisc(raster, frame.texel(store.part(p).points.front()), radius);
            raster.paintRings(found[i]);
        }
        return toAreaContent(raster);
    }
    PointContent content;
    const double size = scheme.tilePx;
    const Extent room = Extent{0, 0, size, size}.grown(kMarginPx);
    for (const uint32_t feature : found) {
        for (uint32_t p = store.firstPart(feature); p < store.lastPart(feature); ++p) {
            const Point at = frame.texel(store.part(p).points.front());
            if (room.contains(at))
                content.points.push_back({static_cast<float>(at.x / size), static_cast<float>(at.y / size), feature});
        }
    }
    if (content.points.empty()) return TileContent{};
    return TileContent{std::move(content)};
}

TileContent densityTile(const PointGrid& grid, const TileScheme& scheme, const TileId& id) {
    auto values = grid.densities(scheme.extent(id), scheme.tilePx);
    if (values.empty()) return {};
    return {ValueContent{std::move(values)}};
}

}  // namespace geo
