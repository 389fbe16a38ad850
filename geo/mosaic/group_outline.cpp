#include "geo/mosaic/group_outline.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "geo/vector/hilbert.h"

namespace geo {
namespace {

using Ring = std::vector<StoredPoint>;

constexpr uint32_t kNone = std::numeric_limits<uint32_t>::max();

int64_t doubleAreaOf(const Ring& ring) {
    int64_t twice = 0;
    for (size_t i = 0; i < ring.size(); ++i) twice += sideOf(ring.front(), ring[i], ring[(i + 1) % ring.size()]);
    return twice;
}

// Walks outlines and parts them where they touch themselves: one outer ring a group remains, and holes.
class OutlineWalk {
public:
    OutlineWalk(const PlanarMap& map, const FaceGroups& groups)
        : m_map(map), m_groups(groups), m_walked(map.halfEdges()), m_placeOf(map.nodes(), kNone) {}

    template <class Take>
    void eachRing(uint32_t start, const Take& take) {
        if (m_walked[start]) return;
        m_path.clear();
        for (uint32_t h = start; !m_walked[h]; h = nextOnOutline(m_map, m_groups, h)) {
            m_walked[h] = true;
            part(m_map.originNode(h), take);
            m_placeOf[m_map.originNode(h)] = static_cast<uint32_t>(m_path.size());
            m_path.push_back(h);
        }
        part(m_map.originNode(start), take);
    }

private:
    // Where the path has been at this node before, what it went since is a ring.
    template <class Take>
    void part(uint32_t node, const Take& take) {
        if (m_placeOf[node] == kNone) return;
        const uint32_t place = m_placeOf[node];
        Ring ring;
        for (size_t i = place; i < m_path.size(); ++i) {
            ring.push_back(m_map.origin(m_path[i]));
            m_placeOf[m_map.originNode(m_path[i])] = kNone;
        }
        m_path.resize(place);
        std::rotate(ring.begin(), std::min_element(ring.begin(), ring.end(), before), ring.end());
        take(std::move(ring));
    }

    const PlanarMap& m_map;
    const FaceGroups& m_groups;
    std::vector<bool> m_walked;
    std::vector<uint32_t> m_placeOf;  // of a node in m_path
    std::vector<uint32_t> m_path;
};

// Along the whole plane, not along this territory, so that a city that grows keeps its order.
uint64_t placeOnCurve(const Ring& outer) {
    StoredBox box;
    for (const auto p : outer) box.add(p);
    const auto middle = [](int32_t low, int32_t high) {
        return static_cast<uint32_t>((int64_t{low} + high) / 2 + 2LL * kFarthestStep);
    };
    return hilbertPosition(middle(box.minX, box.maxX), middle(box.minY, box.maxY), 31);
}

struct Shaped {
    uint32_t group = 0;
    uint64_t place = 0;
    int64_t doubleArea = 0;
    std::vector<Ring> rings;
};

Tessera finished(const Shaped& shaped, TesseraKind kind, double precisionM) {
    Tessera tessera;
    tessera.kind = kind;
    tessera.areaM2 = static_cast<double>(shaped.doubleArea) / 2 * precisionM * precisionM;
    for (const auto& ring : shaped.rings) {
        auto& points = tessera.rings.emplace_back();
        points.reserve(ring.size());
        for (const auto p : ring) points.push_back({p.x * precisionM, p.y * precisionM});
    }
    return tessera;
}

}  // namespace

uint32_t nextOnOutline(const PlanarMap& map, const FaceGroups& groups, uint32_t h) {
    const uint32_t group = groups.groupOf(map.face(h));
    uint32_t out = map.clockwise(h ^ 1);
    while (groups.groupOf(map.face(out ^ 1)) == group) out = map.clockwise(out);
    return out;
}

std::vector<Tessera> tesseraeOf(const PlanarMap& map, const FaceGroups& groups, const std::vector<bool>& grid,
                                double precisionM) {
    std::vector<Shaped> shapes;
    std::vector<uint32_t> shapeOf(map.faces(), kNone);
    OutlineWalk walk(map, groups);
    for (uint32_t h = 0; h < map.halfEdges(); ++h) {
        const uint32_t g = groups.groupOf(map.face(h));
        if (groups.ground(g) == Ground::Outside || groups.groupOf(map.face(h ^ 1)) == g) continue;
        if (shapeOf[g] == kNone) {
            shapeOf[g] = static_cast<uint32_t>(shapes.size());
            shapes.emplace_back().group = g;
        }
        auto& shaped = shapes[shapeOf[g]];
        walk.eachRing(h, [&](Ring ring) {
            const int64_t twice = doubleAreaOf(ring);
            shaped.doubleArea += twice;
            shaped.rings.push_back(std::move(ring));
            if (twice > 0) std::swap(shaped.rings.front(), shaped.rings.back());
        });
    }
    for (auto& shaped : shapes) {
        std::sort(shaped.rings.begin() + 1, shaped.rings.end(), [](const Ring& r, const Ring& o) {
            return r.front() != o.front() ? before(r.front(), o.front()) : before(r[1], o[1]);
        });
        shaped.place = placeOnCurve(shaped.rings.front());
    }
    std::sort(shapes.begin(), shapes.end(), [](const Shaped& s, const Shaped& o) {
        if (s.place != o.place) return s.place < o.place;
        const auto &a = s.rings.front(), &b = o.rings.front();
        return a.front() != b.front() ? before(a.front(), b.front()) : before(a[1], b[1]);
    });
    std::vector<Tessera> tesserae;
    tesserae.reserve(shapes.size());
    for (auto& shaped : shapes) {
        const bool water = groups.ground(shaped.group) == Ground::Water;
        const auto kind = water ? TesseraKind::Water : grid[shaped.group] ? TesseraKind::GridCell : TesseraKind::Block;
        tesserae.push_back(finished(shaped, kind, precisionM));
        shaped.rings = {};
    }
    return tesserae;
}

}  // namespace geo
