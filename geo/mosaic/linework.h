#pragma once

#include <cstdint>
#include <vector>

#include "geo/mosaic/tessellate.h"
#include "geo/vector/packed_index.h"

namespace geo {

/// What a segment is, as a set of bits: the kinds of barrier first, then the cuts that we make ourselves.
using LineKinds = uint8_t;
[[nodiscard]] constexpr LineKinds bitOf(BarrierKind kind) { return static_cast<LineKinds>(1u << static_cast<unsigned>(kind)); }
constexpr LineKinds kGridCut = 1u << 6, kStripCut = 1u << 7;
constexpr LineKinds kBarriers = (1u << 6) - 1;

/// What lies at a segment. Windings count how many more outlines enclose its left side than its right, walking from a to b:
/// they add up where segments coincide, so faces can be told inside from outside without any test of a point.
struct Carried {
    LineKinds kinds = 0;
    int32_t territory = 0, water = 0;

    [[nodiscard]] bool nothing() const { return kinds == 0 && territory == 0 && water == 0; }
    [[nodiscard]] Carried reversed() const { return {kinds, -territory, -water}; }
    void add(const Carried& o) { kinds |= o.kinds, territory += o.territory, water += o.water; }
    friend bool operator==(const Carried&, const Carried&) = default;
};

/// A segment between two points of the precision grid.
struct Segment {
    StoredPoint a, b;
    Carried carries;
};

[[nodiscard]] constexpr bool before(StoredPoint p, StoredPoint q) { return p.x != q.x ? p.x < q.x : p.y < q.y; }

/// Steps of the grid that all arithmetic is exact for: products of two differences fit 63 bits even when doubled.
constexpr int32_t kFarthestStep = 1 << 28;

/// Which side of p->q the point r is on: positive left, negative right, 0 on the line. Exact.
[[nodiscard]] constexpr int64_t sideOf(StoredPoint p, StoredPoint q, StoredPoint r) {
    return (int64_t{q.x} - p.x) * (int64_t{r.y} - p.y) - (int64_t{q.y} - p.y) * (int64_t{r.x} - p.x);
}

[[nodiscard]] double lengthOf(StoredPoint a, StoredPoint b);

/// Makes every segment run from its lower end (`before`), unites those that coincide and drops those that are a point or carry
/// nothing; sorted by their ends. The same set of segments gives the same answer in any order.
void tidy(std::vector<Segment>& segments);

/// Boxes of the pieces of segments, so that a long slanted one does not claim the whole box around it.
class SegmentIndex {
public:
    explicit SegmentIndex(const std::vector<Segment>& segments);
    /// Segments that may come within the box, ascending, each once.
    void query(const StoredBox& box, std::vector<uint32_t>& found) const;
    /// Segments whose pieces may touch those of segment `i`.
    void neighbours(uint32_t i, std::vector<uint32_t>& found) const;

private:
    std::vector<StoredBox> m_boxes;
    std::vector<uint32_t> m_owner;  // empty where every segment is one piece
    std::vector<uint32_t> m_firstPiece;
    PackedIndex m_index;
    mutable std::vector<uint32_t> m_scratch;
};

}  // namespace geo
