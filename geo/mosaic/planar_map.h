#pragma once

#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

#include "geo/mosaic/linework.h"

namespace geo {

/// The faces that a noded linework divides the plane into, as half-edges: half-edge 2e runs along edge e, 2e + 1 back, and each
/// has a face on its left. Face 0 is the unbounded one. The same linework gives the same numbers. Immutable once built.
class PlanarMap {
public:
    /// `edges` as from snapRounded(). Edges that end nowhere are left out.
    explicit PlanarMap(std::vector<Segment> edges);

    [[nodiscard]] uint32_t halfEdges() const { return static_cast<uint32_t>(m_edges.size() * 2); }
    [[nodiscard]] uint32_t faces() const { return static_cast<uint32_t>(m_doubleArea.size()); }
    [[nodiscard]] const std::vector<Segment>& edges() const { return m_edges; }

    [[nodiscard]] StoredPoint origin(uint32_t h) const { return h & 1 ? m_edges[h >> 1].b : m_edges[h >> 1].a; }
    [[nodiscard]] StoredPoint target(uint32_t h) const { return origin(h ^ 1); }
    [[nodiscard]] uint32_t originNode(uint32_t h) const { return m_origin[h]; }
    [[nodiscard]] uint32_t nodes() const { return static_cast<uint32_t>(m_firstOut.size() - 1); }
    [[nodiscard]] LineKinds kinds(uint32_t h) const { return m_edges[h >> 1].carries.kinds; }
    [[nodiscard]] double length(uint32_t h) const { return lengthOf(m_edges[h >> 1].a, m_edges[h >> 1].b); }
    [[nodiscard]] uint32_t face(uint32_t h) const { return m_loopFace[m_loop[h]]; }

    /// The half-edge that begins where h ends and is the first one clockwise from h's way back: it bounds the same face.
    [[nodiscard]] uint32_t next(uint32_t h) const { return clockwise(h ^ 1); }
    /// The next half-edge out of the same node, clockwise.
    [[nodiscard]] uint32_t clockwise(uint32_t h) const {
        const uint32_t first = m_firstOut[m_origin[h]], last = m_firstOut[m_origin[h] + 1], at = m_place[h];
        return m_out[at == first ? last - 1 : at - 1];
    }

    /// Twice the area in square steps, holes taken off; 0 for the unbounded face.
    [[nodiscard]] int64_t doubleArea(uint32_t f) const { return m_doubleArea[f]; }
    /// How many outlines of the territory, and of water, enclose a face.
    [[nodiscard]] int32_t territoryDepth(uint32_t f) const { return m_territory[f]; }
    [[nodiscard]] int32_t waterDepth(uint32_t f) const { return m_water[f]; }

private:
    void leaveOutDangles();
    void linkNodes();
    void traceLoops();
    void nestLoops();
    void countDepths();
    [[nodiscard]] uint32_t loopLeftOf(StoredPoint p, const SegmentIndex& index) const;

    std::vector<Segment> m_edges;
    std::vector<uint32_t> m_origin;     // node of each half-edge
    std::vector<uint32_t> m_firstOut;   // per node, into m_out
    std::vector<uint32_t> m_out;        // half-edges out of a node, counter-clockwise
    std::vector<uint32_t> m_place;      // of a half-edge in m_out
    std::vector<uint32_t> m_loop;       // of a half-edge
    std::vector<uint32_t> m_loopStart;  // the half-edge that begins at the loop's first point (`before`)
    std::vector<int64_t> m_loopDoubleArea;
    std::vector<uint32_t> m_loopFace;
    std::vector<int64_t> m_doubleArea;  // from here on per face
    std::vector<int32_t> m_territory, m_water;
};

}  // namespace geo
