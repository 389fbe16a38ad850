#include "geo/mosaic/planar_map.h"

#include <algorithm>
#include <limits>

namespace geo {
namespace {

constexpr uint32_t kNone = std::numeric_limits<uint32_t>::max();

struct Direction {
    int64_t x, y;
};

bool upperHalf(Direction d) { return d.y > 0 || (d.y == 0 && d.x > 0); }

// Counter-clockwise from east.
bool turnsBefore(Direction d, Direction o) {
    if (upperHalf(d) != upperHalf(o)) return upperHalf(d);
    return d.x * o.y - d.y * o.x > 0;
}

// Whether, just above the height `y`, edge s passes left of edge o. Both are given upwards and reach from y or below to above it.
bool passesLeftOf(const Segment& s, const Segment& o, int32_t y) {
    using Wide = __int128;
    const int64_t sx = int64_t{s.b.x} - s.a.x, sy = int64_t{s.b.y} - s.a.y, ox = int64_t{o.b.x} - o.a.x,
                  oy = int64_t{o.b.y} - o.a.y;
    const Wide left = (Wide{s.a.x} * sy + Wide{y - s.a.y} * sx) * oy, right = (Wide{o.a.x} * oy + Wide{y - o.a.y} * ox) * sy;
    if (left != right) return left < right;
    return Wide{sx} * oy < Wide{ox} * sy;
}

}  // namespace

PlanarMap::PlanarMap(std::vector<Segment> edges) : m_edges(std::move(edges)) {
    leaveOutDangles();
    linkNodes();
    traceLoops();
    nestLoops();
    countDepths();
}

void PlanarMap::leaveOutDangles() {
    linkNodes();
    std::vector<uint32_t> degree(nodes());
    std::vector<bool> gone(m_edges.size());
    std::vector<uint32_t> ends;
    for (uint32_t n = 0; n < nodes(); ++n) {
        degree[n] = m_firstOut[n + 1] - m_firstOut[n];
        if (degree[n] == 1) ends.push_back(n);
    }
    while (!ends.empty()) {
        const uint32_t n = ends.back();
        ends.pop_back();
        for (uint32_t i = m_firstOut[n]; i < m_firstOut[n + 1]; ++i) {
            const uint32_t h = m_out[i];
            if (gone[h >> 1]) continue;
            gone[h >> 1] = true;
            if (--degree[m_origin[h ^ 1]] == 1) ends.push_back(m_origin[h ^ 1]);
        }
    }
    size_t kept = 0;
    for (size_t e = 0; e < m_edges.size(); ++e)
        if (!gone[e]) m_edges[kept++] = m_edges[e];
    m_edges.resize(kept);
}

void PlanarMap::linkNodes() {
    std::vector<StoredPoint> points;
    points.reserve(m_edges.size() * 2);
    for (const auto& edge : m_edges) points.push_back(edge.a), points.push_back(edge.b);
    std::sort(points.begin(), points.end(), before);
    points.erase(std::unique(points.begin(), points.end()), points.end());
    m_origin.resize(halfEdges());
    m_firstOut.assign(points.size() + 1, 0);
    for (uint32_t h = 0; h < halfEdges(); ++h) {
        m_origin[h] = static_cast<uint32_t>(std::lower_bound(points.begin(), points.end(), origin(h), before) - points.begin());
        ++m_firstOut[m_origin[h] + 1];
    }
    for (size_t n = 0; n < points.size(); ++n) m_firstOut[n + 1] += m_firstOut[n];
    m_out.resize(halfEdges());
    auto fill = m_firstOut;
    for (uint32_t h = 0; h < halfEdges(); ++h) m_out[fill[m_origin[h]]++] = h;
    const auto direction = [&](uint32_t h) {
        const auto a = origin(h), b = target(h);
        return Direction{int64_t{b.x} - a.x, int64_t{b.y} - a.y};
    };
    for (size_t n = 0; n < points.size(); ++n)
        std::sort(m_out.begin() + m_firstOut[n], m_out.begin() + m_firstOut[n + 1],
                  [&](uint32_t h, uint32_t o) { return turnsBefore(direction(h), direction(o)); });
    m_place.resize(halfEdges());
    for (uint32_t i = 0; i < m_out.size(); ++i) m_place[m_out[i]] = i;
}

void PlanarMap::traceLoops() {
    m_loop.assign(halfEdges(), kNone);
    for (uint32_t start = 0; start < halfEdges(); ++start) {
        if (m_loop[start] != kNone) continue;
        const auto loop = static_cast<uint32_t>(m_loopStart.size());
        const auto anchor = origin(start);
        int64_t twice = 0;
        uint32_t first = start;
        for (uint32_t h = start; m_loop[h] == kNone; h = next(h)) {
            m_loop[h] = loop;
            twice += sideOf(anchor, origin(h), target(h));
            if (before(origin(h), origin(first))) first = h;
        }
        m_loopStart.push_back(first);
        m_loopDoubleArea.push_back(twice);
    }
}

// The loop that faces p from the nearest edge on its left, on the height just above p; kNone if there is none.
uint32_t PlanarMap::loopLeftOf(StoredPoint p, const SegmentIndex& index) const {
    std::vector<uint32_t> found;
    const int64_t farthest = int64_t{p.x} + kFarthestStep * 2LL;
    for (int64_t reach = 1 << 13;; reach *= 4) {
        const auto west = static_cast<int32_t>(p.x - std::min(reach, farthest));
        index.query({west, p.y, p.x, p.y}, found);
        uint32_t nearest = kNone;
        Segment nearestUp;
        for (const auto e : found) {
            auto up = m_edges[e];
            if (up.a.y > up.b.y) std::swap(up.a, up.b);
            if (up.a.y > p.y || up.b.y <= p.y || sideOf(up.a, up.b, p) >= 0)
                continue;  // not at this height, or p not right of it
            if (nearest != kNone && !passesLeftOf(nearestUp, up, p.y)) continue;
            nearest = e, nearestUp = up;
        }
        // What crosses outside the box may be nearer than what merely has its box inside, unless it crosses within.
        if (nearest != kNone && sideOf(nearestUp.a, nearestUp.b, {west, p.y}) >= 0) {
            const bool falls = m_edges[nearest].a.y > m_edges[nearest].b.y;
            return m_loop[falls ? nearest * 2 : nearest * 2 + 1];  // downwards, its left is the east
        }
        if (reach >= farthest) return kNone;
    }
}

void PlanarMap::nestLoops() {
    const auto loops = static_cast<uint32_t>(m_loopStart.size());
    m_loopFace.assign(loops, 0);
    m_doubleArea.assign(1, 0);
    for (uint32_t l = 0; l < loops; ++l)
        if (m_loopDoubleArea[l] > 0) {
            m_loopFace[l] = faces();
            m_doubleArea.push_back(m_loopDoubleArea[l]);
        }
    // A clockwise loop is the outside of a connected piece of linework; it lies in the face left of its first point. Taken from
    // west to east, the face of what lies there is known by then.
    std::vector<uint32_t> outsides;
    for (uint32_t l = 0; l < loops; ++l)
        if (m_loopDoubleArea[l] <= 0) outsides.push_back(l);
    std::sort(outsides.begin(), outsides.end(),
              [&](uint32_t l, uint32_t o) { return before(origin(m_loopStart[l]), origin(m_loopStart[o])); });
    const SegmentIndex index(m_edges);
    for (const auto l : outsides) {
        const uint32_t around = loopLeftOf(origin(m_loopStart[l]), index);
        m_loopFace[l] = around == kNone ? 0 : m_loopFace[around];
        if (m_loopFace[l] != 0) m_doubleArea[m_loopFace[l]] += m_loopDoubleArea[l];
    }
}

void PlanarMap::countDepths() {
    m_territory.assign(faces(), 0);
    m_water.assign(faces(), 0);
    std::vector<uint32_t> firstLoop(faces() + 1), loopsOf(m_loopStart.size());
    for (const auto f : m_loopFace) ++firstLoop[f + 1];
    for (uint32_t f = 0; f < faces(); ++f) firstLoop[f + 1] += firstLoop[f];
    auto fill = firstLoop;
    for (uint32_t l = 0; l < m_loopFace.size(); ++l) loopsOf[fill[m_loopFace[l]]++] = l;
    std::vector<bool> known(faces());
    std::vector<uint32_t> open{0};
    known[0] = true;
    while (!open.empty()) {
        const uint32_t f = open.back();
        open.pop_back();
        for (uint32_t i = firstLoop[f]; i < firstLoop[f + 1]; ++i) {
            uint32_t h = m_loopStart[loopsOf[i]];
            do {
                if (const uint32_t other = face(h ^ 1); !known[other]) {
                    known[other] = true;
                    const auto& carries = m_edges[h >> 1].carries;
                    const int32_t sign = h & 1 ? -1 : 1;  // f is on the left of h
                    m_territory[other] = m_territory[f] - sign * carries.territory;
                    m_water[other] = m_water[f] - sign * carries.water;
                    open.push_back(other);
                }
                h = next(h);
            } while (h != m_loopStart[loopsOf[i]]);
        }
    }
}

}  // namespace geo
