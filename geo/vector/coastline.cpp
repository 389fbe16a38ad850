#include "geo/vector/coastline.h"

#include <array>
#include <cmath>
#include <optional>
#include <unordered_map>

#include "geo/vector/geos.h"

namespace geo {
namespace {

// Ends are compared after rounding to a millionth of the box: tile pieces meet there but for the last bits.
struct EndKey {
    int64_t x, y;
    friend bool operator==(const EndKey&, const EndKey&) = default;
};
struct EndHash {
    size_t operator()(const EndKey& k) const { return static_cast<size_t>(k.x * 73856093 ^ k.y * 19349663); }
};

Point nearestOnBox(Point p, const Extent& box) {
    const std::array<Point, 4> feet{Point{box.minX, p.y}, {box.maxX, p.y}, {p.x, box.minY}, {p.x, box.maxY}};
    Point best = feet[0];
    for (const Point foot : feet)
        if (std::hypot(foot.x - p.x, foot.y - p.y) < std::hypot(best.x - p.x, best.y - p.y)) best = foot;
    return best;
}

// Where a coastline stops near the box, it is led on to it; ends shared by two lines are not ends.
std::vector<std::vector<Point>> withLeads(std::span<const std::vector<Point>> lines, const Extent& box) {
    const double unit = std::max(box.width(), box.height()) * 1e-6, reach = std::max(box.width(), box.height()) * 0.02;
    const auto keyOf = [&](Point p) { return EndKey{std::llround(p.x / unit), std::llround(p.y / unit)}; };
    std::unordered_map<EndKey, int, EndHash> uses;
    for (const auto& line : lines)
        if (line.size() > 1) ++uses[keyOf(line.front())], ++uses[keyOf(line.back())];
    std::vector<std::vector<Point>> led;
    for (const auto& line : lines) {
        if (line.size() < 2) continue;
        auto copy = line;
        const auto lead = [&](Point end) -> std::optional<Point> {
            if (uses[keyOf(end)] != 1) return std::nullopt;
            const Point foot = nearestOnBox(end, box);
            const double gap = std::hypot(foot.x - end.x, foot.y - end.y);
            return gap > 0 && gap <= reach ? std::optional(foot) : std::nullopt;
        };
        if (const auto foot = lead(line.front())) copy.insert(copy.begin(), *foot);
        if (const auto foot = lead(line.back())) copy.push_back(*foot);
        led.push_back(std::move(copy));
    }
    return led;
}

// A directed edge of the noded coast, found again by its middle.
class CoastEdges {
public:
    CoastEdges(const Geos& geos, std::span<const std::vector<Point>> lines)
        : m_geos(geos), m_tree(GEOSSTRtree_create_r(geos, 10)) {
        for (const auto& line : lines)
            for (size_t i = 0; i + 1 < line.size(); ++i) m_edges.push_back({line[i], line[i + 1]});
        for (auto& edge : m_edges) {
            const std::array<Point, 2> ends{edge[0], edge[1]};
            m_boxes.push_back(own(geos, geosLine(geos, ends)));
            GEOSSTRtree_insert_r(geos, m_tree, m_boxes.back().get(), &edge);
        }
    }
    ~CoastEdges() { GEOSSTRtree_destroy_r(m_geos, m_tree); }
    CoastEdges(const CoastEdges&) = delete;
    CoastEdges& operator=(const CoastEdges&) = delete;

    /// +1 if the coastline runs along a->b, -1 if against it, 0 if there is none.
    [[nodiscard]] int directionAlong(Point a, Point b) const {
        const Point middle{(a.x + b.x) / 2, (a.y + b.y) / 2};
        const double length = std::hypot(b.x - a.x, b.y - a.y);
        const std::array<Point, 2> ends{a, b};
        const auto probe = own(m_geos, geosLine(m_geos, ends));
        struct Search {
            Point a, b, middle;
            double length;
            int answer = 0;
        } search{a, b, middle, length};
        GEOSSTRtree_query_r(
            m_geos, m_tree, probe.get(),
            [](void* item, void* data) {
                auto& s = *static_cast<Search*>(data);
                const auto& edge = *static_cast<std::array<Point, 2>*>(item);
                const double ex = edge[1].x - edge[0].x, ey = edge[1].y - edge[0].y, el = std::hypot(ex, ey);
                if (el == 0 || s.length == 0) return;
                const double off = std::abs((s.middle.x - edge[0].x) * ey - (s.middle.y - edge[0].y) * ex) / el;
                if (off > 1e-6 * s.length + 1e-9 * el) return;
                s.answer = ex * (s.b.x - s.a.x) + ey * (s.b.y - s.a.y) > 0 ? 1 : -1;
            },
            &search);
        return search.answer;
    }

private:
    const Geos& m_geos;
    GEOSSTRtree* m_tree;
    std::vector<std::array<Point, 2>> m_edges;
    std::vector<GeosGeometryPtr> m_boxes;
};

double signedArea(std::span<const Point> ring) {
    double twice = 0;
    for (size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) twice += (ring[j].x + ring[i].x) * (ring[i].y - ring[j].y);
    return twice / 2;
}

// Sea lies on the right of the coast: a face is sea if, walked with the face on the right, it follows the coast's direction.
bool isSea(std::span<const Point> ring, bool faceInside, const CoastEdges& coast) {
    const bool faceOnRight = (signedArea(ring) < 0) == faceInside;
    double along = 0;
    for (size_t i = 0; i + 1 < ring.size(); ++i)
        along += coast.directionAlong(ring[i], ring[i + 1]) * std::hypot(ring[i + 1].x - ring[i].x, ring[i + 1].y - ring[i].y);
    return faceOnRight ? along > 0 : along < 0;
}

}  // namespace

std::vector<Rings> seaFromCoastlines(std::span<const std::vector<Point>> lines, const Extent& box) {
    if (lines.empty() || box.empty()) return {};
    const Geos geos;
    const auto led = withLeads(lines, box);
    std::vector<GEOSGeometry*> parts;
    parts.reserve(led.size() + 1);
    for (const auto& line : led) parts.push_back(geosLine(geos, line));
    const std::array<Point, 5> frame{
        Point{box.minX, box.minY}, {box.maxX, box.minY}, {box.maxX, box.maxY}, {box.minX, box.maxY}, {box.minX, box.minY}};
    parts.push_back(geosLine(geos, frame));
    const auto all =
        own(geos, GEOSGeom_createCollection_r(geos, GEOS_MULTILINESTRING, parts.data(), static_cast<unsigned>(parts.size())));
    const auto noded = own(geos, GEOSNode_r(geos, all.get()));
    if (!noded) return {};
    const GEOSGeometry* input = noded.get();
    const auto faces = own(geos, GEOSPolygonize_r(geos, &input, 1));
    if (!faces) return {};
    const CoastEdges coast(geos, led);
    std::vector<Rings> sea;
    for (int i = 0; i < GEOSGetNumGeometries_r(geos, faces.get()); ++i) {
        const GEOSGeometry* face = GEOSGetGeometryN_r(geos, faces.get(), i);
        Rings rings{pointsOf(geos, GEOSGetExteriorRing_r(geos, face))};
        bool wet = isSea(rings[0], true, coast);
        for (int h = 0; h < GEOSGetNumInteriorRings_r(geos, face); ++h) {
            rings.push_back(pointsOf(geos, GEOSGetInteriorRingN_r(geos, face, h)));
            wet = wet || isSea(rings.back(), false, coast);
        }
        if (!wet) continue;
        for (auto& ring : rings) ring.pop_back();  // GEOS closes rings, we do not
        sea.push_back(std::move(rings));
    }
    return sea;
}

FeatureStore seaOf(const FeatureStore& coastlines, const Extent& box) {
    std::vector<std::vector<Point>> lines;
    for (uint32_t f = 0; f < coastlines.size(); ++f)
        for (uint32_t p = coastlines.firstPart(f); p < coastlines.lastPart(f); ++p) {
            auto& line = lines.emplace_back();
            for (const auto point : coastlines.part(p).points) line.push_back(coastlines.toMap(point));
        }
    FeatureStoreBuilder builder(GeometryKind::Polygon, coastlines.unit());
    for (const auto& polygon : seaFromCoastlines(lines, box)) {
        for (size_t r = 0; r < polygon.size(); ++r) {
            builder.addPoints(polygon[r]);
            builder.endPart(r > 0);
        }
        builder.endFeature();
    }
    return builder.finish();
}

}  // namespace geo
