#include "geo/pyramid/line_tile.h"

#include <cmath>
#include <limits>

#include "geo/pyramid/area_scratch.h"
#include "geo/pyramid/vector_ranks.h"
#include "geo/vector/polyline.h"

namespace geo {
namespace {

constexpr double kTolerancePx = 0.4;
constexpr double kMarginPx = 24;         // half the widest line with casing, at pixel ratio 2
constexpr size_t kMostSegments = 12000;  // without ranks, see lineTile
constexpr size_t kMostRanked = 60000;    // with ranks: only hostile data come here
constexpr double kStrokePx = 1.2;

struct TileLines {
    std::vector<LineSegment> segments;
    std::vector<Point> source, simple;
};

// Clips and simplifies one feature into tile-local segments.
void addFeature(TileLines& lines, const FeatureStore& store, uint32_t feature, const TexelFrame& frame) {
    const double size = frame.sizePx;
    const Extent box = Extent{0, 0, size, size}.grown(kMarginPx);
    for (uint32_t p = store.firstPart(feature); p < store.lastPart(feature); ++p) {
        lines.source.clear();
        for (const auto& stored : store.part(p).points) lines.source.push_back(frame.texel(stored));
        simplify(lines.source, kTolerancePx, lines.simple);
        for (size_t i = 1; i < lines.simple.size(); ++i) {
            Point a = lines.simple[i - 1], b = lines.simple[i];
            if (!clipSegment(a, b, box)) continue;
            lines.segments.push_back({static_cast<float>(a.x / size), static_cast<float>(a.y / size),
                                      static_cast<float>(b.x / size), static_cast<float>(b.y / size), feature});
        }
    }
}

void stroke(AreaRaster& raster, Point a, Point b) {
    const double dx = b.x - a.x, dy = b.y - a.y, length = std::hypot(dx, dy);
    if (length == 0) return;
    const double half = kStrokePx / 2, nx = -dy / length * half, ny = dx / length * half;
    const double ex = dx / length * half * 0.5, ey = dy / length * half * 0.5;  // short square ends close the joints
    const Point ring[] = {{a.x - ex + nx, a.y - ey + ny},
                          {a.x - ex - nx, a.y - ey - ny},
                          {b.x + ex - nx, b.y + ey - ny},
                          {b.x + ex + nx, b.y + ey + ny}};
    raster.addRing(ring);
}

Result<TileContent> strokedTile(const FeatureStore& store, const std::vector<uint32_t>& visible, const TexelFrame& frame,
                                const std::stop_token& stop) {
    auto& raster = areaScratch(frame.sizePx);
    const Extent box = Extent{0, 0, static_cast<double>(frame.sizePx), static_cast<double>(frame.sizePx)}.grown(2);
    std::vector<Point> source, simple;
    for (size_t i = 0; i < visible.size(); ++i) {
        if (i % 1024 == 0 && stop.stop_requested()) return fail(ErrorCode::Cancelled, "Drawing this tile was cancelled.");
        for (uint32_t p = store.firstPart(visible[i]); p < store.lastPart(visible[i]); ++p) {
            source.clear();
            for (const auto& stored : store.part(p).points) source.push_back(frame.texel(stored));
            simplify(source, kTolerancePx, simple);
            for (size_t k = 1; k < simple.size(); ++k) {
                Point a = simple[k - 1], b = simple[k];
                if (clipSegment(a, b, box)) stroke(raster, a, b);
            }
        }
        raster.paintRings(visible[i]);
    }
    return toAreaContent(raster);
}

}  // namespace

Result<TileContent> lineTile(const FeatureStore& store, const std::vector<uint16_t>& classOf, const RankTable* ranks,
                             const TileScheme& scheme, const TileId& id, const std::stop_token& stop) {
    const double resolution = scheme.resolution(id.level);
    std::vector<uint32_t> found, visible;
    store.query(scheme.extent(id).grown(kMarginPx * resolution), found);
    for (const uint32_t feature : found)
        if (rankShows(ranks, classOf, feature, resolution)) visible.push_back(feature);
    const TexelFrame frame(scheme.extent(id), scheme.tilePx, store);
    const size_t most = ranks ? kMostRanked : kMostSegments;
    TileLines lines;
    for (size_t i = 0; i < visible.size() && lines.segments.size() <= most; ++i) {
        if (i % 256 == 0 && stop.stop_requested()) return fail(ErrorCode::Cancelled, "Drawing this tile was cancelled.");
        addFeature(lines, store, visible[i], frame);
    }
    if (lines.segments.size() > most) return strokedTile(store, visible, frame, stop);
    if (lines.segments.empty()) return TileContent{};
    return TileContent{LineContent{std::move(lines.segments)}};
}

}  // namespace geo
