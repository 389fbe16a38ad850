#include "geo/mosaic/visible_areas.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace geo {
namespace {

constexpr size_t kFewEdges = 96;
constexpr int kDeepest = 40, kMostStuck = 3;

double low(Axis axis, const Extent& box) { return axis == Axis::X ? box.minX : box.minY; }
double high(Axis axis, const Extent& box) { return axis == Axis::X ? box.maxX : box.maxY; }

// Whoever covers twice does not.
void toggle(std::vector<uint32_t>& covers, uint32_t owner) {
    const auto at = std::lower_bound(covers.begin(), covers.end(), owner);
    if (at != covers.end() && *at == owner)
        covers.erase(at);
    else
        covers.insert(at, owner);
}

}  // namespace

void VisibleAreas::start(const Extent& box, size_t layers) {
    m_box = box;
    m_layers = layers;
    m_covers.clear(), m_points.clear(), m_rings.clear();
}

void VisibleAreas::addRing(uint32_t owner, std::span<const Point> ring) {
    if (ring.size() < 3) return;
    Extent box;
    for (const auto& p : ring) box.add(p);
    if (!box.intersects(m_box)) return;
    const size_t begin = m_points.size();
    m_points.insert(m_points.end(), ring.begin(), ring.end());
    const auto clip = [&](Axis axis, double at, bool above) {
        m_part.clear();
        if (m_points.size() > begin) clipRing(std::span(m_points).subspan(begin), axis, at, above, m_part);
        m_points.resize(begin);
        m_points.insert(m_points.end(), m_part.begin(), m_part.end());
    };
    if (box.minX < m_box.minX) clip(Axis::X, m_box.minX, true);
    if (box.maxX > m_box.maxX) clip(Axis::X, m_box.maxX, false);
    if (box.minY < m_box.minY) clip(Axis::Y, m_box.minY, true);
    if (box.maxY > m_box.maxY) clip(Axis::Y, m_box.maxY, false);
    keepRing(owner, begin, m_box, m_covers);
}

// Of the points from `begin` on, which lie in the box.
void VisibleAreas::keepRing(uint32_t owner, size_t begin, const Extent& box, std::vector<uint32_t>& covers) {
    const auto ring = std::span(m_points).subspan(begin);
    const auto cover = ring.empty() ? BoxCover::None : coverOf(ring, box);
    if (cover == BoxCover::Part) {
        Extent own;
        for (const auto& p : ring) own.add(p);
        m_rings.push_back({owner, static_cast<uint32_t>(begin), static_cast<uint32_t>(m_points.size()), own});
        return;
    }
    m_points.resize(begin);
    if (cover == BoxCover::Whole) toggle(covers, owner);
}

const std::vector<std::vector<double>>& VisibleAreas::seen(const std::vector<NumberSet>& groups, const std::stop_token& stop) {
    m_groups = &groups, m_stop = &stop;
    m_seen.resize(groups.size());
    for (auto& areas : m_seen) areas.assign(m_layers, 0);
    if (m_box.width() > 0 && m_box.height() > 0) solve(m_box, 0, m_covers, 0, 0);
    return m_seen;
}

// The rings from firstRing on are what the box holds.
void VisibleAreas::solve(const Extent& box, size_t firstRing, const std::vector<uint32_t>& covers, int depth, int stuck) {
    const size_t endRing = m_rings.size();
    const Axis axis = box.width() > box.height() ? Axis::X : Axis::Y;
    const double at = along(axis, box.centre());
    size_t edges = 0, astride = 0;
    bool window = !covers.empty() && covers.front() == kWindow, layers = covers.size() > (window ? 1 : 0);
    for (size_t r = firstRing; r < endRing; ++r) {
        const auto& ring = m_rings[r];
        edges += ring.end - ring.begin;
        astride += low(axis, ring.box) < at && at < high(axis, ring.box);
        (ring.owner == kWindow ? window : layers) = true;
    }
    if (!window || !layers || m_stop->stop_requested()) return;
    if (edges <= kFewEdges || depth == kDeepest || stuck == kMostStuck) return sweep(box, firstRing, covers);
    // Every ring astride gets some four edges more: where they are most of all, halving does not help.
    const int nowStuck = 8 * astride > edges ? stuck + 1 : 0;
    for (const bool above : {false, true}) {
        const size_t points = m_points.size();
        auto half = box;
        (axis == Axis::X ? (above ? half.minX : half.maxX) : (above ? half.minY : half.maxY)) = at;
        auto halfCovers = covers;
        for (size_t r = firstRing; r < endRing; ++r) {
            const auto ring = m_rings[r];
            if (above ? low(axis, ring.box) >= at : high(axis, ring.box) <= at) {
                m_rings.push_back(ring);
            } else if (above ? high(axis, ring.box) > at : low(axis, ring.box) < at) {
                const size_t begin = m_points.size();
                m_part.clear();
                clipRing(std::span(m_points).subspan(ring.begin, ring.end - ring.begin), axis, at, above, m_part);
                m_points.insert(m_points.end(), m_part.begin(), m_part.end());
                keepRing(ring.owner, begin, half, halfCovers);
            }
        }
        solve(half, endRing, halfCovers, depth + 1, nowStuck);
        m_rings.resize(endRing), m_points.resize(points);
    }
}

void VisibleAreas::sweep(const Extent& box, size_t firstRing, const std::vector<uint32_t>& covers) {
    m_owners = covers;
    m_owners.push_back(kWindow);
    for (size_t r = firstRing; r < m_rings.size(); ++r) m_owners.push_back(m_rings[r].owner);
    std::ranges::sort(m_owners);
    m_owners.erase(std::unique(m_owners.begin(), m_owners.end()), m_owners.end());
    const auto localOf = [&](uint32_t owner) {
        return static_cast<uint32_t>(std::lower_bound(m_owners.begin(), m_owners.end(), owner) - m_owners.begin());
    };
    NumberSet covering(m_owners.size());
    for (const auto owner : covers) covering.toggle(localOf(owner));
    m_localGroups.clear();
    for (const auto& group : *m_groups) {
        auto& local = m_localGroups.emplace_back(m_owners.size());
        for (size_t i = 1; i < m_owners.size(); ++i)
            if (group.has(m_owners[i] - 1)) local.toggle(i);
    }
    if (firstRing == m_rings.size()) return take(covering, box.width() * box.height());

    m_edges.clear();
    for (size_t r = firstRing; r < m_rings.size(); ++r) addEdges(m_rings[r], localOf(m_rings[r].owner));
    std::ranges::sort(m_edges, {}, &Edge::x0);
    findEvents(box);
    m_crossed.clear();
    size_t next = 0;
    for (size_t e = 1; e < m_events.size(); ++e) {
        const double from = m_events[e - 1], to = m_events[e];
        std::erase_if(m_crossed, [&](const Crossed& c) { return m_edges[c.edge].x1 <= from; });
        for (; next < m_edges.size() && m_edges[next].x0 <= from; ++next)
            if (m_edges[next].x1 > from) m_crossed.push_back({0, static_cast<uint32_t>(next)});
        sweepStrip(box, from, to, covering);
    }
}

// Edges straight up and down are not crossed on the way up.
void VisibleAreas::addEdges(const Ring& ring, uint32_t owner) {
    Point last = m_points[ring.end - 1];
    for (size_t i = ring.begin; i < ring.end; ++i) {
        const Point p = m_points[i];
        if (p.x < last.x) m_edges.push_back({p.x, p.y, last.x, last.y, owner});
        if (last.x < p.x) m_edges.push_back({last.x, last.y, p.x, p.y, owner});
        last = p;
    }
}

// Where strips begin and end: at the sides of the box, at ends of edges, and where two of them cross.
void VisibleAreas::findEvents(const Extent& box) {
    m_events = {box.minX, box.maxX};
    for (const auto& edge : m_edges) m_events.push_back(edge.x0), m_events.push_back(edge.x1);
    for (size_t i = 0; i < m_edges.size(); ++i) {
        const Edge& a = m_edges[i];
        const double low = std::min(a.y0, a.y1), high = std::max(a.y0, a.y1);
        for (size_t j = i + 1; j < m_edges.size() && m_edges[j].x0 < a.x1; ++j) {
            const Edge& b = m_edges[j];
            if (std::max(b.y0, b.y1) <= low || std::min(b.y0, b.y1) >= high) continue;
            const double from = b.x0, to = std::min(a.x1, b.x1);
            const double before = a.at(from) - b.y0, after = to == a.x1 ? a.y1 - b.at(to) : a.at(to) - b.y1;
            if (before * after < 0) m_events.push_back(from + (to - from) * (before / (before - after)));
        }
    }
    std::ranges::sort(m_events);
    m_events.erase(std::unique(m_events.begin(), m_events.end()), m_events.end());
}

void VisibleAreas::sweepStrip(const Extent& box, double from, double to, NumberSet& active) {
    const double middle = from + (to - from) / 2;
    for (auto& crossed : m_crossed) crossed.y = m_edges[crossed.edge].at(middle);
    // They are in order but for few.
    for (size_t i = 1; i < m_crossed.size(); ++i)
        for (size_t j = i; j > 0 && m_crossed[j].y < m_crossed[j - 1].y; --j) std::swap(m_crossed[j], m_crossed[j - 1]);
    double y = box.minY;
    for (const auto& crossed : m_crossed) {
        take(active, (crossed.y - y) * (to - from));
        active.toggle(m_edges[crossed.edge].owner);
        y = crossed.y;
    }
    take(active, (box.maxY - y) * (to - from));
    for (const auto& crossed : m_crossed) active.toggle(m_edges[crossed.edge].owner);
}

// Local owners that are active on so large a piece of ground.
void VisibleAreas::take(const NumberSet& active, double area) {
    if (area <= 0 || !active.has(kWindow)) return;
    for (size_t g = 0; g < m_localGroups.size(); ++g)
        if (const size_t first = active.firstIn(m_localGroups[g], 0)) m_seen[g][m_owners[first] - 1] += area;
}

}  // namespace geo
