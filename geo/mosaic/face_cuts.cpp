#include "geo/mosaic/face_cuts.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>

#include "geo/mosaic/group_outline.h"

namespace geo {
namespace {

constexpr double kFarthestCutThicknesses = 3;  // a cut across a strip that is longer runs along it
constexpr double kLeastCosine = 0.3;           // between the normals of a corner; sharper ones are the tips of strips

struct GridCrossing {
    int64_t line;
    double at;
    friend bool operator<(const GridCrossing& c, const GridCrossing& o) {
        return c.line != o.line ? c.line < o.line : c.at < o.at;
    }
};

// Where the outline crosses the grid's lines of one direction, and the pieces inside: between each odd crossing and the next.
// `across` and `along` pick the coordinates: for lines that run north, x and y.
void addGridLines(std::span<const uint32_t> outline, const PlanarMap& map, double step, int32_t StoredPoint::*across,
                  int32_t StoredPoint::*along, std::vector<Segment>& cuts) {
    std::vector<GridCrossing> crossings;
    for (const auto h : outline) {
        auto a = map.origin(h), b = map.target(h);
        if (a.*across > b.*across) std::swap(a, b);
        if (a.*across == b.*across) continue;
        const double slope = (static_cast<double>(b.*along) - a.*along) / (static_cast<double>(b.*across) - a.*across);
        // Half-open: a vertex on the line is counted by one of its two edges, or by both, or by none.
        const auto last = static_cast<int64_t>(std::ceil(b.*across / step));
        for (auto line = static_cast<int64_t>(std::ceil(a.*across / step)); line < last; ++line)
            crossings.push_back({line, a.*along + (static_cast<double>(line) * step - a.*across) * slope});
    }
    std::sort(crossings.begin(), crossings.end());
    for (size_t i = 0; i + 1 < crossings.size(); i += 2) {
        Segment cut{{}, {}, {kGridCut, 0, 0}};
        cut.a.*across = cut.b.*across = static_cast<int32_t>(std::llround(static_cast<double>(crossings[i].line) * step));
        cut.a.*along = static_cast<int32_t>(std::llround(crossings[i].at));
        cut.b.*along = static_cast<int32_t>(std::llround(crossings[i + 1].at));
        cuts.push_back(cut);
    }
}

// The outline of a strip, and what can be seen from its corners.
class StripCutter {
public:
    StripCutter(const PlanarMap& map, const FaceGroups& groups, std::span<const uint32_t> outline)
        : m_map(map), m_groups(groups), m_outline(outline) {
        for (const auto h : outline) {
            auto& box = m_boxes.emplace_back();
            box.add(map.origin(h)), box.add(map.target(h));
        }
        m_index = PackedIndex(m_boxes);
    }

    void cut(double reachSteps, std::vector<Segment>& cuts) const {
        for (const auto h : m_outline) {
            const uint32_t after = nextOnOutline(m_map, m_groups, h);
            if (!changes(h, after)) continue;
            if (const auto end = across(h, after, reachSteps)) cuts.push_back({m_map.target(h), *end, {kStripCut, 0, 0}});
        }
    }

private:
    // Whether the neighbour changes between two half-edges that follow one another on the outline.
    [[nodiscard]] bool changes(uint32_t h, uint32_t after) const {
        return m_groups.groupOf(m_map.face(h ^ 1)) != m_groups.groupOf(m_map.face(after ^ 1));
    }

    // Where the line that halves the corner meets the other side, at the neighbours' change nearby if there is one.
    [[nodiscard]] std::optional<StoredPoint> across(uint32_t h, uint32_t after, double reach) const {
        const StoredPoint from = m_map.target(h);
        const Point n1 = normalOf(h), n2 = normalOf(after);
        if (n1.x * n2.x + n1.y * n2.y < kLeastCosine) return std::nullopt;
        const double length = std::hypot(n1.x + n2.x, n1.y + n2.y);
        const Point ray{(n1.x + n2.x) / length * reach, (n1.y + n2.y) / length * reach};
        const StoredPoint end{static_cast<int32_t>(from.x + ray.x), static_cast<int32_t>(from.y + ray.y)};
        StoredBox box;
        box.add(from), box.add(end);
        std::vector<uint32_t> found;
        m_index.query(m_boxes, box, found);
        double nearest = 1;
        uint32_t hit = 0;
        for (const auto i : found) {
            const StoredPoint a = m_map.origin(m_outline[i]), b = m_map.target(m_outline[i]);
            if (a == from || b == from) continue;
            const double dx = static_cast<double>(b.x) - a.x, dy = static_cast<double>(b.y) - a.y;
            const double ax = static_cast<double>(a.x) - from.x, ay = static_cast<double>(a.y) - from.y;
            const double turn = ray.x * dy - ray.y * dx;
            if (turn == 0) continue;
            const double t = (ax * dy - ay * dx) / turn, s = (ax * ray.y - ay * ray.x) / turn;
            if (t > 0 && t < nearest && s >= 0 && s <= 1) nearest = t, hit = m_outline[i];
        }
        if (nearest >= 1) return std::nullopt;
        const StoredPoint foot{static_cast<int32_t>(std::llround(from.x + nearest * ray.x)),
                               static_cast<int32_t>(std::llround(from.y + nearest * ray.y))};
        const StoredPoint corner = m_map.target(hit);
        if (changes(hit, nextOnOutline(m_map, m_groups, hit)) && lengthOf(corner, foot) < nearest * reach / 2) return corner;
        return foot;
    }

    // Of length 1, into the strip.
    [[nodiscard]] Point normalOf(uint32_t h) const {
        const StoredPoint a = m_map.origin(h), b = m_map.target(h);
        const double length = lengthOf(a, b);
        return {-(static_cast<double>(b.y) - a.y) / length, (static_cast<double>(b.x) - a.x) / length};
    }

    const PlanarMap& m_map;
    const FaceGroups& m_groups;
    std::span<const uint32_t> m_outline;
    std::vector<StoredBox> m_boxes;
    PackedIndex m_index;
};

}  // namespace

std::vector<Segment> cutsThrough(const PlanarMap& map, const FaceGroups& groups, const std::vector<GroupShape>& shapes,
                                 const TessellationRules& rules) {
    const auto large = [&](uint32_t g) { return shapes[g].areaM2 > rules.largestBlockM2; };
    std::vector<std::pair<uint32_t, uint32_t>> outlines;  // group, half-edge
    for (uint32_t h = 0; h < map.halfEdges(); ++h) {
        const uint32_t g = groups.groupOf(map.face(h));
        if (groups.ground(g) != Ground::Land || !(large(g) || isStrip(shapes[g], rules))) continue;
        if (groups.groupOf(map.face(h ^ 1)) != g) outlines.emplace_back(g, h);
    }
    std::sort(outlines.begin(), outlines.end());
    std::vector<Segment> cuts;
    std::vector<uint32_t> outline;
    for (size_t i = 0; i < outlines.size();) {
        const uint32_t g = outlines[i].first;
        outline.clear();
        for (; i < outlines.size() && outlines[i].first == g; ++i) outline.push_back(outlines[i].second);
        if (isStrip(shapes[g], rules)) {
            StripCutter(map, groups, outline).cut(kFarthestCutThicknesses * shapes[g].thicknessM() / rules.precisionM, cuts);
        } else {
            addGridLines(outline, map, rules.gridM / rules.precisionM, &StoredPoint::x, &StoredPoint::y, cuts);
            addGridLines(outline, map, rules.gridM / rules.precisionM, &StoredPoint::y, &StoredPoint::x, cuts);
        }
    }
    return cuts;
}

}  // namespace geo
